using MathNet.Numerics.Distributions;

namespace MyoclonusSignal.Signals;

/// <summary>The rate of events with its interval.</summary>
/// <param name="PerMinute">Events per minute.</param>
/// <param name="Ci95">The 95 % interval, per minute.</param>
/// <param name="Dispersion">Variance over mean of the counts, at least 1: 1 for independent events, more when they come in clusters.</param>
public readonly record struct RateInterval(double PerMinute, ConfidenceInterval Ci95, double Dispersion)
{
    // Parts must outlast the clusters: ten long ones with Student's t cover better than many short ones.
    private const int Parts = 10;

    // Of fewer events the logarithm of the rate is not near a normal distribution, and of none there is no logarithm.
    private const int LeastForLogarithm = 5;

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

    /// <summary>
    /// Gives the rate of events that come in clusters, trains or active phases, with its interval: the analysed time is cut into
    /// ten equal parts, which outlast most clusters, and the logarithm of the rate has the error √(φ/N), where φ is the variance
    /// of the ten counts over their mean and at least 1, and Student's t of nine degrees of freedom. Of fewer than five events the
    /// interval is the exact one (Garwood 1936) of N/φ events.
    /// </summary>
    /// <param name="blocks">The events in blocks of time.</param>
    /// <remarks>
    /// It covers 92 to 99 % where the exact interval of a Poisson count covers 26 to 55 % (<c>docs/accuracy.md</c>); a rate that
    /// drifts more slowly than a tenth of the recording is covered less often. As φ is at least 1, the interval of events that
    /// come like a clock is too wide.
    /// </remarks>
    /// <exception cref="ArgumentException">No time was analysed.</exception>
    public static RateInterval OfBlocks(TimeBlocks blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (!(blocks.Seconds > 0))
        {
            throw new ArgumentException("The blocks have no time that was analysed.", nameof(blocks));
        }

        double perMinute = 60 / blocks.Seconds;
        (double dispersion, int parts) = blocks.Dispersion(Parts);
        if (blocks.Count < LeastForLogarithm || parts < 2)
        {
            (double low, double high) = Limits(blocks.Count / dispersion);
            return new RateInterval(blocks.Count * perMinute, new ConfidenceInterval(low * dispersion * perMinute, high * dispersion * perMinute), dispersion);
        }

        double factor = Math.Exp(StudentT.InvCDF(0, 1, parts - 1, 0.975) * Math.Sqrt(dispersion / blocks.Count));
        double rate = blocks.Count * perMinute;
        return new RateInterval(rate, new ConfidenceInterval(rate / factor, rate * factor), dispersion);
    }

    private static (double Low, double High) Limits(double count) => (
        count > 0 ? ChiSquared.InvCDF(2 * count, 0.025) / 2 : 0,
        ChiSquared.InvCDF((2 * count) + 2, 0.975) / 2);
}
