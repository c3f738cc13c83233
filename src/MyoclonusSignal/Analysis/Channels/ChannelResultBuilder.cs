using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Turns what a pipeline has gathered into a channel's result and its rows of events.</summary>
internal static class ChannelResultBuilder
{
    // Hundredths of a hertz are what is known of a line.
    private const int LineDecimals = 2;

    public static ChannelResult Build(ChannelPipeline pipeline, List<AnalysisEvent> events)
    {
        double sampleRate = pipeline.Context.Channel.SampleRate;
        List<(AnalysisEvent Event, int Segment)> own = [];
        List<RejectedCandidate> rejected = [];
        BurstRejection[] rejections = pipeline.Review();
        for (int i = 0; i < rejections.Length; i++)
        {
            DetectedBurst detected = pipeline.Told(i);
            Burst burst = detected.Burst;

            if (rejections[i] != BurstRejection.None)
            {
                (double onset, double duration, double peak) = Times(pipeline.Context, pipeline.Segments, detected);
                rejected.Add(new RejectedCandidate(onset, duration, peak, burst.PeakAmplitude, burst.SnrDb, rejections[i]));
                continue;
            }

            own.Add((Row(pipeline.Context, pipeline.Segments, detected), detected.SegmentIndex));
        }

        if (pipeline.Detection?.Silences is SilencePath silences)
        {
            List<DetectedSilence> told = ContractionMender.WithoutBeats(own, rejected, silences.Silences, pipeline.Context.Channel);
            ContractionMender.Mend(own, rejected, told, pipeline.Context.Channel);
            own.AddRange(told.Select(detected => (NegativeJerk(pipeline.Context, detected), detected.SegmentIndex)));
        }

        own.Sort((a, b) => a.Event.OnsetSeconds.CompareTo(b.Event.OnsetSeconds));
        ContractionMender.JoinNeighbours(own, rejected);
        rejected.Sort((a, b) => a.OnsetSeconds.CompareTo(b.OnsetSeconds));
        events.AddRange(own.Select(pair => pair.Event));
        bool isAnalysed = pipeline.Context.Plan.Filter is not null;
        SignalQuality quality = pipeline.Quality();
        TimeMap map = pipeline.Context.Channel.TimeMap;
        List<Interval> segments = [.. pipeline.Segments.Select(segment => OnClock(segment, map))];
        double? usual = MedianJerk(own);
        (IReadOnlyList<Interval> stretches, double counted) = pipeline.Searched.Of(usual ?? SearchedTime.TypicalJerkSeconds, SearchedTime.LeastSeenSeconds);
        double seconds = quality.IsDead ? 0 : counted * Stretch(pipeline.Segments, segments);
        List<Interval> searched = [.. stretches.Select(stretch => OnClock(stretch, map))];
        double dead = DeadSeconds(usual, pipeline.Detection?.JoinGapSeconds ?? 0);
        (RhythmResult? rhythm, JerkRegularity? regularity) = Agreed(RhythmOnClock.Of(pipeline.FinishRhythm(rejections), map), ChannelCounts.Trains(own), dead);
        (IReadOnlyList<(Interval Stretch, double Seconds)> contracted, double contractedSeconds) =
            pipeline.Detection?.Silences is SilencePath path ? Contracted(path, pipeline.Searched, own) : ([], 0);
        return new ChannelResult(
            pipeline.Context.Channel.Name,
            pipeline.Context.Kind,
            pipeline.Context.Channel.Unit,
            sampleRate,
            pipeline.Context.Channel.SignalNames,
            isAnalysed ? pipeline.Context.Plan.Band : null,
            pipeline.Lines is null ? [] : [.. pipeline.Lines.Lines().Select(line => Math.Round(line.Hz, LineDecimals))],
            seconds,
            segments,
            quality,
            isAnalysed ? ChannelCounts.Jerks(own, searched, seconds) : null,
            rejected,
            rhythm,
            pipeline.Detection?.Silences is null ? null : ChannelCounts.NegativeJerks(own.Select(pair => pair.Event), contracted, contractedSeconds))
        {
            Searched = quality.IsDead ? [] : searched,
            Contracted = contracted,
            DeadSeconds = dead,
            UnitConversion = pipeline.Context.Channel.UnitConversion,
            Clipped = QualityPlaces.Join(OnClock(pipeline.Meters.Places().Clipped, map), events),
            Flat = QualityPlaces.Join(OnClock(pipeline.Meters.Places().Flat, map), events),
            Regularity = regularity,
            Displacement = pipeline.Context.Kind == ChannelKind.Acceleration ? RhythmDisplacement.Of(rhythm, pipeline.Context.Channel.Unit, pipeline.UnitDoubt) : null,
            RhythmSource = rhythm is null ? null : Source(pipeline),
        };
    }

    private static IEnumerable<Interval> OnClock(IEnumerable<Interval> places, TimeMap map) =>
        map.IsIdentity ? places : places.Select(place => OnClock(place, map));

    private static Interval OnClock(Interval even, TimeMap map) => new(map.ToSeconds(even.StartSeconds), map.ToSeconds(even.EndSeconds));

    /// <summary>How many seconds of the recording's clock there are for each that was counted in samples.</summary>
    private static double Stretch(List<Interval> even, List<Interval> own)
    {
        double counted = even.Sum(segment => segment.DurationSeconds);
        return counted > 0 ? own.Sum(segment => segment.DurationSeconds) / counted : 1;
    }

    // What the spectrum and what the intervals say; jerks that contradict their rhythm take it back, and are then reported without it.
    private static (RhythmResult? Rhythm, JerkRegularity? Regularity) Agreed(RhythmResult? rhythm, double[][] trains, double deadSeconds)
    {
        if (rhythm is null)
        {
            return (null, null);
        }

        var regularity = JerkRegularity.Of(trains, rhythm, deadSeconds);
        RhythmResult agreed = IntervalVeto.Of(rhythm, regularity);
        return (agreed, ReferenceEquals(agreed, rhythm) ? regularity : JerkRegularity.Of(trains, agreed, deadSeconds));
    }

    // The next jerk is found once this one, and the pause that divides bursts, are over.
    private static double DeadSeconds(double? usualSeconds, double pauseSeconds) => usualSeconds is double duration ? duration + pauseSeconds : 0;

    /// <summary>The median duration of the jerks in seconds, where there are any.</summary>
    private static double? MedianJerk(List<(AnalysisEvent Event, int Segment)> events)
    {
        double[] durations = [.. events.Where(pair => pair.Event.Kind == EventKind.Jerk).Select(pair => pair.Event.DurationSeconds).Order()];
        return durations.Length == 0 ? null : Statistics.Quantile(durations, 0.5);
    }

    private static RhythmSource Source(ChannelPipeline pipeline) => pipeline.Context.Plan.RhythmBand is FrequencyBand slow
        ? new RhythmSource(false, slow, pipeline.RhythmRateHz, pipeline.Context.Channel.Signals.Count)
        : new RhythmSource(true, pipeline.Context.Plan.Band, pipeline.RhythmRateHz, 1);

    /// <summary>Gives the row of a burst that is an event, without its group.</summary>
    public static AnalysisEvent Row(ChannelContext context, List<Interval> segments, in DetectedBurst detected)
    {
        Burst burst = detected.Burst;
        (double onset, double duration, double peak) = Times(context, segments, detected);
        return new AnalysisEvent(
            onset,
            duration,
            burst.Kind,
            context.Channel.Name,
            peak,
            burst.PeakAmplitude,
            burst.RmsAmplitude,
            burst.Area,
            burst.SnrDb,
            BurstClasses.Of(duration),
            Known(burst.RiseSeconds),
            context.Channel.Signals.Count == 1 ? Known(burst.MeanFrequencyHz) : null,
            Known(burst.OnsetUncertaintySeconds),
            Known(burst.OffsetUncertaintySeconds),
            string.Empty);
    }

    private static (double Onset, double Duration, double Peak) Times(
        ChannelContext context, List<Interval> segments, in DetectedBurst detected)
    {
        double sampleRate = context.Channel.SampleRate;

        // What begins with the segment cannot begin before it, whatever the filter's delay.
        TimeMap map = context.Channel.TimeMap;
        double onset = map.ToSeconds(Math.Max(
            segments[detected.SegmentIndex].StartSeconds, detected.OriginSeconds + ((detected.Burst.Start + detected.Burst.StartShift) / sampleRate)));
        return (
            onset,
            map.ToSeconds(detected.OriginSeconds + ((detected.Burst.End + detected.Burst.EndShift) / sampleRate)) - onset,
            map.ToSeconds(detected.OriginSeconds + (detected.Burst.PeakIndex / sampleRate)));
    }

    /// <summary>Gives the row of a silent period, without its group.</summary>
    public static AnalysisEvent NegativeJerk(ChannelContext context, DetectedSilence detected)
    {
        SilentPeriod silence = detected.Silence;
        double onset = detected.Seconds(context.Channel, silence.Start);
        double duration = detected.Seconds(context.Channel, silence.End) - onset;
        return new AnalysisEvent(
            onset,
            duration,
            EventKind.NegativeJerk,
            context.Channel.Name,
            detected.Seconds(context.Channel, silence.DeepestIndex),
            silence.PeakAmplitude,
            silence.RmsAmplitude,
            silence.Area,
            silence.DepthDb,
            BurstClasses.Of(duration),
            null,
            null,
            silence.OnsetUncertaintySeconds,
            silence.OffsetUncertaintySeconds,
            string.Empty);
    }

    /// <summary>The stretches of contraction in which a silent period would have been counted, and their time.</summary>
    private static (IReadOnlyList<(Interval Stretch, double Seconds)> Stretches, double Seconds) Contracted(
        SilencePath path, SearchedTime searched, List<(AnalysisEvent Event, int Segment)> events)
    {
        double[] durations = [.. events
            .Where(pair => pair.Event.Kind == EventKind.NegativeJerk)
            .Select(pair => pair.Event.DurationSeconds * 1000)
            .Order()];
        double typical = durations.Length == 0 ? SearchedTime.TypicalSilenceSeconds : Statistics.Quantile(durations, 0.5) / 1000;
        IReadOnlyList<(Interval Stretch, double Seconds)> contractions = searched.Without(
            path.Contractions, typical, typical * GapBridge.MostBridgedPart);
        return (contractions, path.ContractionSeconds - (path.Contractions.Sum(stretch => stretch.Seconds) - contractions.Sum(stretch => stretch.Seconds)));
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
