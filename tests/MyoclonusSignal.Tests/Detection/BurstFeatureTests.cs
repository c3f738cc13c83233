using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>What is measured of a burst, against bursts whose measures are known.</summary>
public sealed class BurstFeatureTests
{
    private const double SampleRate = 2000;

    [Theory]
    [InlineData(60)]
    [InlineData(150)]
    [InlineData(400)]
    public void TheMeanFrequencyOfAToneIsItsFrequency(double frequencyHz)
    {
        Burst burst = Assert.Single(TestSignals.Detect(ToneBurst(frequencyHz, n => 1), SampleRate));
        Assert.Equal(frequencyHz, burst.MeanFrequencyHz, 0.06 * frequencyHz);
    }

    [Fact]
    public void TheMeanFrequencyOfAContractionIsThatOfItsSignal()
    {
        double[] x = TestSignals.Noise(5, 40_000);
        TestSignals.AddBurst(x, 6, 15_000, 6000, 20);
        Burst burst = Assert.Single(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate));
        Assert.Equal(EventKind.Contraction, burst.Kind);

        // White noise between 20 and 450 Hz: the middle of the band.
        Assert.Equal(235, burst.MeanFrequencyHz, 15.0);
        Assert.True(double.IsNaN(burst.RiseSeconds));
    }

    [Fact]
    public void TheRiseTimeOfARampIsNineTenthsOfIt()
    {
        const int Length = 160;
        Burst burst = Assert.Single(TestSignals.Detect(ToneBurst(200, n => Math.Min(1, n / (0.6 * Length)), Length), SampleRate));
        Assert.Equal(0.9 * 0.6 * Length / SampleRate, burst.RiseSeconds, 0.008);
        Burst sharp = Assert.Single(TestSignals.Detect(ToneBurst(200, n => 1, Length), SampleRate));
        Assert.InRange(sharp.RiseSeconds, 0, 0.012);
    }

    [Fact]
    public void TheOnsetLiesWithinItsUncertaintyAsOftenAsStated()
    {
        // Half of the bursts begin at once, the others along a ramp, 10 dB over noise of the same band: the central 68 % of
        // the likelihood must hold some two thirds of the true onsets. Sharp edges lie within it more often than ramps.
        const int Count = 600;
        int[] ramps = [0, 8, 0, 16, 0, 32, 0, 64, 0, 128];
        double[] x = TestSignals.Noise(1, Count * 1600);
        for (int i = 0; i < Count; i++)
        {
            int ramp = ramps[i % ramps.Length];
            double[] burst = TestSignals.Noise(100 + i, ramp + 160);
            for (int n = 0; n < burst.Length; n++)
            {
                x[(i * 1600) + 500 + n] += Math.Sqrt(10) * (n < ramp ? (n + 0.5) / ramp : 1) * burst[n];
            }
        }

        List<Burst> bursts = TestSignals.Read(new JerkDetector(JerkDetectorOptions.ForEmg, SampleRate, bandwidthHz: SampleRate / 2), x);
        Assert.Equal(Count, bursts.Count);
        int within = bursts.Count(burst => Math.Abs((burst.Start % 1600) - 500) / SampleRate <= burst.OnsetUncertaintySeconds);
        Assert.InRange(within / (double)Count, 0.55, 0.85);
        Assert.InRange(bursts.Average(burst => burst.OnsetUncertaintySeconds), 0.0005, 0.006);
    }

    [Fact]
    public void WhatIsRejectedIsGivenWithItsReasonOnRequestOnly()
    {
        JerkDetectorOptions options = new() { MinimumDurationSeconds = 0.05 };
        double[] x = TestSignals.Noise(3, 60_000);
        TestSignals.AddBurst(x, 4, 0, 150, 10);
        TestSignals.AddBurst(x, 5, 10_000, 200, 10);
        TestSignals.AddBurst(x, 6, 30_000, 40, 10);
        List<Burst> all = TestSignals.Read(new JerkDetector(options, SampleRate, 1000, givesRejected: true), x);
        List<Burst> kept = TestSignals.Read(new JerkDetector(options, SampleRate, 1000), x);
        Assert.Equal([BurstRejection.AtStart, BurstRejection.None, BurstRejection.TooShort], all.Select(burst => burst.Rejection));
        Assert.Equal(all[1], Assert.Single(kept));
        Assert.InRange(kept[0].Start, 9980, 10_020);
    }

    /// <summary>A tone with an envelope in a little white noise; no filter, so that the edges are exact.</summary>
    private static double[] ToneBurst(double frequencyHz, Func<int, double> envelope, int length = 400)
    {
        double[] x = TestSignals.Noise(7, 20_000);
        for (int n = 0; n < length; n++)
        {
            x[10_000 + n] += 100 * envelope(n) * Math.Sin(2 * Math.PI * frequencyHz * n / SampleRate);
        }

        return x;
    }
}
