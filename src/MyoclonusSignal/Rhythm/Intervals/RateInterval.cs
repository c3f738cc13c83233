using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>The rate of events with its interval.</summary>
/// <param name="PerMinute">Events per minute.</param>
/// <param name="Ci95">The 95 % interval, per minute.</param>
/// <param name="Dispersion">Variance over mean of the counts, at least 1: 1 for independent events, more when they come in clusters.</param>
public readonly record struct RateInterval(double PerMinute, ConfidenceInterval Ci95, double Dispersion)
{
    /// <summary>Gives the exact interval for independent events (Garwood 1936, doi:10.1093/biomet/28.3-4.437).</summary>
    /// <param name="count">Number of events, 0 or more.</param>
    /// <param name="seconds">Time in which they were counted, in seconds, above 0.</param>
    /// <remarks>Exact means: it covers the true rate in at least 95 of 100 records, at any rate.</remarks>
    public static RateInterval Poisson(long count, double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Guard.ThrowIfOutside(seconds, double.Epsilon, double.MaxValue);
        double perMinute = 60 / seconds;
        (double low, double high) = Limits(count);
        return new RateInterval(count * perMinute, new ConfidenceInterval(low * perMinute, high * perMinute), 1);
    }

    /// <summary>Gives an interval that is widened when the events come in clusters.</summary>
    /// <param name="epochCounts">Number of events in each of successive epochs of equal length, all epochs of the record.</param>
    /// <param name="epochSeconds">Length of an epoch in seconds, longer than the clusters; 60 is usual.</param>
    /// <remarks>
    /// Quasi-Poisson: the counts' variance over their mean, φ, from k epochs; the limits are Garwood's for count/φ events,
    /// times φ, and their distances (in the logarithm) are stretched by Student's quantile with k − 1 degrees over the normal one.
    /// Below two epochs, without events, or for φ ≤ 1 it is <see cref="Poisson"/>.
    /// </remarks>
    public static RateInterval Clustered(ReadOnlySpan<int> epochCounts, double epochSeconds)
    {
        long total = 0;
        foreach (int count in epochCounts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(epochCounts));
            total += count;
        }

        double seconds = epochCounts.Length * epochSeconds;
        if (epochCounts.Length < 2 || total == 0)
        {
            return Poisson(total, seconds);
        }

        double mean = (double)total / epochCounts.Length;
        double squares = 0;
        foreach (int count in epochCounts)
        {
            squares += (count - mean) * (count - mean);
        }

        double dispersion = squares / (epochCounts.Length - 1) / mean;
        if (dispersion <= 1)
        {
            return Poisson(total, seconds);
        }

        double perMinute = 60 / seconds;
        (double low, double high) = Limits(total / dispersion);
        double stretch = StudentT.InvCDF(0, 1, epochCounts.Length - 1, 0.975) / Normal.InvCDF(0, 1, 0.975);
        double centre = total * perMinute;
        low = centre * Math.Pow(low * dispersion / total, stretch);
        high = centre * Math.Pow(high * dispersion / total, stretch);
        return new RateInterval(centre, new ConfidenceInterval(low, high), dispersion);
    }

    private static (double Low, double High) Limits(double count) => (
        count > 0 ? ChiSquared.InvCDF(2 * count, 0.025) / 2 : 0,
        ChiSquared.InvCDF((2 * count) + 2, 0.975) / 2);
}
