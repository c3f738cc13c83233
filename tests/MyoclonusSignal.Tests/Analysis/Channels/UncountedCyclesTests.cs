using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Analysis.Channels;

public sealed class UncountedCyclesTests
{
    private const double Hz = 8;
    private static readonly RhythmBout[] Bouts = [new(9.8, 16.2, Hz), new(19.8, 26.2, Hz)];

    [Fact]
    public void OfATrainWithAnEventForEachCycleNoneIsMissing()
    {
        UncountedCycles none = UncountedCycles.Of(Bouts, [.. Train(10), .. Train(20)], []);
        Assert.Equal(0, none.Count);
        Assert.Equal(102, none.All);
        Assert.False(none.IsWorthAWord);
    }

    [Fact]
    public void CyclesBetweenEventsAreCountedWithTheirPlace()
    {
        // Of the first train every third jerk is there, of the second all but twelve in its middle.
        AnalysisEvent[] events =
        [
            .. Train(10).Where((_, i) => i % 3 == 0),
            .. Train(20).Where((_, i) => i is < 18 or >= 30),
        ];
        UncountedCycles uncounted = UncountedCycles.Of(Bouts, events, []);

        // Of the first train 32 of 48.
        Assert.Equal(32 + 12, uncounted.Count);
        Assert.Equal(10, uncounted.StartSeconds, 9);
        Assert.Equal(20 + (30 / Hz), uncounted.EndSeconds, 9);
        Assert.True(uncounted.IsWorthAWord);
    }

    [Fact]
    public void AContractionAndWhatIsRejectedTellOfTheirCycles()
    {
        AnalysisEvent contraction = Event(10, 6, EventKind.Contraction);
        RejectedCandidate[] rejected = [.. Train(20).Select(e => new RejectedCandidate(e.OnsetSeconds, 0.05, e.OnsetSeconds, 1, 6, BurstRejection.BesideContraction))];
        Assert.Equal(0, UncountedCycles.Of(Bouts, [contraction], rejected).Count);
        Assert.Equal(51, UncountedCycles.Of(Bouts, [contraction], []).Count);
    }

    [Fact]
    public void WhereThereIsNoEventAllCyclesAreMissing()
    {
        UncountedCycles all = UncountedCycles.Of(Bouts, [], []);
        Assert.Equal(2 * 51, all.Count);
        Assert.Equal((9.8, 26.2), (all.StartSeconds, all.EndSeconds));
    }

    [Fact]
    public void AFewMissingCyclesOfManyAreNotWorthAWord()
    {
        AnalysisEvent[] events = [.. Train(10), .. Train(20).Where((_, i) => i is < 18 or >= 27)];
        UncountedCycles few = UncountedCycles.Of(Bouts, events, []);
        Assert.Equal(9, few.Count);
        Assert.False(few.IsWorthAWord);
    }

    private static IEnumerable<AnalysisEvent> Train(double start) => Enumerable.Range(0, 48).Select(i => Event(start + (i / Hz), 0.06, EventKind.Jerk));

    private static AnalysisEvent Event(double onset, double duration, EventKind kind) =>
        new(onset, duration, kind, "emg", onset, 1, 1, 1, 20, "gt50ms", null, null, null, null, string.Empty);
}
