using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Bursts in backgrounds whose power lies in a part of the band.</summary>
public sealed class WhitenedPowerTests
{
    private const double SampleRate = 1000;

    [Fact]
    public void LowFrequencyNoiseIsNoBurst()
    {
        double[] x = Coloured(1, 600_000, 0.98);
        Assert.InRange(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate).Count, 0, 2);
    }

    [Fact]
    public void ABurstOfTheSameColourIsFoundAtSixDecibels()
    {
        int found = 0;
        double[] x = Coloured(2, 120_000, 0.93);
        double[] more = Coloured(3, 120_000, 0.93);
        for (int at = 4000; at < 116_000; at += 2000)
        {
            for (int i = at; i < at + 50; i++)
            {
                x[i] += 2 * more[i];
            }
        }

        List<Burst> bursts = TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate);
        for (int at = 4000; at < 116_000; at += 2000)
        {
            found += bursts.Any(burst => burst.Start > at - 50 && burst.Start < at + 50) ? 1 : 0;
        }

        Assert.InRange(found, 47, 56);
        Assert.InRange(bursts.Count, found, found + 6);
    }

    [Fact]
    public void BlocksGiveTheSameAsOneCall()
    {
        double[] x = TestSignals.BandPassed(Coloured(4, 40_000, 0.93), SampleRate);
        TestSignals.AddBurst(x, 5, 20_000, 50, 4);
        List<Burst> whole = TestSignals.Detect(x, SampleRate);
        Assert.NotEmpty(whole);
        Assert.Equal(whole, TestSignals.Detect(x, SampleRate, block: 61));
    }

    private static double[] Coloured(int seed, int count, double memory)
    {
        double[] x = TestSignals.Noise(seed, count);
        for (int i = 1; i < count; i++)
        {
            x[i] += memory * x[i - 1];
        }

        return x;
    }
}
