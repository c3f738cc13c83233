using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>How regular a train of bursts is, from the intervals between their onsets.</summary>
/// <param name="OnsetCount">Number of onsets.</param>
/// <param name="IntervalCount">Number of intervals that were used.</param>
/// <param name="MeanSeconds">Mean interval in seconds; NaN without intervals.</param>
/// <param name="MedianSeconds">Median interval in seconds; NaN without intervals.</param>
/// <param name="CoefficientOfVariation">Standard deviation (n − 1) over mean: 0 for a clock, 1 for chance; NaN below two intervals.</param>
/// <param name="Cv2">
/// Mean of 2·|I₂ − I₁|/(I₂ + I₁) over neighbouring intervals: as the above, but blind to slow changes of rate
/// (Holt et al. 1996, doi:10.1152/jn.1996.75.5.1806); NaN without neighbours.
/// </param>
/// <param name="LocalVariation">
/// 3 times the mean of ((I₁ − I₂)/(I₁ + I₂))²: 0 for a clock, 1 for chance
/// (Shinomoto et al. 2003, doi:10.1162/089976603322518759); NaN without neighbours.
/// </param>
public readonly record struct IntervalStatistics(
    int OnsetCount,
    int IntervalCount,
    double MeanSeconds,
    double MedianSeconds,
    double CoefficientOfVariation,
    double Cv2,
    double LocalVariation)
{
    /// <summary>Gives the statistics of a train.</summary>
    /// <param name="onsetSeconds">Onset times in seconds, ascending and finite.</param>
    /// <param name="longestIntervalSeconds">Longer intervals are breaks between trains and do not count; default: none is.</param>
    /// <exception cref="ArgumentException">The onsets are not finite or not in ascending order.</exception>
    public static IntervalStatistics FromOnsets(
        ReadOnlySpan<double> onsetSeconds, double longestIntervalSeconds = double.PositiveInfinity)
    {
        Guard.ThrowIfOutside(longestIntervalSeconds, 0, double.PositiveInfinity);
        double[] intervals = new double[Math.Max(0, onsetSeconds.Length - 1)];
        int count = 0;
        int pairs = 0;
        double sum = 0;
        double cv2 = 0;
        double local = 0;
        double previous = double.NaN;
        for (int i = 1; i < onsetSeconds.Length; i++)
        {
            double interval = onsetSeconds[i] - onsetSeconds[i - 1];
            if (!(interval >= 0) || !double.IsFinite(interval))
            {
                throw new ArgumentException(
                    $"Onsets must be finite and ascending; found {onsetSeconds[i - 1]} before {onsetSeconds[i]} at index {i}.",
                    nameof(onsetSeconds));
            }

            if (interval > longestIntervalSeconds)
            {
                previous = double.NaN;
                continue;
            }

            if (previous + interval > 0)
            {
                double contrast = (interval - previous) / (interval + previous);
                cv2 += 2 * Math.Abs(contrast);
                local += 3 * contrast * contrast;
                pairs++;
            }

            intervals[count++] = interval;
            sum += interval;
            previous = interval;
        }

        Array.Sort(intervals, 0, count);
        double mean = count > 0 ? sum / count : double.NaN;
        double squares = 0;
        for (int i = 0; i < count; i++)
        {
            squares += (intervals[i] - mean) * (intervals[i] - mean);
        }

        double median = Statistics.Median(intervals.AsSpan(0, count));
        double deviation = count > 1 ? Math.Sqrt(squares / (count - 1)) : double.NaN;
        return new IntervalStatistics(
            onsetSeconds.Length,
            count,
            mean,
            median,
            deviation / mean,
            pairs > 0 ? cv2 / pairs : double.NaN,
            pairs > 0 ? local / pairs : double.NaN);
    }
}
