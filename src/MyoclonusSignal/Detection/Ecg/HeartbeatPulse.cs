using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>The pulse that runs through the times of what may be heartbeats.</summary>
internal static class HeartbeatPulse
{
    /// <summary>The shortest pulse in seconds, 167 beats a minute: faster bursts of one shape would be a train of jerks at 3 Hz or more.</summary>
    public const double ShortestSeconds = 0.36;

    /// <summary>How far an interval may be from the pulse, as a part of it: breathing changes it by up to a fifth.</summary>
    public const double Tolerance = 0.2;

    /// <summary>The longest pulse in seconds, 33 beats a minute.</summary>
    public const double LongestSeconds = 1.8;

    // The changes of successive intervals add up like a random walk; beyond a third nothing would be learned.
    private const double MostTolerance = 0.35;
    private const int MostHidden = 3;

    // Some beats are hidden, and now and then a jerk looks like one.
    private const double RegularFraction = 0.7;
    private const double SeenFraction = 0.5;
    private const int LeastIntervals = 4;

    // Without a pulse: of intervals that follow one another by chance, 0.2 s apart at least, a half lie between these parts of the middle
    // one, of a normal distribution with a coefficient of variation of 0.3 nineteen in twenty.
    private const double LeastIrregularFraction = 0.5;
    private const double MostIrregularFraction = 1.8;
    private const double TogetherFraction = 0.8;
    private const int LeastIrregularIntervals = 20;
    private static readonly double[] Quantiles = [0.25, 0.5, 0.75];

    /// <summary>Gives the pulse that most intervals are near to, or near to two or three of it; <see langword="null"/> where there is none.</summary>
    /// <param name="seconds">The times, in order.</param>
    /// <param name="next">How many intervals are one pulse.</param>
    public static double? Find(ReadOnlySpan<double> seconds, out int next)
    {
        next = 0;
        double[] intervals = new double[Math.Max(0, seconds.Length - 1)];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = seconds[i + 1] - seconds[i];
        }

        Array.Sort(intervals);
        int first = Array.FindIndex(intervals, interval => interval >= ShortestSeconds);
        int last = Array.FindLastIndex(intervals, interval => interval <= LongestSeconds);
        if (first < 0 || last - first + 1 < LeastIntervals || first > (1 - RegularFraction) * intervals.Length / 3)
        {
            return null;
        }

        double? found = null;
        foreach (double quantile in Quantiles)
        {
            double pulse = intervals[first + (int)(quantile * (last - first))];
            int regular = intervals.Count(interval => IsDue(interval, pulse));
            int single = intervals.Count(interval => Math.Abs(interval - pulse) <= Tolerance * pulse);

            // At least half of the beats must be seen: a few bursts that happen to be alike do not fill a recording.
            bool isFilled = seconds.Length * pulse >= SeenFraction * (seconds[^1] - seconds[0]);
            if (isFilled && regular >= RegularFraction * intervals.Length && single > next)
            {
                (found, next) = (pulse, single);
            }
        }

        return found;
    }

    /// <summary>
    /// Gives the middle interval where the times follow no pulse and yet keep together, as in atrial fibrillation, whose intervals have a
    /// coefficient of variation of 0.2 to 0.3; <see langword="null"/> where they do not.
    /// </summary>
    /// <param name="seconds">The times, in order.</param>
    /// <param name="next">How many intervals are about one pulse.</param>
    public static double? FindIrregular(ReadOnlySpan<double> seconds, out int next)
    {
        next = 0;
        if (seconds.Length <= LeastIrregularIntervals)
        {
            return null;
        }

        double[] intervals = new double[seconds.Length - 1];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = seconds[i + 1] - seconds[i];
        }

        Array.Sort(intervals);
        double pulse = Statistics.UpperMedian(intervals);
        next = intervals.Count(interval => interval >= LeastIrregularFraction * pulse && interval <= MostIrregularFraction * pulse);
        bool isFilled = seconds.Length * pulse >= SeenFraction * (seconds[^1] - seconds[0]);
        return isFilled && pulse is >= ShortestSeconds and <= LongestSeconds && next >= TogetherFraction * intervals.Length ? pulse : null;
    }

    /// <summary>Returns true if an interval is one pulse, or a few with the beats between them hidden.</summary>
    public static bool IsDue(double interval, double pulse)
    {
        double beats = Math.Round(interval / pulse);
        return beats is >= 1 and <= MostHidden + 1
            && Math.Abs(interval - (beats * pulse)) <= Math.Min(MostTolerance, Tolerance * Math.Sqrt(beats)) * pulse;
    }
}
