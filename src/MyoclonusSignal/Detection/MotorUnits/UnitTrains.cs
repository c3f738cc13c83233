namespace MyoclonusSignal.Detection;

/// <summary>
/// Tells which bursts of an EMG are the discharges of one motor unit that fires tonically: one potential of a few milliseconds,
/// of one shape and one size, again and again at the rate of a unit. That is no myoclonus.
/// </summary>
/// <remarks>
/// A jerk, however regular the train, is the sum of many units that discharge at chance, so that no two are alike; it lasts
/// longer than one potential, and its size changes. All of shape, size, duration and rhythm are asked for.
/// </remarks>
internal static class UnitTrains
{
    /// <summary>The rate in Hz at which shapes are compared: a potential's phases last 1 to 5 ms.</summary>
    public const double ShapeRateHz = 1000;

    /// <summary>The length of a shape in seconds: a motor unit's potential lasts 5 to 15 ms at the surface.</summary>
    public const double ShapeSeconds = 0.024;

    /// <summary>So far from its peak a potential ends, in seconds.</summary>
    public const double CoreSeconds = 0.009;

    // Potentials 10 dB above the noise correlate by 0.9 with each other. Of two jerks of many units, each of 10 to 20 ms, one pair
    // in twenty reaches 0.8 at the best of the shifts.
    private const double SeedCorrelation = 0.88;
    private const double MemberCorrelation = 0.82;
    private const double AlignSeconds = 0.004;

    // Of the amplitude. One unit's potentials differ by the noise alone.
    private const double MostLarger = 1.6;
    private const double MostAmplitudeCv = 0.25;

    /// <summary>
    /// The least part of a discharge's energy beyond the noise's that lies within <see cref="CoreSeconds"/> of its peak. A burst of
    /// 20 ms has a half there.
    /// </summary>
    public const double LeastCore = 0.75;

    // Two potentials of 15 ms, one behind the other; where most bursts are discharges, one so short and no larger is two of them.
    private const double OverlapSeconds = 0.04;
    private const double LeastOfAll = 0.5;

    // A dozen of one shape and size do not come by chance.
    private const int LeastDischarges = 12;
    private const int MostUnits = 4;
    private const int MostSeeds = 60;

    // A unit discharges 4 to 30 times a second; where every third discharge is missed the intervals are twice or three times as
    // long. Its intervals scatter by 10 to 40 % (a Poisson process by 100 %, cut off at the longest by 60 %).
    private const double ShortestSeconds = 0.03;
    private const double LongestSeconds = 0.4;
    private const double LeastAtRate = 0.6;
    private const double MostIntervalCv = 0.55;

    // Two units with potentials that cannot be told apart: nothing else of a unit's size comes seven times a second.
    private const double FastSeconds = 0.14;
    private const double MostFastCv = 0.8;

    /// <summary>Marks the discharges of single units among bursts that are sorted by time.</summary>
    /// <param name="seconds">The times of the bursts' peaks.</param>
    /// <param name="amplitudes">The magnitudes there.</param>
    /// <param name="durations">Their durations in seconds.</param>
    /// <param name="cores">The part of each burst's energy within <see cref="CoreSeconds"/> of its peak.</param>
    /// <param name="shapes">The shapes of those whose core is at least <see cref="LeastCore"/>.</param>
    public static bool[] Find(
        ReadOnlySpan<double> seconds,
        ReadOnlySpan<double> amplitudes,
        ReadOnlySpan<double> durations,
        ReadOnlySpan<double> cores,
        ShapeList shapes)
    {
        bool[] isUnit = new bool[seconds.Length];
        bool[] isMember = new bool[seconds.Length];
        int lag = Math.Min(shapes.Length - 1, (int)Math.Round(AlignSeconds * ShapeRateHz));
        for (int unit = 0; unit < MostUnits; unit++)
        {
            if (!TryFind(seconds, amplitudes, cores, shapes, lag, isUnit, isMember))
            {
                break;
            }

            for (int i = 0; i < isUnit.Length; i++)
            {
                isUnit[i] |= isMember[i];
            }
        }

        AddOverlaps(seconds, amplitudes, durations, isUnit);
        return isUnit;
    }

    /// <summary>Marks what stands among the discharges and is no more than two of them at once.</summary>
    private static void AddOverlaps(ReadOnlySpan<double> seconds, ReadOnlySpan<double> amplitudes, ReadOnlySpan<double> durations, bool[] isUnit)
    {
        int count = 0;
        double largest = 0;
        for (int i = 0; i < isUnit.Length; i++)
        {
            count += isUnit[i] ? 1 : 0;
            largest = isUnit[i] ? Math.Max(largest, amplitudes[i]) : largest;
        }

        if (count == 0 || count < LeastOfAll * isUnit.Length)
        {
            return;
        }

        bool[] found = [.. isUnit];
        for (int i = 1; i + 1 < found.Length; i++)
        {
            int before = Array.LastIndexOf(found, true, i - 1);
            int after = Array.IndexOf(found, true, i + 1);
            isUnit[i] |= durations[i] <= OverlapSeconds
                && amplitudes[i] <= MostLarger * largest
                && before >= 0 && seconds[i] - seconds[before] <= LongestSeconds
                && after >= 0 && seconds[after] - seconds[i] <= LongestSeconds;
        }
    }

    private static bool TryFind(
        ReadOnlySpan<double> seconds,
        ReadOnlySpan<double> amplitudes,
        ReadOnlySpan<double> cores,
        ShapeList shapes,
        int lag,
        bool[] isUnit,
        bool[] isMember)
    {
        int best = -1;
        int bestCount = LeastDischarges - 1;
        int step = Math.Max(1, seconds.Length / MostSeeds);
        for (int seed = 0; seed < seconds.Length; seed += step)
        {
            if (isUnit[seed] || cores[seed] < LeastCore)
            {
                continue;
            }

            int count = Mark(shapes[seed], amplitudes[seed], SeedCorrelation, amplitudes, cores, shapes, lag, isUnit, isMember);
            (best, bestCount) = count > bestCount ? (seed, count) : (best, bestCount);
        }

        if (best < 0)
        {
            return false;
        }

        Mark(shapes[best], amplitudes[best], SeedCorrelation, amplitudes, cores, shapes, lag, isUnit, isMember);
        float[] template = Mean(shapes, best, lag, isMember);
        int found = Mark(template, MeanOf(amplitudes, isMember), MemberCorrelation, amplitudes, cores, shapes, lag, isUnit, isMember);
        return found >= LeastDischarges && CvOf(amplitudes, isMember) <= MostAmplitudeCv && IsTonic(seconds, isMember);
    }

    /// <summary>Marks what has a shape and a size, and counts it.</summary>
    private static int Mark(
        ReadOnlySpan<float> template,
        double amplitude,
        double leastCorrelation,
        ReadOnlySpan<double> amplitudes,
        ReadOnlySpan<double> cores,
        ShapeList shapes,
        int lag,
        bool[] isUnit,
        bool[] isMember)
    {
        int count = 0;
        for (int i = 0; i < isMember.Length; i++)
        {
            isMember[i] = !isUnit[i]
                && cores[i] >= LeastCore
                && amplitudes[i] <= MostLarger * amplitude
                && amplitude <= MostLarger * amplitudes[i]
                && ShapeMatch.Correlate(template, shapes[i], lag, out _) >= leastCorrelation;
            count += isMember[i] ? 1 : 0;
        }

        return count;
    }

    /// <summary>Returns true if the intervals are those of a unit that fires tonically.</summary>
    private static bool IsTonic(ReadOnlySpan<double> seconds, bool[] isMember)
    {
        List<double> intervals = [];
        int last = -1;
        int all = 0;
        for (int i = 0; i < isMember.Length; i++)
        {
            if (!isMember[i])
            {
                continue;
            }

            if (last >= 0)
            {
                double interval = seconds[i] - seconds[last];
                all++;
                if (interval is >= ShortestSeconds and <= LongestSeconds)
                {
                    intervals.Add(interval);
                }
            }

            last = i;
        }

        if (intervals.Count < LeastAtRate * all)
        {
            return false;
        }

        double mean = intervals.Average();
        double square = intervals.Average(interval => (interval - mean) * (interval - mean));
        return Math.Sqrt(square) <= (mean <= FastSeconds ? MostFastCv : MostIntervalCv) * mean;
    }

    private static float[] Mean(ShapeList shapes, int seed, int lag, bool[] isMember)
    {
        float[] mean = new float[shapes.Length];
        ReadOnlySpan<float> first = shapes[seed];
        for (int i = 0; i < isMember.Length; i++)
        {
            if (!isMember[i])
            {
                continue;
            }

            ReadOnlySpan<float> shape = shapes[i];
            ShapeMatch.Correlate(first, shape, lag, out int shift);
            for (int n = Math.Max(0, -shift); n < Math.Min(mean.Length, mean.Length - shift); n++)
            {
                mean[n] += shape[n + shift];
            }
        }

        return mean;
    }

    private static double MeanOf(ReadOnlySpan<double> values, bool[] isMember)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < isMember.Length; i++)
        {
            sum += isMember[i] ? values[i] : 0;
            count += isMember[i] ? 1 : 0;
        }

        return sum / Math.Max(1, count);
    }

    private static double CvOf(ReadOnlySpan<double> values, bool[] isMember)
    {
        double mean = MeanOf(values, isMember);
        double square = 0;
        int count = 0;
        for (int i = 0; i < isMember.Length; i++)
        {
            square += isMember[i] ? (values[i] - mean) * (values[i] - mean) : 0;
            count += isMember[i] ? 1 : 0;
        }

        return Math.Sqrt(square / Math.Max(1, count)) / mean;
    }
}
