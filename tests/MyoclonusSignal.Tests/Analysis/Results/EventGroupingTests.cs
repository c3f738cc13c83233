using CsCheck;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Events that begin together on several channels are one movement.</summary>
public sealed class EventGroupingTests
{
    [Fact]
    public void EventsWithinTheLimitOfTheFirstShareAGroup() =>
        Assert.Equal(["m1", "m1", "m1", "m2", "m2"], Groups((1, "a"), (1.05, "b"), (1.1, "c"), (1.11, "d"), (1.12, "a")));

    [Fact]
    public void ASecondEventOfOneChannelBeginsANewGroup() =>
        Assert.Equal(["m1", "m1", "m2", "m2"], Groups((1, "a"), (1.02, "b"), (1.04, "a"), (1.06, "b")));

    [Fact]
    public void AnEventAloneHasNoGroupAndTakesNoNumber() =>
        Assert.Equal(["", "m1", "m1", "", "m2", "m2"], Groups((1, "a"), (3, "a"), (3.01, "b"), (5, "b"), (7, "a"), (7.01, "b")));

    [Fact]
    public void NoEventsNoGroups() => Assert.Empty(Groups());

    [Fact]
    public void TheOrderInWhichEventsComeDoesNotMatter() =>
        Gen.Select(Gen.Select(Gen.Int[0, 200], Choose.From("a", "b", "c")).Array[0, 40], Gen.Int[0, 1000]).Sample((rows, seed) =>
        {
            (double, string)[] events = [.. rows.Distinct().Select(row => (row.Item1 / 100.0, row.Item2))];
            (double, string)[] shuffled = [.. events];
            new Random(seed).Shuffle(shuffled);
            IReadOnlyList<AnalysisEvent> expected = Assign(events);
            Assert.Equal(expected, Assign(shuffled));
            foreach (IGrouping<string, AnalysisEvent> group in expected.Where(e => e.Group.Length > 0).GroupBy(e => e.Group))
            {
                Assert.True(group.Count() > 1);
                Assert.Equal(group.Count(), group.Select(e => e.Channel).Distinct().Count());
                Assert.True(group.Max(e => e.OnsetSeconds) - group.Min(e => e.OnsetSeconds) <= 0.1 + 1e-12);
            }
        });

    private static string[] Groups(params (double Onset, string Channel)[] events) => [.. Assign(events).Select(e => e.Group)];

    private static IReadOnlyList<AnalysisEvent> Assign((double Onset, string Channel)[] events) => EventGrouping.Assign(
        [.. events.Select(e => new AnalysisEvent(e.Onset, 0.05, EventKind.Jerk, e.Channel, e.Onset, 1, 1, 1, 10, "le50ms", null, null, null, null, string.Empty))], 0.1 + 1e-12);
}
