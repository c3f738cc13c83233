using CsCheck;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

/// <summary>The median against sorting.</summary>
public sealed class MedianTests
{
    private const int Long = 300_001;

    [Fact]
    public void TheMedianIsTheMiddleOfTheSortedValues() => Gen.Double[-1e3, 1e3].Array[1, 200].Sample(values =>
        Assert.Equal(BySorting(values), Median.Of(values)));

    [Fact]
    public void TheMedianOfTwoValuesIsTheirMean() => Assert.Equal(122.98, Median.Of([247, -1.04]));

    [Theory]
    [InlineData(Long)]
    [InlineData(Long + 1)]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(1_200_000)]
    public void TheMedianOfManyValuesIsTheMiddleOfTheSortedValues(int count)
    {
        var random = new Random(count);
        double[][] kinds =
        [
            [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())],
            [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(5))],
            [.. Enumerable.Range(0, count).Select(i => (double)i)],
            [.. Enumerable.Range(0, count).Select(i => Math.Exp(20 * random.NextDouble()))],
            [.. Enumerable.Repeat(3.5, count)],

            // Every value that the sample sees is huge: the bracket misses.
            [.. Enumerable.Range(0, count).Select(i => i % Math.Max(1, count / 4096) == 0 ? 1e9 : random.NextDouble())],
            [.. Enumerable.Range(0, count).Select(i => i < count / 2 ? double.NegativeInfinity : double.PositiveInfinity)],
        ];
        Assert.All(kinds, values => Assert.Equal(BySorting(values), Median.Of(values)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(Long)]
    public void ANaNAnywhereMakesTheMedianNaN(int count)
    {
        foreach (int at in (int[])[0, 1, count / 2, count - 1])
        {
            double[] values = [.. Enumerable.Range(0, count).Select(i => (double)i)];
            values[at] = double.NaN;
            Assert.True(double.IsNaN(Median.Of(values)));
        }
    }

    [Fact]
    public void TheValuesStayAsTheyAre()
    {
        double[] values = [.. Enumerable.Range(0, Long).Select(i => (double)(i * 7919L % Long))];
        double[] before = [.. values];
        Median.Of(values);
        Assert.Equal(before, values);
    }

    [Fact]
    public void NoValueHasNoMedian() => Assert.Throws<ArgumentException>(() => Median.Of([]));

    private static double BySorting(double[] values)
    {
        double[] sorted = [.. values.Order()];
        double middle = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return middle;
    }
}
