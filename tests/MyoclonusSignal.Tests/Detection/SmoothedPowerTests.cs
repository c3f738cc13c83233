using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Weak bursts of low frequencies in white noise.</summary>
public sealed class SmoothedPowerTests
{
    private const double SampleRate = 1000;
    private const int BurstSamples = 40;
    private const int PeriodSamples = 2000;

    [Fact]
    public void BlocksGiveTheSameAsOneCall()
    {
        double[] x = Bursts();
        List<Burst> whole = TestSignals.Detect(x, SampleRate);
        Assert.InRange(whole.Count, 35, 57);
        Assert.Equal(whole, TestSignals.Detect(x, SampleRate, block: 61));
    }

    [Fact]
    public void WhiteNoiseGivesNoMoreThanItMay()
    {
        int found = 0;
        for (int seed = 600; seed < 606; seed++)
        {
            found += TestSignals.Detect(TestSignals.BandPassed(TestSignals.Noise(seed, 600_000), SampleRate), SampleRate).Count;
        }

        Assert.InRange(found, 0, 2);
    }

    /// <summary>Bursts of 40 ms whose power lies below 150 Hz, 3 dB over noise of the band.</summary>
    private static double[] Bursts()
    {
        double[] x = TestSignals.BandPassed(TestSignals.Noise(7, 120_000), SampleRate);
        double[] low = TestSignals.Noise(8, 120_000);
        for (int i = 1; i < low.Length; i++)
        {
            low[i] += 0.7 * low[i - 1];
        }

        low = TestSignals.BandPassed(low, SampleRate);
        double scale = Math.Sqrt(2 * MeanSquare(x) / MeanSquare(low));
        for (int at = PeriodSamples; at < 116_000; at += PeriodSamples)
        {
            for (int i = at; i < at + BurstSamples; i++)
            {
                x[i] += scale * low[i];
            }
        }

        return x;
    }

    private static double MeanSquare(double[] x) => x.Sum(value => value * value) / x.Length;
}
