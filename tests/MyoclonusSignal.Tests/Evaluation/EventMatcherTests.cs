using CsCheck;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Evaluation;

public class EventMatcherTests
{
    private static readonly Gen<Interval[]> AnyEvents =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 15]).Select((onset, length) => new Interval(onset, onset + length)).Array[0, 6];

    private static readonly Gen<MatchOptions> AnyOptions = Gen.Select(Gen.Int[0, 3], Gen.Bool).Select((tolerance, byOnset) =>
        new MatchOptions { ToleranceSeconds = tolerance, Criterion = byOnset ? MatchCriterion.Onset : MatchCriterion.Overlap });

    [Fact]
    public void NoMatchingHasMorePairs() =>
        Gen.Select(AnyEvents, AnyEvents, AnyOptions).Sample(
            (detected, truth, options) =>
            {
                IReadOnlyList<EventPair> pairs = EventMatcher.Match(detected, truth, options);
                AssertIsMatching(pairs, detected, truth, options);
                Assert.Equal(Best(detected, truth, options).Pairs, pairs.Count);
            },
            iter: 3000);

    [Fact]
    public void WithoutNestingTheOnsetDifferencesAreTheLeast()
    {
        Gen<Interval[]> ordered = Gen.Select(Gen.Int[0, 40].Array[6], Gen.Int[0, 40].Array[6], Gen.Int[0, 6]).Select((starts, ends, count) =>
        {
            Array.Sort(starts);
            Array.Sort(ends);
            return starts.Zip(ends, (start, end) => new Interval(start, Math.Max(start, end))).Take(count).ToArray();
        });
        Gen.Select(ordered, ordered, AnyOptions).Sample(
            (detected, truth, options) =>
            {
                IReadOnlyList<EventPair> pairs = EventMatcher.Match(detected, truth, options);
                AssertIsMatching(pairs, detected, truth, options);
                (int most, double least) = Best(detected, truth, options);
                Assert.Equal(most, pairs.Count);
                Assert.Equal(least, pairs.Sum(p => Math.Abs(detected[p.Detected].StartSeconds - truth[p.Truth].StartSeconds)), 1e-6);
            },
            iter: 3000);
    }

    [Fact]
    public void AGreedyChoiceDoesNotCostAPair()
    {
        // The first detection fits both true events, the second only the first one.
        Interval[] truth = [new(1.0, 1.1), new(1.2, 1.3)];
        Interval[] detected = [new(1.05, 1.25), new(1.06, 1.09)];
        Assert.Equal(2, EventMatcher.Match(detected, truth, new() { ToleranceSeconds = 0 }).Count);
    }

    [Fact]
    public void OneLongDetectionIsOneHit()
    {
        Interval[] truth = [new(1, 1.1), new(2, 2.1), new(3, 3.1)];
        Assert.Single(EventMatcher.Match([new(0, 10)], truth, new()));
    }

    [Fact]
    public void TheToleranceItselfIsStillAMatch()
    {
        Interval[] truth = [new(1.0, 1.1)];
        MatchOptions byOnset = new() { Criterion = MatchCriterion.Onset, ToleranceSeconds = 0.05 };
        Assert.Single(EventMatcher.Match([new(1.05, 1.2)], truth, byOnset));
        Assert.Single(EventMatcher.Match([new(0.95, 1.2)], truth, byOnset));
        Assert.Empty(EventMatcher.Match([new(1.0502, 1.2)], truth, byOnset));
        Assert.Single(EventMatcher.Match([new(1.15, 1.2)], truth, new()));
        Assert.Empty(EventMatcher.Match([new(1.1502, 1.2)], truth, new()));
    }

    [Fact]
    public void EmptyListsGiveNoPairs()
    {
        Assert.Empty(EventMatcher.Match([], [], new()));
        Assert.Empty(EventMatcher.Match([new(1, 2)], [], new()));
        Assert.Empty(EventMatcher.Match([], [new(1, 2)], new()));
    }

    [Fact]
    public void ManyEventsCloseTogetherAreMatched()
    {
        Interval[] truth = [.. Enumerable.Range(0, 200_000).Select(i => new Interval(i * 0.125, (i * 0.125) + 0.05))];
        Interval[] detected = [.. truth.Select((e, i) => new Interval(e.StartSeconds + (i % 5 * 0.01), e.EndSeconds + 0.05))];
        Assert.Equal(truth.Length, EventMatcher.Match(detected, truth, new()).Count);
    }

    [Fact]
    public void EventsThatEndBeforeTheyBeginAreRefused()
    {
        Assert.Throws<ArgumentException>(() => EventMatcher.Match([new(2, 1)], [], new()));
        Assert.Throws<ArgumentException>(() => EventMatcher.Match([], [new(double.NaN, 1)], new()));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventMatcher.Match([], [], new() { ToleranceSeconds = -1 }));
    }

    private static bool Fits(Interval detected, Interval truth, MatchOptions options) =>
        options.Criterion == MatchCriterion.Onset
            ? Math.Abs(detected.StartSeconds - truth.StartSeconds) <= options.ToleranceSeconds + 1e-6
            : detected.StartSeconds <= truth.EndSeconds + options.ToleranceSeconds + 1e-6
                && detected.EndSeconds >= truth.StartSeconds - options.ToleranceSeconds - 1e-6;

    private static void AssertIsMatching(
        IReadOnlyList<EventPair> pairs, Interval[] detected, Interval[] truth, MatchOptions options)
    {
        Assert.Equal(pairs.Count, pairs.Select(p => p.Detected).Distinct().Count());
        Assert.Equal(pairs.Count, pairs.Select(p => p.Truth).Distinct().Count());
        Assert.All(pairs, p => Assert.True(Fits(detected[p.Detected], truth[p.Truth], options)));
    }

    /// <summary>Tries every matching: the most pairs, and the least sum of onset differences among those.</summary>
    private static (int Pairs, double Cost) Best(Interval[] detected, Interval[] truth, MatchOptions options)
    {
        return Try(0, 0);

        (int Pairs, double Cost) Try(int index, int used)
        {
            if (index == truth.Length)
            {
                return (0, 0);
            }

            (int Pairs, double Cost) best = Try(index + 1, used);
            for (int candidate = 0; candidate < detected.Length; candidate++)
            {
                if ((used & (1 << candidate)) == 0 && Fits(detected[candidate], truth[index], options))
                {
                    (int pairs, double cost) = Try(index + 1, used | (1 << candidate));
                    cost += Math.Abs(detected[candidate].StartSeconds - truth[index].StartSeconds);
                    best = pairs + 1 > best.Pairs || (pairs + 1 == best.Pairs && cost < best.Cost) ? (pairs + 1, cost) : best;
                }
            }

            return best;
        }
    }

    [Fact]
    public void ACrowdTooLargeForTheBestPairsStillHasThemAll()
    {
        // Each overlaps all others: 1.6 thousand million cells, which are never allocated.
        Interval[] crowd = [.. Enumerable.Range(0, 40_000).Select(i => new Interval(i * 1e-4, 100 + (i * 1e-4)))];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        IReadOnlyList<EventPair> pairs = EventMatcher.Match(crowd, crowd, new MatchOptions());
        Assert.Equal(crowd.Length, pairs.Count);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100 << 20);
    }
}
