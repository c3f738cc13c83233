using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// The sampling rate that the times of the first rows tell: the slope over their gap-free stretches, rounded only as far
/// as the resolution of the clock leaves open.
/// </summary>
internal sealed class RateEstimate
{
    // A step longer than this many sampling intervals leaves at least one sample out.
    private const double GapSteps = 1.5;

    // Steps over which a first rate is taken: single late rows and the clock's rounding no longer matter.
    private const int WindowSteps = 64;

    // Rounding to more than this part of an interval hides where single samples are missing: one is noticed only as long as
    // an interval less the rounding is longer than half an interval and half the rounding.
    private const double CoarseResolution = 1.0 / 3;

    // Fewer equal steps than this are no grid with odd rows in it.
    private const double LeastEqualShare = 0.95;

    // Steps this near to whole multiples of one step: jitter and rounding stay below, a clock of its own pace does not. One in a
    // hundred may lie elsewhere, and rows that come early, which make up for late ones, are few beside those left out.
    private const double MostOffMultiple = 0.35;
    private const double LeastOnMultiples = 0.97;
    private const double LeastSingle = 0.75;
    private const double MostEarly = 0.1;

    private RateEstimate(double period, double resolution, double shortest, double longest, bool isEven)
    {
        SampleRate = 1 / period;
        ShortestStep = shortest;
        LongestStep = longest;
        double spread = (longest - shortest) / 2;
        IsCoarse = !isEven && resolution > CoarseResolution * period;
        IsIrregular = !isEven && spread > (0.1 * period) + (1.01 * resolution);
        Tolerance = IsIrregular ? Math.Max((GapSteps - 1) * period, 2 * spread) + resolution
            : IsCoarse ? ((GapSteps - 1) * period) + (0.5 * resolution)
            : ((GapSteps - 1) * period) + (isEven ? 1e-6 * period : resolution);
    }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; private init; }

    /// <summary>Gets a value indicating whether the steps differ by more than the clock's rounding.</summary>
    public bool IsIrregular { get; }

    /// <summary>Gets a value indicating whether the clock rounds so much that single steps say little; equal times may follow one another.</summary>
    public bool IsCoarse { get; }

    /// <summary>Gets how many seconds behind its place a row may be.</summary>
    public double Tolerance { get; }

    /// <summary>Gets the 1st percentile of the steps in seconds.</summary>
    public double ShortestStep { get; }

    /// <summary>Gets the 99th percentile of the steps in seconds.</summary>
    public double LongestStep { get; }

    /// <summary>Gets the ticks of a clock that stands still for many rows; <see langword="null"/> of any other.</summary>
    public ClockTicks? Ticks { get; private init; }

    /// <summary>Gives the rate of a clock that stands still for many rows.</summary>
    public static RateEstimate From(ClockTicks ticks)
    {
        double period = Round(ticks.Period, ticks.Uncertainty, ticks.TickSeconds);
        return new RateEstimate(period, ticks.TickSeconds, 0, ticks.TickSeconds, isEven: false) { SampleRate = Whole(1 / period), Ticks = ticks };
    }

    /// <summary>Estimates the rate.</summary>
    /// <param name="times">The times of the first rows in seconds, at least two, none before the one before it.</param>
    /// <param name="resolution">The finest step that the axis can express, in seconds.</param>
    public static RateEstimate From(ReadOnlySpan<double> times, double resolution)
    {
        double[] steps = new double[times.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = times[i + 1] - times[i];
        }

        double[] sorted = [.. steps];
        Array.Sort(sorted);
        double median = Statistics.UpperMedian(sorted);
        if (IsEven(times, sorted, median, resolution))
        {
            double exact = RoundToResolution(median, resolution);
            return new RateEstimate(exact, resolution, exact, exact, isEven: true) { SampleRate = Whole(1 / exact) };
        }

        // Of rows rounded to one power of ten more than the digits show, that power is the resolution.
        double coarsest = CoarsestResolution(times, resolution);
        double first = PeriodOfMultiples(times, sorted, median, coarsest, out bool isOnMultiples) ?? WindowedPeriod(times);
        double[] withoutGaps = [.. sorted.Where(step => step <= (isOnMultiples ? GapSteps * first : Math.Max(3 * first, first + (2 * coarsest))))];
        double shortest = withoutGaps[(int)(0.01 * withoutGaps.Length)];
        double longest = withoutGaps[(int)(0.99 * (withoutGaps.Length - 1))];
        var rough = new RateEstimate(first, coarsest, shortest, longest, isEven: false);
        double slope = Slope(times, new ClockGrid(first, rough.Tolerance, rough.IsIrregular || rough.IsCoarse), out double count);

        // Rounding moves either end of a stretch by half a step of the clock, and the least-squares slope by 1.5 over its length.
        double uncertainty = 1.5 * coarsest / count;
        double period = Round(slope, uncertainty, coarsest);
        return new RateEstimate(period, coarsest, shortest, longest, isEven: false) { SampleRate = Whole(1 / period) };
    }

    /// <summary>Returns true if all steps are the same, gaps apart, and no rounding of another rate explains them.</summary>
    private static bool IsEven(ReadOnlySpan<double> times, double[] sorted, double median, double resolution)
    {
        double same = Math.Max(1e-6 * median, 1e-11 * Math.Abs(times[^1]));
        if (!(median > 0) || (sorted[0] < median - same && !IsOnGrid(times, sorted, median, same)))
        {
            return false;
        }

        int longer = 0;
        bool isRounding = true;
        foreach (double step in sorted)
        {
            if (step > median + same)
            {
                longer++;
                isRounding &= step <= median + (1.01 * resolution);
                if (step <= GapSteps * median)
                {
                    return false;
                }
            }
        }

        // 990 Hz on a clock of 1 ms: every hundredth step is double. Samples lost at random would scatter more.
        if (longer < 5 || !isRounding)
        {
            return true;
        }

        return OffLine(times) > 1.5 * resolution;
    }

    /// <summary>How far the times lie apart around the straight line from the first to the last.</summary>
    private static double OffLine(ReadOnlySpan<double> times)
    {
        double slope = (times[^1] - times[0]) / (times.Length - 1);
        double lowest = 0;
        double highest = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double off = times[i] - times[0] - (i * slope);
            lowest = Math.Min(lowest, off);
            highest = Math.Max(highest, off);
        }

        return highest - lowest;
    }

    /// <summary>
    /// Returns true if rows that follow too early are odd ones out: nearly all steps are the same, and the clock does not fall
    /// behind them, as it would with the rounded times of a higher rate.
    /// </summary>
    private static bool IsOnGrid(ReadOnlySpan<double> times, double[] sorted, double median, double same)
    {
        int equal = sorted.Count(step => Math.Abs(step - median) <= same);
        double behind = 0;
        for (int i = 0; i < times.Length; i++)
        {
            behind = Math.Max(behind, (i * median) - (times[i] - times[0]));
        }

        return equal >= LeastEqualShare * sorted.Length && behind < 1.5 * median;
    }

    /// <summary>
    /// The period of rows of which some are left out: nearly all steps are near to whole multiples of one, most of them to one of it, and
    /// nothing makes up for the longer ones. <see langword="null"/> where the steps are spread between, or double ones are the
    /// rounding of a slower rate to ticks of a clock: those keep to a straight line.
    /// </summary>
    private static double? PeriodOfMultiples(ReadOnlySpan<double> times, double[] sorted, double median, double resolution, out bool isOnMultiples)
    {
        isOnMultiples = false;
        if (!(median > 0) || resolution > MostOffMultiple * median)
        {
            return null;
        }

        int on = 0;
        int single = 0;
        int early = 0;
        int longer = 0;
        foreach (double step in sorted)
        {
            double multiple = Math.Round(step / median);
            bool isNear = multiple >= 1 && Math.Abs(step - (multiple * median)) <= (MostOffMultiple * median) + (multiple * resolution);
            on += isNear ? 1 : 0;
            single += isNear && multiple == 1 ? 1 : 0;
            longer += isNear && multiple > 1 ? 1 : 0;
            early += step < 0.5 * median ? 1 : 0;
        }

        if (longer == 0 || on < LeastOnMultiples * sorted.Length || single < LeastSingle * sorted.Length || early > MostEarly * longer)
        {
            return null;
        }

        isOnMultiples = OffLine(times) > GapSteps * median;
        return isOnMultiples ? sorted.Where(step => step <= GapSteps * median).Average() : null;
    }

    /// <summary>The largest power of ten of which all times are multiples, if they are of more than the stated one.</summary>
    private static double CoarsestResolution(ReadOnlySpan<double> times, double resolution)
    {
        double coarsest = resolution;
        for (int power = 0; power < 6; power++)
        {
            double next = 10 * coarsest;
            foreach (double time in times)
            {
                double multiples = time / next;
                if (Math.Abs(multiples - Math.Round(multiples)) > 1e-3 || next > 1)
                {
                    return coarsest;
                }
            }

            coarsest = next;
        }

        return coarsest;
    }

    private static double WindowedPeriod(ReadOnlySpan<double> times)
    {
        int window = Math.Min(WindowSteps, times.Length - 1);
        double[] spans = new double[times.Length - window];
        for (int i = 0; i < spans.Length; i++)
        {
            spans[i] = times[i + window] - times[i];
        }

        Array.Sort(spans);
        double median = Statistics.UpperMedian(spans);
        return (median > 0 ? median : spans[^1]) / window is > 0 and double period
            ? period
            : (times[^1] - times[0]) / (times.Length - 1);
    }

    /// <summary>The least-squares slope of time over row, pooled over the stretches without a gap.</summary>
    private static double Slope(ReadOnlySpan<double> times, ClockGrid grid, out double count)
    {
        double covariance = 0;
        double variance = 0;
        int start = 0;
        count = 0;
        for (int i = 0; i <= times.Length; i++)
        {
            if (i < times.Length && !grid.IsGapBefore(times[i], times[(i + 1)..]))
            {
                continue;
            }

            double middle = (start + i - 1) / 2.0;
            for (int k = start; k < i; k++)
            {
                covariance += (k - middle) * (times[k] - times[start]);
                variance += (k - middle) * (k - middle);
            }

            count = Math.Max(count, i - start);
            start = i;
        }

        return covariance > 0 ? covariance / variance : (times[^1] - times[0]) / (times.Length - 1);
    }

    /// <summary>The period of a whole rate, or a whole number of the clock's steps, if the resolution cannot tell it from the one found.</summary>
    private static double Round(double period, double uncertainty, double resolution)
    {
        foreach (double grid in (ReadOnlySpan<double>)[1, 0.5, 0.25, 0.1])
        {
            double rate = Math.Round(1 / period / grid) * grid;
            if (rate > 0 && Math.Abs((1 / rate) - period) <= uncertainty)
            {
                return 1 / rate;
            }
        }

        double steps = RoundToResolution(period, resolution);
        return Math.Abs(steps - period) <= uncertainty ? steps : period;
    }

    private static double RoundToResolution(double period, double resolution)
    {
        double perSecond = Math.Round(1 / resolution);
        double steps = Math.Round(period * perSecond);
        return steps > 0 ? steps / perSecond : period;
    }

    private static double Whole(double rate) => Math.Abs(rate - Math.Round(rate)) < 1e-9 * rate ? Math.Round(rate) : rate;
}
