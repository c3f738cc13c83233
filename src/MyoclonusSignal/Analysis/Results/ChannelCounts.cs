using MyoclonusSignal.Detection;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Counts the events of a channel: numbers, rates with their intervals, durations and intervals.</summary>
internal static class ChannelCounts
{
    /// <summary>Counts other events of a channel in the same time, as after a review. Its rhythm is that of the signal, and stays.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="events">Its events, sorted by onset.</param>
    public static ChannelResult Again(ChannelResult channel, IReadOnlyList<AnalysisEvent> events)
    {
        List<(AnalysisEvent Event, int Segment)> own = [.. events.Select(one => (one, SegmentOf(one.OnsetSeconds, channel.Segments)))];
        return channel with
        {
            Jerks = channel.Jerks is null ? null : Jerks(own, channel.Searched, channel.AnalysedSeconds),
            NegativeJerks = channel.NegativeJerks is null ? null : NegativeJerks(events, channel.Contracted, channel.NegativeJerks.ContractionSeconds),
            Regularity = channel.Regularity is null ? null : JerkRegularity.Of(Trains(own), channel.Rhythm, channel.DeadSeconds),
        };
    }

    /// <summary>The segment in which an event begins, or the last one before it.</summary>
    private static int SegmentOf(double seconds, IReadOnlyList<Interval> segments)
    {
        int segment = 0;
        while (segment + 1 < segments.Count && segments[segment + 1].StartSeconds <= seconds)
        {
            segment++;
        }

        return segment;
    }

    /// <summary>Gives the onsets of jerks, a list for each segment.</summary>
    public static double[][] Trains(List<(AnalysisEvent Event, int Segment)> events) =>
        [.. events
            .Where(pair => pair.Event.Kind == EventKind.Jerk)
            .GroupBy(pair => pair.Segment)
            .Select(group => group.Select(pair => pair.Event.OnsetSeconds).ToArray())];

    /// <summary>Counts the negative jerks of a channel.</summary>
    /// <param name="events">The events, of any kind.</param>
    /// <param name="contracted">The stretches of contraction, each with the seconds of it in which a silent period would have been counted.</param>
    /// <param name="seconds">The time of contraction.</param>
    public static NegativeJerkSummary NegativeJerks(
        IEnumerable<AnalysisEvent> events, IReadOnlyList<(Interval Stretch, double Seconds)> contracted, double seconds)
    {
        List<AnalysisEvent> negative = [.. events.Where(one => one.Kind == EventKind.NegativeJerk)];
        double[] durations = [.. negative.Select(one => one.DurationSeconds * 1000).Order()];
        TimeBlocks? blocks = seconds > 0 ? TimeBlocks.Of(contracted, negative.Select(one => one.OnsetSeconds)) : null;
        (double? perMinute, ConfidenceInterval? byBlocks, ConfidenceInterval? poisson) = Rate(blocks, durations.Length, seconds);
        return new NegativeJerkSummary(durations.Length, perMinute, byBlocks, seconds, Quartiles(durations))
        {
            RateCi95Poisson = poisson,
            Blocks = blocks,
        };
    }

    /// <summary>Counts the jerks of a channel.</summary>
    /// <param name="events">The events, of any kind, with their segments, sorted by onset.</param>
    /// <param name="searched">The stretches in which a jerk would have been counted.</param>
    /// <param name="analysedSeconds">Their time.</param>
    public static JerkSummary Jerks(
        List<(AnalysisEvent Event, int Segment)> events, IReadOnlyList<Interval> searched, double analysedSeconds)
    {
        List<(AnalysisEvent Event, int Segment)> jerks = [.. events.Where(pair => pair.Event.Kind == EventKind.Jerk)];
        double[] durations = [.. jerks.Select(pair => pair.Event.DurationSeconds * 1000).Order()];
        double[] intervals = [.. jerks
            .Zip(jerks.Skip(1))
            .Where(pair => pair.First.Segment == pair.Second.Segment)
            .Select(pair => pair.Second.Event.OnsetSeconds - pair.First.Event.OnsetSeconds)
            .Order()];
        TimeBlocks? blocks = analysedSeconds > 0 ? TimeBlocks.Of([.. searched.Select(stretch => (stretch, stretch.DurationSeconds))], jerks.Select(pair => pair.Event.OnsetSeconds)) : null;
        (double? perMinute, ConfidenceInterval? byBlocks, ConfidenceInterval? poisson) = Rate(blocks, jerks.Count, analysedSeconds);
        return new JerkSummary(
            jerks.Count,
            perMinute,
            byBlocks,
            Quartiles(durations),
            intervals.Length == 0 ? null : Statistics.Quantile(intervals, 0.5),
            intervals.Length < 2 ? null : Statistics.CoefficientOfVariation(intervals),
            [.. BurstClasses.All.Select(c => (c.Name, jerks.Count(pair => pair.Event.BurstClass == c.Name)))],
            events.Count(pair => pair.Event.Kind == EventKind.Contraction))
        {
            RateCi95Poisson = poisson,
            Blocks = blocks,
        };
    }

    private static (double Median, double Q1, double Q3)? Quartiles(double[] sorted) =>
        sorted.Length == 0 ? null : (Statistics.Quantile(sorted, 0.5), Statistics.Quantile(sorted, 0.25), Statistics.Quantile(sorted, 0.75));

    /// <summary>The rate a minute with its intervals, by blocks and of a Poisson count.</summary>
    private static (double? PerMinute, ConfidenceInterval? ByBlocks, ConfidenceInterval? Poisson) Rate(TimeBlocks? blocks, int count, double seconds)
    {
        if (blocks is not { Seconds: > 0 })
        {
            return default;
        }

        var poisson = RateInterval.Poisson(count, seconds);
        return (poisson.PerMinute, RateInterval.OfBlocks(blocks).Ci95, poisson.Ci95);
    }
}
