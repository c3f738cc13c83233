using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>
/// What <see cref="BurstJudge"/> does for the detector, through which it is tested: why a burst is neither a jerk nor a contraction.
/// </summary>
public sealed class BurstJudgeTests
{
    private const double SampleRate = 1000;

    [Fact]
    public void AStepOfTheNoiseIsAChangeOfTheLevel()
    {
        // What lasts for more than 30 s up to the end is no contraction.
        double[] x = TestSignals.Noise(1, 60_000);
        for (int i = 15_000; i < x.Length; i++)
        {
            x[i] *= 3;
        }

        List<Burst> found = Rejected(x);
        Assert.NotEmpty(found);
        Assert.All(found, burst => Assert.Equal(BurstRejection.LevelChange, burst.Rejection));
    }

    [Fact]
    public void WhatIsThereBeforeTheFirstSampleHasNoOnset()
    {
        double[] x = TestSignals.Noise(1, 20_000);
        TestSignals.AddBurst(x, 2, 0, 80, 20);
        Assert.Equal(BurstRejection.AtStart, Assert.Single(Rejected(x)).Rejection);
    }

    [Fact]
    public void TooShortABurstIsListedWhereItIsAskedFor()
    {
        double[] x = TestSignals.Noise(1, 20_000);
        TestSignals.AddBurst(x, 2, 10_000, 30, 12);
        JerkDetectorOptions options = JerkDetectorOptions.ForEmg with { MinimumDurationSeconds = 0.2 };
        List<Burst> found = TestSignals.Read(new JerkDetector(options, SampleRate, 430, givesRejected: true), TestSignals.BandPassed(x, SampleRate));
        Assert.Equal(BurstRejection.TooShort, Assert.Single(found).Rejection);
        Assert.Empty(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate, options: options));
    }

    [Fact]
    public void DurationAloneTellsAJerkFromAContraction()
    {
        double[] x = TestSignals.Noise(1, 30_000);
        TestSignals.AddBurst(x, 2, 10_000, 400, 12);
        TestSignals.AddBurst(x, 3, 20_000, 700, 12);
        Assert.Equal([EventKind.Jerk, EventKind.Contraction], Rejected(x).Where(burst => burst.Rejection == BurstRejection.None).Select(burst => burst.Kind));
    }

    private static List<Burst> Rejected(double[] x) =>
        TestSignals.Read(new JerkDetector(JerkDetectorOptions.ForEmg, SampleRate, 430, givesRejected: true), TestSignals.BandPassed(x, SampleRate));
}
