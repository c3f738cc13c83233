using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>Counts the jerks of a channel by sleep stage, over the time of each stage in which they were looked for.</summary>
internal static class StageRates
{
    private static readonly SleepStage[] Order =
        [SleepStage.Wake, SleepStage.N1, SleepStage.N2, SleepStage.N3, SleepStage.Rem, SleepStage.Movement, SleepStage.Unscored];

    /// <summary>Gives the jerks by stage: every stage of the AASM, movement time, and last what was not scored.</summary>
    /// <param name="result">A result with a hypnogram; without one all time is unscored.</param>
    /// <param name="channel">One of its channels.</param>
    /// <remarks>A jerk belongs to the stage in which it begins. Where entries of the hypnogram overlap, the later one counts.</remarks>
    public static IReadOnlyList<StageRate> Of(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        IReadOnlyList<SleepEpoch> timeline = StageTimeline.Flatten(result.Hypnogram);
        List<(SleepStage Stage, Interval Piece)> pieces = [];
        int next = 0;
        foreach ((double start, double end) in channel.Searched)
        {
            while (next < timeline.Count && timeline[next].EndSeconds <= start)
            {
                next++;
            }

            double cursor = start;
            for (int i = next; i < timeline.Count && timeline[i].OnsetSeconds < end; i++)
            {
                double from = Math.Max(start, timeline[i].OnsetSeconds);
                pieces.Add((SleepStage.Unscored, new Interval(cursor, from)));
                cursor = Math.Min(end, timeline[i].EndSeconds);
                pieces.Add((timeline[i].Stage, new Interval(from, cursor)));
            }

            pieces.Add((SleepStage.Unscored, new Interval(cursor, end)));
        }

        ILookup<SleepStage, double> jerks = result.Events
            .Where(e => e.Channel == channel.Name && e.Kind == EventKind.Jerk)
            .ToLookup(e => StageTimeline.At(timeline, e.OnsetSeconds), e => e.OnsetSeconds);
        return [.. Order.Select(stage => Rate(stage, [.. pieces.Where(one => one.Stage == stage && one.Piece.DurationSeconds > 0).Select(one => one.Piece)], [.. jerks[stage]]))];
    }

    private static StageRate Rate(SleepStage stage, IReadOnlyList<Interval> pieces, IReadOnlyList<double> jerks)
    {
        // On the clock of the stage: its pieces joined, and each jerk in the piece that began last before it.
        double seconds = 0;
        int next = 0;
        double[] onsets = new double[jerks.Count];
        foreach ((double start, double end) in pieces)
        {
            for (; next < jerks.Count && jerks[next] < end; next++)
            {
                onsets[next] = seconds + Math.Max(0, jerks[next] - start);
            }

            seconds += end - start;
        }

        onsets.AsSpan(next).Fill(seconds);
        // Less is what is left of a sum of rounded times.
        if (seconds < 1e-6)
        {
            return new StageRate(StageLabel.Name(stage), 0, jerks.Count, null, null);
        }

        var blocks = TimeBlocks.Of([(new Interval(0, seconds), seconds)], onsets);
        ConfidenceInterval byBlocks = RateInterval.OfBlocks(blocks).Ci95;
        ConfidenceInterval poisson = RateInterval.Poisson(jerks.Count, seconds).Ci95;
        double hours = seconds / 3600;
        return new StageRate(StageLabel.Name(stage), seconds, jerks.Count, jerks.Count / hours, byBlocks.Times(60))
        {
            RateCi95Poisson = poisson.Times(60),
            Blocks = blocks,
        };
    }
}

/// <summary>The jerks of one channel in one sleep stage.</summary>
/// <param name="Stage">The stage in the words of the AASM (<c>W</c>, <c>N1</c>, <c>N2</c>, <c>N3</c>, <c>R</c>, <c>M</c> for movement time), or <see langword="null"/> for time that was not scored.</param>
/// <param name="AnalysedSeconds">The time of the stage in which jerks were looked for.</param>
/// <param name="JerkCount">The jerks that begin in it.</param>
/// <param name="RatePerHour">Jerks per hour of that time; <see langword="null"/> without any.</param>
/// <param name="RateCi95">The 95 % interval of that rate, also of jerks in clusters, trains or active phases (<see cref="RateInterval.OfBlocks"/>).</param>
public sealed record StageRate(
    string? Stage, double AnalysedSeconds, int JerkCount, double? RatePerHour, ConfidenceInterval? RateCi95)
{
    /// <summary>Gets the exact 95 % interval of a Poisson count (Garwood 1936), for jerks that come independently of each other.</summary>
    public ConfidenceInterval? RateCi95Poisson { get; init; }

    /// <summary>Gets the jerks in blocks of the stage's own time, in which its pieces are joined; <see langword="null"/> without any time.</summary>
    public TimeBlocks? Blocks { get; init; }
}
