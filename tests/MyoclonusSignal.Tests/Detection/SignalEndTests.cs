using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>At the ends of a signal windows have fewer samples: noise there must not be taken for a burst.</summary>
public sealed class SignalEndTests
{
    [Theory]
    [InlineData(2000)]
    [InlineData(500)]
    public void NoiseHasNoMoreJerksAtTheEndThanElsewhere(double sampleRate)
    {
        // Two hundred ends; one in ten had a false jerk when short windows were held against the thresholds of full ones.
        int jerks = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            double[] x = TestSignals.BandPassed(TestSignals.Noise(seed, (int)(10 * sampleRate)), sampleRate);
            jerks += TestSignals.Detect(x[(int)sampleRate..], sampleRate).Count;
        }

        Assert.InRange(jerks, 0, 3);
    }

    [Fact]
    public void ABurstThatIsCutOffByTheEndIsFound()
    {
        double[] x = TestSignals.Noise(1, 20_000);
        TestSignals.AddBurst(x, 2, 19_920, 80, 10);
        Burst burst = Assert.Single(TestSignals.Detect(x, 2000));
        Assert.InRange(burst.Start, 19_900, 19_940);
        Assert.Equal(20_000, burst.End);
    }

    [Fact]
    public void AWindowThatReachesBeyondTheSignalIsFilledWithTheLevel()
    {
        var bins = new BinHistory(binSize: 4, halfWindowBins: 6, cellBins: 24, capacityBins: 200);
        double[] ones = [.. Enumerable.Repeat(1.0, 401)];
        ReadOnlySpan<double> rest = ones;
        while (!rest.IsEmpty)
        {
            bins.Fill(rest, out int taken);
            rest = rest[taken..];
        }

        bins.Finish();
        Assert.Equal(101, bins.BinCount);
        for (long bin = 0; bin < bins.BinCount; bin++)
        {
            // The mean of ones is one, however many of them a window holds; filled with ones it stays so.
            Assert.Equal(1, bins.Half(bin), 12);
            Assert.Equal(1, bins.Middle(bin), 12);
            Assert.Equal(1, bins.Double(bin), 12);
            (double half, double middle, double twice) = bins.Filled(bin, 1);
            Assert.Equal(3, half + middle + twice, 12);
        }

        // At the last bin, of one sample, the longest window of 96 holds 45 of them.
        Assert.True(bins.IsAtEdge(100));
        Assert.False(bins.IsAtEdge(50));
        Assert.Equal((45 + (51 * 3)) / 96.0, bins.Filled(100, 3).Double, 12);
    }
}
