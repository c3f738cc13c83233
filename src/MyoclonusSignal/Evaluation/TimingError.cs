using MyoclonusSignal.Signals;

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
        return new TimingError(Statistics.Quantile(signed, 0.5), Statistics.Quantile(absolute, 0.5), Statistics.Quantile(absolute, 0.95));
    }
}
