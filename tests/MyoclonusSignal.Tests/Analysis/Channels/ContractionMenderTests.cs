using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>What becomes of the bursts beside a silent period.</summary>
public sealed class ContractionMenderTests
{
    private const double SampleRate = 1000;

    private static readonly RecordingChannel Channel = new("emg", ChannelKind.Emg, "uV", SampleRate, [0], ["emg"]);

    // From 2.00 to 2.15 s, in a contraction of root mean square 10.
    private static readonly DetectedSilence Silence = new(new SilentPeriod(2000, 2150, 2075, 3, 1, 0.1, 10, 1, -20, 0.002, 0.002), 0, 0, 4000);

    [Fact]
    public void ContractionsWithHardlyAPauseBetweenThemAreOne()
    {
        List<(AnalysisEvent Event, int Segment)> events =
            [(Event(EventKind.Contraction, 1, 2, 10, 40), 0), (Event(EventKind.Jerk, 2.02, 2.08, 40, 50), 0), (Event(EventKind.Contraction, 2.1, 3, 20, 60), 0), (Event(EventKind.Contraction, 3.2, 4, 10, 40), 0), (Event(EventKind.Contraction, 4.05, 5, 10, 40), 1)];
        ContractionMender.JoinNeighbours(events, []);
        Assert.Equal([1, 2.02, 3.2, 4.05], events.Select(pair => pair.Event.OnsetSeconds));
        Assert.Equal(2, events[0].Event.DurationSeconds, 1e-12);
        Assert.Equal(60, events[0].Event.PeakAmplitude);
        Assert.InRange(events[0].Event.RmsAmplitude, 10, 20);
    }

    [Fact]
    public void WhatDoesNotStandAboveAJoinedContractionIsAPartOfIt()
    {
        List<RejectedCandidate> rejected = [];
        List<(AnalysisEvent Event, int Segment)> events =
            [(Event(EventKind.Contraction, 1, 2, 30, 90), 0), (Event(EventKind.Contraction, 2.05, 3, 10, 40), 0), (Event(EventKind.Jerk, 2.5, 2.6, 20, 50), 0), (Event(EventKind.Jerk, 2.8, 2.86, 90, 200), 0), (Event(EventKind.Jerk, 3.5, 3.6, 5, 9), 0), (Event(EventKind.Jerk, 2.5, 2.6, 5, 9), 1)];
        ContractionMender.JoinNeighbours(events, rejected);
        Assert.Equal([(1, 0), (2.8, 0), (3.5, 0), (2.5, 1)], events.Select(pair => (pair.Event.OnsetSeconds, pair.Segment)));
        RejectedCandidate part = Assert.Single(rejected);
        Assert.Equal((2.5, BurstRejection.BesideContraction), (part.OnsetSeconds, part.Reason));
    }

    [Theory]
    [InlineData(100, 10, 1, 2)]
    [InlineData(10, 100, 2.05, 3)]
    public void WhatIsThirteenDecibelsWeakerBesideAContractionIsNoPartOfIt(double first, double second, double onset, double end)
    {
        List<RejectedCandidate> rejected = [];
        List<(AnalysisEvent Event, int Segment)> events =
            [(Event(EventKind.Contraction, 1, 2, first, 90), 0), (Event(EventKind.Contraction, 2.05, 3, second, 90), 0), (Event(EventKind.Contraction, 3.1, 4, second, 90), 0)];
        ContractionMender.JoinNeighbours(events, rejected);
        Assert.Equal(onset, events[0].Event.OnsetSeconds);
        Assert.Equal(first > second ? end : 4, events[0].Event.OnsetSeconds + events[0].Event.DurationSeconds, 1e-9);
        Assert.All(rejected, candidate => Assert.Equal(BurstRejection.BesideContraction, candidate.Reason));
        Assert.Equal(3, events.Count + rejected.Count + (first > second ? 0 : 1));
    }

    [Fact]
    public void TheRestBetweenAHeartbeatAndAContractionIsNoSilentPeriod()
    {
        RejectedCandidate beat = new(1.9, 0.08, 1.95, 50, 10, BurstRejection.Heartbeat);
        List<RejectedCandidate> rejected = [beat];
        Assert.Empty(ContractionMender.WithoutBeats([(Event(EventKind.Contraction, 2.16, 4, 10, 40), 0)], rejected, [Silence], Channel));
        Assert.Equal((2.0, BurstRejection.Heartbeat), (rejected[1].OnsetSeconds, rejected[1].Reason));

        // With a contraction on both sides it is one, whatever beats there.
        rejected = [beat];
        Assert.Single(ContractionMender.WithoutBeats([(Event(EventKind.Contraction, 1, 1.99, 10, 40), 0), (Event(EventKind.Contraction, 2.16, 4, 10, 40), 0)], rejected, [Silence], Channel));
        Assert.Single(rejected);
    }

    [Fact]
    public void WhatASilenceDividesIsOneContraction()
    {
        AnalysisEvent whole = Assert.Single(Mend([Event(EventKind.Contraction, 0.5, 1.98, 10, 40), Event(EventKind.Jerk, 2.16, 2.5, 10, 50)], out List<RejectedCandidate> rejected));
        Assert.Empty(rejected);
        Assert.Equal(EventKind.Contraction, whole.Kind);
        Assert.Equal(0.5, whole.OnsetSeconds);
        Assert.Equal(2, whole.DurationSeconds, 1e-9);
        Assert.Equal(50, whole.PeakAmplitude);
        Assert.Equal(2.2, whole.PeakTimeSeconds, 1e-9);
        Assert.Equal(Math.Sqrt(((100 * 1.82) + 0.18) / 2), whole.RmsAmplitude, 1e-9);
        Assert.Equal(8 + 8 + (Math.Sqrt(2 / Math.PI) * 0.18), whole.Area, 1e-9);
        Assert.Equal("gt500ms", whole.BurstClass);
        Assert.Equal(10 * Math.Log10(whole.RmsAmplitude * whole.RmsAmplitude), whole.SnrDb, 1e-9);
    }

    [Fact]
    public void AContractionAroundASilenceStaysAsItIs()
    {
        AnalysisEvent contraction = Event(EventKind.Contraction, 0.5, 5, 10, 40);
        Assert.Equal([contraction], Mend([contraction], out List<RejectedCandidate> rejected));
        Assert.Empty(rejected);
    }

    [Fact]
    public void AJerkThatIsTheContractionBesideASilenceIsRejected()
    {
        Assert.Empty(Mend([Event(EventKind.Jerk, 1.6, 1.99, 11, 40)], out List<RejectedCandidate> rejected));
        Assert.Equal("beside-silence", Assert.Single(rejected).ReasonName);
        Assert.Empty(Mend([Event(EventKind.Jerk, 2.14, 2.4, 11, 40)], out rejected));
        Assert.Single(rejected);
    }

    [Fact]
    public void AStrongBurstBeforeASilenceStaysAJerk()
    {
        AnalysisEvent[] events = [Event(EventKind.Contraction, 0.5, 5, 10, 40), Event(EventKind.Jerk, 1.95, 2, 40, 90)];
        Assert.Equal(events, Mend(events, out List<RejectedCandidate> rejected));
        Assert.Empty(rejected);
    }

    [Fact]
    public void WhatLiesElsewhereOrInAnotherSegmentStays()
    {
        AnalysisEvent[] events = [Event(EventKind.Jerk, 1.2, 1.3, 10, 40), Event(EventKind.Jerk, 2.6, 2.7, 10, 40)];
        Assert.Equal(events, Mend(events, out _));
        List<(AnalysisEvent Event, int Segment)> other = [(Event(EventKind.Jerk, 2.14, 2.4, 11, 40), 1)];
        ContractionMender.Mend(other, [], [Silence], Channel);
        Assert.Single(other);
    }

    private static List<AnalysisEvent> Mend(AnalysisEvent[] events, out List<RejectedCandidate> rejected)
    {
        rejected = [];
        List<(AnalysisEvent Event, int Segment)> own = [.. events.Select(e => (e, 0))];
        ContractionMender.Mend(own, rejected, [Silence], Channel);
        return [.. own.Select(pair => pair.Event)];
    }

    /// <summary>An event over a floor of 1, with its peak at its middle or at 2.2 s.</summary>
    private static AnalysisEvent Event(EventKind kind, double onset, double end, double rms, double peak) => new(
        onset, end - onset, kind, "emg", onset > 2 ? 2.2 : onset, peak, rms, 8, 20 * Math.Log10(rms), BurstClasses.Of(end - onset), 0.01, 100, 0.001, 0.001, string.Empty);
}
