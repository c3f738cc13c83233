using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>How the power of noise scatters, by its autocorrelation.</summary>
public sealed class NoiseCorrelationTests
{
    private const double SampleRate = 1000;
    private const double BandwidthHz = 430;

    [Fact]
    public void WhiteNoiseInTheBandIsWhite() => Assert.False(Learn(Noise(1, 60_000, 0)).IsColoured);

    [Fact]
    public void ItIsNotKnownFromTheFirstCells() => Assert.False(Learn(Noise(2, 1_000, 0.9)).IsColoured);

    [Theory]
    [InlineData(0.9, 2.326, 0.01)]
    [InlineData(0.9, 3.719, 0.0001)]
    [InlineData(0.6, 3.719, 0.0001)]
    public void NoiseExceedsAQuantileAsOftenAsItSays(double memory, double deviate, double chance)
    {
        NoiseCorrelation noise = Learn(Noise(3, 60_000, memory));
        Assert.True(noise.IsColoured);
        int count = 4_000_000;
        double[] other = Noise(4, count, memory);
        double level = noise.Middle.Quantile(deviate) * other.Sum(x => x * x) / count;
        int above = 0;
        double sum = 0;
        for (int n = 0; n < count; n++)
        {
            sum += (other[n] * other[n]) - (n >= 24 ? other[n - 24] * other[n - 24] : 0);
            above += n >= 24 && sum > 24 * level ? 1 : 0;
        }

        // The normal deviate of the mean of squares is exact to a few per cent, which is a factor in the tail.
        Assert.InRange(above, 0.4 * chance * count, 2 * chance * count);
    }

    [Fact]
    public void TheTailOfAFewLargeEigenvaluesIsHeavierThanTheVarianceTells()
    {
        // One of 0.3 and 70 of 0.01.
        var scatter = new PowerScatter(0.09 + (70 * 0.0001), 0.027 + (70 * 0.000001));
        Assert.True(scatter.Quantile(5) > NormalDistribution.MeanSquareQuantile(scatter.Satterthwaite, 5));
        Assert.Equal(NormalDistribution.MeanSquareQuantile(20, 5), new PowerScatter(20 * 0.0025, 20 * 0.000125).Quantile(5), 1e-9);
    }

    private static double[] Noise(int seed, int count, double memory)
    {
        double[] x = TestSignals.Noise(seed, count);
        for (int n = 1; n < count; n++)
        {
            x[n] += memory * x[n - 1];
        }

        return TestSignals.BandPassed(x, SampleRate);
    }

    private static NoiseCorrelation Learn(double[] x)
    {
        var geometry = new DetectorGeometry(JerkDetectorOptions.ForEmg, SampleRate, 2 * BandwidthHz);
        var bins = new BinHistory(geometry.BinSamples, geometry.HalfWindowBins, geometry.CellBins, geometry.HeldBins);
        var noise = new NoiseCorrelation(bins, geometry, 2 * BandwidthHz * 0.024, hasLongWindow: false, SampleRate);
        double power = x.Sum(value => value * value) / x.Length;
        long cell = 0;
        for (ReadOnlySpan<double> rest = x; !rest.IsEmpty;)
        {
            if (bins.Fill(rest, out int consumed))
            {
                noise.Learn(cell++, power);
            }

            rest = rest[consumed..];
        }

        return noise;
    }
}
