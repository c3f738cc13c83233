using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Where a contraction begins and ends, and what belongs to it.</summary>
public sealed class ContractionTests
{
    private const double SampleRate = 1000;

    [Theory]
    [InlineData(700)]
    [InlineData(1450)]
    [InlineData(3000)]
    [InlineData(9000)]
    public void WhatLingersFarBelowAContractionIsNoPartOfIt(int length)
    {
        double[] x = TestSignals.Noise(1, 40_000);
        TestSignals.AddBurst(x, 2, 12_000, length, 20);
        TestSignals.AddBurst(x, 3, 12_000 + length, 3000, 1.3);
        List<Burst> found = TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate);
        Burst contraction = Assert.Single(found, burst => burst.Kind == EventKind.Contraction);
        Assert.InRange(contraction.Start, 11_950, 12_050);
        Assert.InRange(contraction.End, 12_000 + length - 50, 12_000 + length + 150);
    }

    [Fact]
    public void AWeakBurstRightBehindAContractionBelongsToIt()
    {
        double[] x = TestSignals.Noise(1, 30_000);
        TestSignals.AddBurst(x, 2, 10_000, 2000, 30);
        TestSignals.AddBurst(x, 3, 12_150, 80, 3);
        Assert.Equal(EventKind.Contraction, Assert.Single(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate)).Kind);
    }

    [Fact]
    public void AStrongBurstBehindAContractionIsAJerk()
    {
        double[] x = TestSignals.Noise(1, 30_000);
        TestSignals.AddBurst(x, 2, 10_000, 2000, 30);
        TestSignals.AddBurst(x, 3, 12_250, 80, 30);
        List<Burst> found = TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate);
        Assert.Equal([EventKind.Contraction, EventKind.Jerk], found.OrderBy(burst => burst.Start).Select(burst => burst.Kind));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(28)]
    public void AContractionFromTheFirstSampleOnBeginsThere(int seconds)
    {
        double[] x = TestSignals.Noise(seconds, 60_000);
        TestSignals.AddBurst(x, 2, 0, seconds * 1000, 10);
        Burst contraction = Assert.Single(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate));
        Assert.Equal(EventKind.Contraction, contraction.Kind);
        Assert.InRange(contraction.Start, 0, 50);
        Assert.InRange(contraction.End, (seconds * 1000) - 50, (seconds * 1000) + 150);

        // White noise of ten times the amplitude, of which the band leaves 86 %.
        Assert.InRange(contraction.RmsAmplitude, 8.8, 9.8);
    }

    [Fact]
    public void ANoiseThatFallsSlowlyFromTheStartIsNoContraction()
    {
        double[] x = TestSignals.Noise(1, 60_000);
        for (int i = 0; i < 20_000; i++)
        {
            x[i] *= 1 + (3 * (1 - (i / 20_000.0)));
        }

        Assert.Empty(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate));
    }

    [Theory]
    [InlineData(60, 40, 100)]
    [InlineData(60, 130, 240)]
    public void ALevelThatLastsTooLongToBeAContractionIsRejectedAsAChangeOfTheLevel(int from, int seconds, int recorded)
    {
        double[] x = TestSignals.Noise(1, recorded * 1000);
        TestSignals.AddBurst(x, 2, from * 1000, seconds * 1000, 10);
        JerkDetector detector = new(JerkDetectorOptions.ForEmg, SampleRate, 430, givesRejected: true);
        List<Burst> found = TestSignals.Read(detector, TestSignals.BandPassed(x, SampleRate));
        Assert.DoesNotContain(found, burst => burst.Rejection == BurstRejection.None);
        Burst level = Assert.Single(found, burst => burst.Kind == EventKind.Contraction && Math.Abs(burst.Start - (from * 1000)) < 50);
        Assert.Equal(BurstRejection.LevelChange, level.Rejection);
        Assert.InRange(level.End - level.Start, (Math.Min(seconds, 120) * 1000) - 700, (Math.Min(seconds, 120) * 1000) + 700);
    }

    [Fact]
    public void AJerkThatBeganBeforeTheFirstSampleIsNoJerk()
    {
        double[] x = TestSignals.Noise(1, 20_000);
        TestSignals.AddBurst(x, 2, 0, 60, 10);
        TestSignals.AddBurst(x, 3, 9000, 60, 10);
        Burst jerk = Assert.Single(TestSignals.Detect(x, SampleRate));
        Assert.InRange(jerk.Start, 8980, 9020);
    }
}
