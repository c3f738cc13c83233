using System.Globalization;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class RandomSourceTests
{
    private const int Count = 200_000;

    [Fact]
    public void BitsAreThoseOfThePublishedGenerator()
    {
        RandomSource? random = null;
        int rows = 0;
        foreach (string line in File.ReadLines(TestData.Fixture("Synthesis/random_source.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            if (cells[3] == "0")
            {
                random = new RandomSource(
                    ulong.Parse(cells[0], CultureInfo.InvariantCulture),
                    (RandomPurpose)int.Parse(cells[1], CultureInfo.InvariantCulture),
                    int.Parse(cells[2], CultureInfo.InvariantCulture));
            }

            Assert.Equal(ulong.Parse(cells[4], CultureInfo.InvariantCulture), random!.NextBits());
            rows++;
        }

        Assert.Equal(24, rows);
    }

    [Fact]
    public void UniformNumbersFillTheUnitIntervalEvenly()
    {
        var random = new RandomSource(1, RandomPurpose.Noise, 0);
        int[] cells = new int[20];
        for (int index = 0; index < Count; index++)
        {
            double u = random.NextUniform();
            Assert.True(u is > 0 and < 1);
            cells[(int)(u * cells.Length)]++;
        }

        // Chi square with 19 degrees of freedom: 43.8 is the 99.9th percentile.
        double expected = (double)Count / cells.Length;
        Assert.True(cells.Sum(n => (n - expected) * (n - expected) / expected) < 43.8);
    }

    [Fact]
    public void NormalNumbersHaveTheQuantilesOfTheNormalDistribution()
    {
        var random = new RandomSource(2, RandomPurpose.Noise, 0);
        double[] sorted = [.. Enumerable.Range(0, Count).Select(_ => random.NextNormal()).Order()];
        double[] z = [-3.090232, -1.959964, -0.6744898, 0, 0.6744898, 1.959964, 3.090232];
        double[] p = [0.001, 0.025, 0.25, 0.5, 0.75, 0.975, 0.999];
        for (int index = 0; index < z.Length; index++)
        {
            double below = sorted.Count(x => x <= z[index]) / (double)Count;
            Assert.Equal(p[index], below, 4 * Math.Sqrt(p[index] * (1 - p[index]) / Count));
        }
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(400)]
    public void GammaNumbersHaveMeanAndVarianceOfTheirShape(double shape)
    {
        var random = new RandomSource(3, RandomPurpose.Noise, 0);
        double[] values = [.. Enumerable.Range(0, Count).Select(_ => random.NextGamma(shape))];
        double mean = values.Average();
        double variance = values.Average(x => (x - mean) * (x - mean));
        Assert.Equal(1, mean / shape, 5 * Math.Sqrt(1 / shape / Count));

        // The kurtosis of gamma is 3 + 6/shape, which gives the standard error of the variance.
        Assert.Equal(1, variance / shape, 5 * Math.Sqrt((2 + (6 / shape)) / Count));
    }

    [Fact]
    public void DirectionsHaveLengthOneAndNoPreference()
    {
        var random = new RandomSource(4, RandomPurpose.LimbDirection, 0);
        double x = 0;
        double y = 0;
        double z = 0;
        for (int index = 0; index < Count; index++)
        {
            (double dx, double dy, double dz) = random.NextDirection();
            Assert.Equal(1, (dx * dx) + (dy * dy) + (dz * dz), 1e-12);
            x += dx;
            y += dy;
            z += dz;
        }

        double limit = 4 * Math.Sqrt(Count / 3.0);
        Assert.True(Math.Abs(x) < limit && Math.Abs(y) < limit && Math.Abs(z) < limit);
    }

    [Fact]
    public void PurposesAndIndicesGiveUnrelatedStreams()
    {
        var first = new RandomSource(1, RandomPurpose.Noise, 0);
        var second = new RandomSource(1, RandomPurpose.Noise, 1);
        var third = new RandomSource(1, RandomPurpose.Hum, 0);
        double[] a = [.. Enumerable.Range(0, 10_000).Select(_ => first.NextNormal())];
        double[] b = [.. Enumerable.Range(0, 10_000).Select(_ => second.NextNormal())];
        double[] c = [.. Enumerable.Range(0, 10_000).Select(_ => third.NextNormal())];
        Assert.True(Math.Abs(a.Zip(b, (x, y) => x * y).Sum()) < 400);
        Assert.True(Math.Abs(a.Zip(c, (x, y) => x * y).Sum()) < 400);
    }
}
