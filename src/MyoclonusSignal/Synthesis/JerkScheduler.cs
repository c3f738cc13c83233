namespace MyoclonusSignal.Synthesis;

/// <summary>Decides when jerks come, how long and how large they are, and which of them reach a channel.</summary>
internal static class JerkScheduler
{
    private const double MinimumGapSeconds = 0.01;
    private const double ContractionMarginSeconds = 0.2;

    /// <summary>Draws every train's jerks and merges them in time order, without overlaps.</summary>
    public static List<ScheduledJerk> Draw(SimulationOptions options, RandomPurpose purpose, int channel)
    {
        var all = new List<ScheduledJerk>();
        for (int train = 0; train < options.Jerks.Count; train++)
        {
            var random = new RandomSource(options.Seed, purpose, (channel * 1024) + train);
            DrawTrain(options.Jerks[train], options.DurationSeconds, random, all);
        }

        all.RemoveAll(jerk => IsInContraction(jerk, options));
        List<ScheduledJerk> kept = WithoutOverlaps(all, options.DurationSeconds);
        if (purpose == RandomPurpose.SharedSchedule)
        {
            for (int index = 0; index < kept.Count; index++)
            {
                kept[index] = kept[index] with { Group = index + 1 };
            }
        }

        return kept;
    }

    /// <summary>Gives the jerks of one channel: those of the shared schedule that reach it, at its latency, or its own.</summary>
    public static List<ScheduledJerk> ForChannel(SimulationOptions options, int channel, List<ScheduledJerk> shared)
    {
        SimulatedChannel target = options.Channels[channel];
        if (target.IsIndependent)
        {
            return Draw(options, RandomPurpose.OwnSchedule, channel);
        }

        var random = new RandomSource(options.Seed, RandomPurpose.Recruitment, channel);
        var reached = new List<ScheduledJerk>(shared.Count);
        foreach (ScheduledJerk jerk in shared)
        {
            // Both numbers are drawn for every jerk, so that one option does not change what the other gives.
            bool takesPart = random.NextUniform() < target.Participation;
            double latency = target.LatencySeconds + (target.LatencyJitterSeconds * random.NextNormal());
            if (takesPart)
            {
                reached.Add(jerk with { OnsetSeconds = jerk.OnsetSeconds + latency });
            }
        }

        return WithoutOverlaps(reached, options.DurationSeconds);
    }

    private static void DrawTrain(JerkOptions jerks, double recordingSeconds, RandomSource random, List<ScheduledJerk> all)
    {
        double end = Math.Min(jerks.EndSeconds ?? recordingSeconds, recordingSeconds);
        double onset = jerks.StartSeconds + (Interval(jerks, random) * random.NextUniform());
        while (onset < end)
        {
            double duration = random.NextLogUniform(jerks.MinimumBurstSeconds, jerks.MaximumBurstSeconds);
            double size = jerks.BurstToNoiseDb + (jerks.SizeSpreadDb * random.NextNormal());
            all.Add(new ScheduledJerk(onset, duration, jerks.Shape, size, Group: 0));
            onset += Interval(jerks, random);
        }
    }

    private static double Interval(JerkOptions jerks, RandomSource random)
    {
        double mean = 60 / jerks.RatePerMinute;
        switch (jerks.Pattern)
        {
            case JerkPattern.Random:
                return jerks.MinimumIntervalSeconds + ((mean - jerks.MinimumIntervalSeconds) * random.NextExponential());
            case JerkPattern.Irregular:
                double shape = 1 / (jerks.IntervalCv * jerks.IntervalCv);
                return mean * random.NextGamma(shape) / shape;
            default:
                return Math.Max(0.5, 1 + (jerks.PeriodCv * random.NextNormal())) / jerks.FrequencyHz;
        }
    }

    private static List<ScheduledJerk> WithoutOverlaps(List<ScheduledJerk> jerks, double recordingSeconds)
    {
        // A stable order, so that equal onsets do not depend on the sort.
        var kept = new List<ScheduledJerk>(jerks.Count);
        double lastEnd = double.NegativeInfinity;
        foreach (ScheduledJerk jerk in jerks.OrderBy(jerk => jerk.OnsetSeconds))
        {
            BurstEnvelope envelope = BurstEnvelope.Of(jerk.Shape);
            double first = jerk.OnsetSeconds - (envelope.Lead * jerk.DurationSeconds);
            double last = jerk.EndSeconds + (envelope.Tail * jerk.DurationSeconds);
            if (first >= 0 && last <= recordingSeconds && jerk.OnsetSeconds >= lastEnd + MinimumGapSeconds)
            {
                kept.Add(jerk);
                lastEnd = jerk.EndSeconds;
            }
        }

        return kept;
    }

    private static bool IsInContraction(ScheduledJerk jerk, SimulationOptions options)
    {
        if (options.AllowJerksInContractions)
        {
            return false;
        }

        foreach (SimulatedContraction contraction in options.Contractions)
        {
            if (jerk.EndSeconds > contraction.StartSeconds - ContractionMarginSeconds
                && jerk.OnsetSeconds < contraction.EndSeconds + ContractionMarginSeconds)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A jerk on the schedule, before it meets a channel.</summary>
/// <param name="OnsetSeconds">When its envelope reaches 10 %.</param>
/// <param name="DurationSeconds">How long its envelope is at least 10 %.</param>
/// <param name="Shape">The course of its amplitude.</param>
/// <param name="SizeDb">Its size in dB over the noise floor.</param>
/// <param name="Group">Its number among the shared jerks from 1, or 0 for a jerk of one channel only.</param>
internal readonly record struct ScheduledJerk(
    double OnsetSeconds, double DurationSeconds, BurstShape Shape, double SizeDb, int Group)
{
    public double EndSeconds => OnsetSeconds + DurationSeconds;
}
