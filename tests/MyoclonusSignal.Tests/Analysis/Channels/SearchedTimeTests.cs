using MyoclonusSignal.Analysis;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Analysis.Channels;

/// <summary>Time counts where an event that began then would have been counted.</summary>
public sealed class SearchedTimeTests
{
    [Theory]
    [InlineData(0.05, 0.02)]
    [InlineData(0.03, 0.04)]
    [InlineData(0.1, 0)]
    public void ABridgeHidesTheOnsetsOfWhichTooLittleIsSeen(double durationSeconds, double hiddenSeconds)
    {
        // Of 50 ms that are bridged, and 10 ms that must be seen.
        SearchedTime searched = new(1000);
        searched.Add(2000);
        searched.AddBridge(new Segment(1000, 1050));
        searched.EndSegment(startSeconds: 3);
        (IReadOnlyList<Interval> stretches, double seconds) = searched.Of(durationSeconds, 0.01);
        Assert.Equal(2 - hiddenSeconds, seconds, 1e-9);
        Assert.Equal(seconds, stretches.Sum(stretch => stretch.DurationSeconds), 1e-9);
        Assert.Equal(hiddenSeconds > 0 ? 2 : 1, stretches.Count);
        if (hiddenSeconds > 0)
        {
            Assert.Equal(3.99, stretches[0].EndSeconds, 1e-9);
        }
    }

    [Fact]
    public void BridgesOfAStretchThatIsTooShortDoNotCount()
    {
        SearchedTime searched = new(1000);
        searched.Add(200);
        searched.AddBridge(new Segment(100, 150));
        searched.EndSegment(0);
        searched.Add(1000);
        searched.EndSegment(1);
        Assert.Equal((1, 0.2), searched.TooShort);
        Assert.Equal(1, searched.Of(0.03, 0.01).Seconds);
    }

    [Fact]
    public void ContractionsAreCountedWithoutWhatBridgesHide()
    {
        SearchedTime searched = new(1000);
        searched.Add(10_000);
        searched.AddBridge(new Segment(1000, 1050));
        searched.AddBridge(new Segment(5000, 5050));
        searched.EndSegment(0);
        IReadOnlyList<(Interval Stretch, double Seconds)> left = searched.Without([(new(0, 2), 1), (new(2, 4), 2), (new(4, 9), 5)], 0.08, 0.04);
        Assert.Equal(1 - 0.025, left[0].Seconds, 1e-9);
        Assert.Equal(2, left[1].Seconds);
        Assert.Equal(5 - 0.05, left[2].Seconds, 1e-9);
    }
}
