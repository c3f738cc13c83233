namespace MyoclonusSignal.Evaluation;

/// <summary>How far detected times are from the true ones, over the matched events; positive means detected too late.</summary>
/// <param name="MedianSeconds">The median difference in seconds: the bias.</param>
/// <param name="MedianAbsoluteSeconds">The median of the absolute differences in seconds.</param>
/// <param name="Percentile95Seconds">The 95th percentile of the absolute differences in seconds.</param>
public readonly record struct TimingError(double MedianSeconds, double MedianAbsoluteSeconds, double Percentile95Seconds)
{
    /// <summary>Gives the summary of differences, detected minus true; <see langword="null"/> without any.</summary>
    internal static TimingError? Of(IReadOnlyCollection<double> differences)
    {
        if (differences.Count == 0)
        {
            return null;
        }

        double[] signed = [.. differences.Order()];
        double[] absolute = [.. differences.Select(Math.Abs).Order()];
        return new TimingError(Quantile(signed, 0.5), Quantile(absolute, 0.5), Quantile(absolute, 0.95));
    }

    /// <summary>Linear between order statistics, type 7 of Hyndman and Fan (1996, doi:10.1080/00031305.1996.10473566).</summary>
    private static double Quantile(double[] sorted, double fraction)
    {
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
