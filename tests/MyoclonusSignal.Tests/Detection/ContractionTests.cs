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
        Burst contraction = Assert.Single(found, burst => burst.Kind == BurstKind.Contraction);
        Assert.InRange(contraction.Start, 11_950, 12_050);
        Assert.InRange(contraction.End, 12_000 + length - 50, 12_000 + length + 150);
    }

    [Fact]
    public void AWeakBurstRightBehindAContractionBelongsToIt()
    {
        double[] x = TestSignals.Noise(1, 30_000);
        TestSignals.AddBurst(x, 2, 10_000, 2000, 30);
        TestSignals.AddBurst(x, 3, 12_150, 80, 3);
        Assert.Equal(BurstKind.Contraction, Assert.Single(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate)).Kind);
    }

    [Fact]
    public void AStrongBurstBehindAContractionIsAJerk()
    {
        double[] x = TestSignals.Noise(1, 30_000);
        TestSignals.AddBurst(x, 2, 10_000, 2000, 30);
        TestSignals.AddBurst(x, 3, 12_250, 80, 30);
        List<Burst> found = TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate);
        Assert.Equal([BurstKind.Contraction, BurstKind.Jerk], found.OrderBy(burst => burst.Start).Select(burst => burst.Kind));
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
