using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Reporting.Tests.Figures;

/// <summary>The stretch of a channel that a page shows.</summary>
public sealed class TraceStretchTests
{
    [Fact]
    public void ItIsTenSecondsWhateverTheRateAndTheLength()
    {
        foreach (AnalysisResult result in (AnalysisResult[])[Results.Mixed, Results.Acceleration, Results.Noise, Results.Night, Results.Long(8, 2)])
        {
            foreach (ChannelResult channel in result.Channels)
            {
                Interval shown = TraceStretch.WithMostEvents(result, channel);
                Assert.Equal(10, shown.EndSeconds - shown.StartSeconds, 1e-9);
                Assert.InRange(shown.StartSeconds, 0, result.Input.DurationSeconds - 10);
            }
        }
    }

    [Fact]
    public void ItHasAsManyEventsAsAnyTenSecondsHave()
    {
        ChannelResult channel = Results.Mixed.Channels[0];
        double[] onsets = [.. Results.Mixed.Events.Select(one => one.OnsetSeconds)];
        Interval shown = TraceStretch.WithMostEvents(Results.Mixed, channel);
        int most = Enumerable.Range(0, 500).Max(i => onsets.Count(onset => onset >= i * 0.1 && onset < (i * 0.1) + 9));
        Assert.True(onsets.Count(onset => onset >= shown.StartSeconds && onset < shown.EndSeconds) >= most);
    }

    [Fact]
    public void OfALongRecordingItShowsEventsOfWhichEverySampleWasKept()
    {
        AnalysisResult night = Results.Long(8, 1);
        Interval shown = TraceStretch.WithMostEvents(night, night.Channels[0]);
        Assert.Contains(night.Traces[0].Details, detail => detail.StartSeconds >= shown.StartSeconds && detail.EndSeconds <= shown.EndSeconds);
    }

    [Fact]
    public void OfAShortRecordingItIsAllOfIt()
    {
        AnalysisResult result = Results.Mixed;
        ChannelResult channel = result.Channels[0] with { Segments = [new(2, 6)] };
        Assert.Equal(new Interval(2, 6), TraceStretch.WithMostEvents(result with { Channels = [channel] }, channel));
    }
}
