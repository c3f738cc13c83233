using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Some delays in numbers; <see langword="null"/> where there was none.</summary>
/// <param name="MedianSeconds">The median in seconds.</param>
/// <param name="Percentile95Seconds">The 95th percentile in seconds, interpolated linearly between the delays next to it.</param>
/// <param name="MaximumSeconds">The longest in seconds.</param>
internal readonly record struct DelaySummary(double? MedianSeconds, double? Percentile95Seconds, double? MaximumSeconds)
{
    /// <summary>Sums up delays.</summary>
    /// <param name="seconds">The delays in seconds, in any order.</param>
    public static DelaySummary Of(IEnumerable<double> seconds)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        double[] sorted = [.. seconds.Order()];
        return sorted.Length == 0
            ? default
            : new DelaySummary(Statistics.Quantile(sorted, 0.5), Statistics.Quantile(sorted, 0.95), sorted[^1]);
    }
}
