using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Tests.Sleep;

public sealed class StageTimelineTests
{
    [Fact]
    public void WhereEntriesOverlapTheOneThatBeganLastCounts()
    {
        IReadOnlyList<SleepEpoch> timeline = StageTimeline.Flatten(
            [new(0, 100, SleepStage.N2), new(30, 10, SleepStage.Rem), new(35, 20, SleepStage.Wake), new(120, 30, SleepStage.N3)]);
        Assert.Equal(
            [new(0, 30, SleepStage.N2), new(30, 5, SleepStage.Rem), new(35, 20, SleepStage.Wake), new(55, 45, SleepStage.N2), new(120, 30, SleepStage.N3)],
            timeline);
    }

    [Fact]
    public void RandomEntriesGiveAtEveryTimeTheLastThatCoversIt()
    {
        Random random = new(20260301);
        for (int round = 0; round < 200; round++)
        {
            SleepEpoch[] epochs = [.. Enumerable.Range(0, 30)
                .Select(_ => new SleepEpoch(random.Next(0, 100), random.Next(0, 40), (SleepStage)random.Next(0, 7)))
                .OrderBy(epoch => epoch.OnsetSeconds)];
            IReadOnlyList<SleepEpoch> timeline = StageTimeline.Flatten(epochs);
            Assert.All(timeline.Zip(timeline.Skip(1)), pair => Assert.True(pair.First.EndSeconds <= pair.Second.OnsetSeconds, "Two entries overlap."));
            for (double t = -0.5; t < 145; t += 0.5)
            {
                SleepStage expected = epochs.LastOrDefault(epoch => epoch.OnsetSeconds <= t && t < epoch.EndSeconds).Stage;
                Assert.Equal(expected, StageTimeline.At(timeline, t));
            }
        }
    }

    [Fact]
    public void NoEntriesAreNoTimeline()
    {
        Assert.Empty(StageTimeline.Flatten([]));
        Assert.Equal(SleepStage.Unscored, StageTimeline.At([], 0));
    }
}
