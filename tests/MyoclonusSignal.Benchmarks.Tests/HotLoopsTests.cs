using BenchmarkDotNet.Running;
using MyoclonusSignal.Benchmarks.Detection;
using MyoclonusSignal.Benchmarks.Envelopes;
using MyoclonusSignal.Benchmarks.Filtering;
using MyoclonusSignal.Benchmarks.Rhythm;
using MyoclonusSignal.Benchmarks.Signals;
using MyoclonusSignal.Benchmarks.Spectra;

namespace MyoclonusSignal.Benchmarks.Tests;

/// <summary>A ratio means something only where both sides do the same work.</summary>
public sealed class HotLoopsTests
{
    public static TheoryData<Type> ExactTwins =>
    [
        typeof(BandPassBenchmarks),
        typeof(NotchBenchmarks),
        typeof(FilterBankBenchmarks),
        typeof(FirFilterBenchmarks),
        typeof(DecimatorBenchmarks),
        typeof(LinearEnvelopeBenchmarks),
        typeof(LinearEnvelopesBenchmarks),
        typeof(HilbertEnvelopeBenchmarks),
        typeof(RectifierBenchmarks),
        typeof(MovingAverageBenchmarks),
        typeof(MovingRmsBenchmarks),
        typeof(RealFft1024Benchmarks),
        typeof(RealFft4096Benchmarks),
    ];

    [Theory]
    [MemberData(nameof(ExactTwins))]
    public void ALoopAndItsTwinGiveTheSameNumbers(Type type)
    {
        HotLoop loop = (HotLoop)Activator.CreateInstance(type)!;
        loop.Process();
        double[] expected = loop.Result.ToArray();
        loop.Naive();
        double scale = expected.Max(Math.Abs);
        Assert.True(scale > 1);
        Assert.All(expected.Zip(loop.Result.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * scale));
    }

    [Fact]
    public void TeagerKaiserAndItsTwinGiveTheSameBits()
    {
        TeagerKaiserBenchmarks loop = new();
        loop.Process();
        double[] expected = loop.Result.ToArray();
        loop.Naive();
        Assert.Equal(expected, loop.Result.ToArray());
    }

    [Fact]
    public void BothWaysOfThresholdsFindTheSameStretches()
    {
        TwoThresholdsBenchmarks loop = new();
        for (int i = 0; i < 4; i++)
        {
            loop.Process();
            loop.Naive();
        }

        Assert.True(loop.Count > 4);
        Assert.Equal(loop.NaiveCount, loop.Count);
    }

    [Fact]
    public void TheMedianAndItsTwinGiveTheSameNumber()
    {
        MedianBenchmarks loop = new();
        loop.Process();
        double expected = loop.Result[0];
        loop.Naive();
        Assert.Equal(expected, loop.Result[0]);
        Assert.NotEqual(0, expected);
    }

    [Fact]
    public void LongSilenceLeavesNothingInTheFilter()
    {
        SilenceBenchmarks loop = new();
        loop.Process();
        Assert.All(loop.Result.ToArray(), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void TheSilentPeriodDetectorFindsThePausesOfItsSignal()
    {
        SilentPeriodDetectorBenchmarks loop = new();
        for (int i = 0; i < 16; i++)
        {
            loop.Process();
        }

        // Three quarters of 65.5 s with a pause every 1.5 s. One is at the start, and five have a burst of 20 dB at an edge, where
        // a contraction that ends in a jerk cannot be told from one that goes on.
        Assert.InRange(loop.SilenceCount, 25, 32);
    }

    [Fact]
    public void TheDetectorHasBurstsToFind()
    {
        JerkDetectorBenchmarks loop = new();
        int countBefore = 0;
        for (int i = 0; i < 16; i++)
        {
            countBefore = i == 8 ? loop.BurstCount : countBefore;
            loop.Process();
        }

        // Eight blocks of 4.1 s with a burst every 1.7 s, once as many come out as go in.
        Assert.InRange(loop.BurstCount - countBefore, 17, 21);
    }

    [Fact]
    public void TheMonitorAndItsTwinSeeTheTrainAndTheRest()
    {
        RhythmMonitorBenchmarks loop = new();
        loop.Process();
        loop.Naive();

        // 163 s, of which two thirds are a train, seen some seconds late: 152 decisions.
        Assert.InRange(loop.OnCount, 90, 135);
        Assert.InRange(loop.NaiveCount, 90, 140);
    }

    [Fact]
    public void TheShareOfTheRhythmIsThatOfADecisionASecond()
    {
        RhythmShareBenchmarks loop = new();
        for (int i = 0; i < 10; i++)
        {
            loop.Process();
        }

        // 40.96 s at 2 kHz, less the first stretch of 12 s.
        Assert.Equal(29, loop.DecisionCount);
    }

    [Fact]
    public void EveryHotLoopIsABenchmarkBesideItsTwinAndTheCopy() => Assert.All(HotLoops.Create(), loop => Assert.Equal(
        ["Copy", "Library", "Textbook"],
        BenchmarkConverter.TypeToBenchmarks(loop.GetType()).BenchmarksCases
            .Select(benchmark => benchmark.Descriptor.WorkloadMethod.Name)
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void EveryBenchmarkIsWatchedByTheGuard() => Assert.Equal(
        typeof(HotLoop).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HotLoop)) && !type.IsAbstract).OrderBy(type => type.Name),
        HotLoops.Create().Select(loop => loop.GetType()).OrderBy(type => type.Name));

    [Fact]
    public void NoLoopAllocatesOnceItIsWarm()
    {
        foreach (HotLoop loop in HotLoops.Create())
        {
            for (int i = 0; i < 10; i++)
            {
                loop.Prepare(1);
                loop.Process();
            }

            long least = long.MaxValue;
            for (int i = 0; i < 3 && least > 0; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                loop.Process();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.True(least == 0, $"{loop.Name} allocates {least} bytes");
        }
    }
}
