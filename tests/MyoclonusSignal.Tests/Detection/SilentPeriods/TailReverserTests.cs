using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Silent periods behind bursts that make the band-pass ring.</summary>
public sealed class TailReverserTests
{
    private const double SampleRate = 2000;
    private static readonly SosCoefficients Band = Butterworth.BandPass(4, 20, 450, SampleRate);

    [Theory]
    [InlineData(10)]
    [InlineData(46)]
    [InlineData(1000)]
    public void ASilenceBehindABurstIsFoundOnlyWithoutTheRinging(double ratio)
    {
        double[] x = Contraction(ratio);
        List<SilentPeriod> found = TonicSignal.Read(Detector(Band), x);
        Assert.Equal(4, found.Count);
        Assert.All(found, silence => Assert.InRange((silence.Start % 2000) - 240, -20, 20));
        if (ratio > 10)
        {
            Assert.True(TonicSignal.Read(Detector(null), x).Count < 4, "The ringing hid nothing.");
        }
    }

    [Fact]
    public void BlocksGiveTheSameAsOneCall()
    {
        double[] x = Contraction(46);
        List<SilentPeriod> whole = TonicSignal.Read(Detector(Band), x);
        foreach (int block in (int[])[1, 97, 4096])
        {
            Assert.Equal(whole, TonicSignal.Read(Detector(Band), x, block));
        }
    }

    [Fact]
    public void ABurstInAContractionWithoutASilenceGivesNone()
    {
        double[] raw = TestSignals.Noise(1, 24_000);
        for (int i = 0; i < raw.Length; i++)
        {
            raw[i] *= i is > 4000 and < 20_000 ? 20 : 1;
        }

        TestSignals.AddBurst(raw, 2, 10_000, 80, 2000);
        Assert.Empty(TonicSignal.Read(Detector(Band), TestSignals.BandPassed(raw, SampleRate)));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        double[] x = Contraction(46);
        SilentPeriodDetector detector = Detector(Band);
        TonicSignal.Read(detector, x);
        detector.Reset();
        Assert.Equal(0, Allocations.Of(() =>
        {
            ReadOnlySpan<double> rest = x;
            while (!rest.IsEmpty)
            {
                detector.TryRead(rest, out int consumed, out _);
                rest = rest[consumed..];
            }
        }));
    }

    private static SilentPeriodDetector Detector(SosCoefficients? filter) =>
        new(new SilentPeriodOptions(), SampleRate, 0, filter, BandDelay.LeastSeconds(Band, 20, 450));

    /// <summary>A contraction from 2 to 11 s, in which each second from the third on has a burst of 40 ms and 110 ms of silence behind it.</summary>
    private static double[] Contraction(double ratio)
    {
        double[] raw = TestSignals.Noise(1, 26_000);
        for (int i = 4000; i < 22_000; i++)
        {
            bool isSilent = i is >= 8000 and < 16_000 && i % 2000 is >= 240 and < 460;
            raw[i] *= isSilent ? 1 : 20;
        }

        for (int at = 8000; at < 16_000; at += 2000)
        {
            TestSignals.AddBurst(raw, at, at + 160, 80, 20 * ratio);
        }

        return TestSignals.BandPassed(raw, SampleRate);
    }
}
