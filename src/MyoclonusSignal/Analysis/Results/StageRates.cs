using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>Counts the jerks of a channel by sleep stage, over the time of each stage in which they were looked for.</summary>
public static class StageRates
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
        Dictionary<SleepStage, double> seconds = Order.ToDictionary(stage => stage, _ => 0.0);
        int next = 0;
        foreach ((double start, double end) in channel.Segments)
        {
            if (end - start < SearchedTime.LeastSeconds)
            {
                continue;
            }

            while (next < timeline.Count && timeline[next].EndSeconds <= start)
            {
                next++;
            }

            double scored = 0;
            for (int i = next; i < timeline.Count && timeline[i].OnsetSeconds < end; i++)
            {
                double overlap = Math.Min(end, timeline[i].EndSeconds) - Math.Max(start, timeline[i].OnsetSeconds);
                seconds[timeline[i].Stage] += overlap;
                scored += overlap;
            }

            seconds[SleepStage.Unscored] += Math.Max(0, end - start - scored);
        }

        Dictionary<SleepStage, int> jerks = Order.ToDictionary(stage => stage, _ => 0);
        foreach (AnalysisEvent jerk in result.Events.Where(e => e.Channel == channel.Name && e.TrialType == "jerk"))
        {
            jerks[StageTimeline.At(timeline, jerk.OnsetSeconds)]++;
        }

        return [.. Order.Select(stage => Rate(stage, seconds[stage], jerks[stage]))];
    }

    private static StageRate Rate(SleepStage stage, double seconds, int count)
    {
        // Less is what is left of a sum of rounded times.
        if (seconds < 1e-6)
        {
            return new StageRate(StageLabel.Name(stage), 0, count, null, null);
        }

        var interval = RateInterval.Poisson(count, seconds);
        double hours = seconds / 3600;
        return new StageRate(StageLabel.Name(stage), seconds, count, count / hours, (interval.Ci95.Low * 60, interval.Ci95.High * 60));
    }
}

/// <summary>The jerks of one channel in one sleep stage.</summary>
/// <param name="Stage">The stage in the words of the AASM (<c>W</c>, <c>N1</c>, <c>N2</c>, <c>N3</c>, <c>R</c>, <c>M</c> for movement time), or <see langword="null"/> for time that was not scored.</param>
/// <param name="AnalysedSeconds">The time of the stage in which jerks were looked for.</param>
/// <param name="JerkCount">The jerks that begin in it.</param>
/// <param name="RatePerHour">Jerks per hour of that time; <see langword="null"/> without any.</param>
/// <param name="RateCi95">The exact 95 % interval of that rate (Garwood 1936), for jerks that come independently of each other.</param>
public sealed record StageRate(
    string? Stage, double AnalysedSeconds, int JerkCount, double? RatePerHour, (double Low, double High)? RateCi95);
