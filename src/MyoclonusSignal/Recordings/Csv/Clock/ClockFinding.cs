using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>What kind of clock stamped the rows of a table, with the evidence in words.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The evidence.</param>
internal sealed record ClockFinding(RecordingClockKind Kind, string Text)
{
    // Stamps that scatter by themselves make neighbouring steps correlate by -0.5, steps that are uneven by themselves by 0:
    // half of the way parts them, and a thousand steps tell either to 0.03.
    private const double LeastCorrelationOfUneven = -0.25;

    // A step of so many usual ones is a gap and says nothing of the scatter.
    private const double GapSteps = 3;

    /// <summary>Tells the kind.</summary>
    /// <param name="times">The times of the first rows in seconds.</param>
    /// <param name="estimate">What they tell of the rate.</param>
    /// <param name="packets">The packets found in them.</param>
    public static ClockFinding Of(ReadOnlySpan<double> times, RateEstimate estimate, PacketStamps? packets)
    {
        string rate = string.Create(CultureInfo.InvariantCulture, $"{estimate.SampleRate:0.####} Hz");
        string range = string.Create(CultureInfo.InvariantCulture, $"steps from {estimate.ShortestStep * 1e3:0.###} to {estimate.LongestStep * 1e3:0.###} ms");
        if (packets is not null && estimate.Ticks is ClockTicks packet)
        {
            return new ClockFinding(RecordingClockKind.Packets, string.Create(
                CultureInfo.InvariantCulture, $"packets of {packet.Rows:0.#} rows, stamped as they arrived, one each {packet.TickSeconds * 1e3:0.###} ms: {rate}"));
        }

        if (estimate.Ticks is ClockTicks ticks)
        {
            return new ClockFinding(RecordingClockKind.Coarse, string.Create(
                CultureInfo.InvariantCulture, $"coarse: it stands still for {ticks.Rows:0.#} rows and steps by {ticks.TickSeconds * 1e3:0.###} ms: {rate}"));
        }

        if (estimate.IsIrregular)
        {
            double correlation = StepCorrelation(times);
            return correlation <= LeastCorrelationOfUneven
                ? new ClockFinding(RecordingClockKind.Jittered, string.Create(
                    CultureInfo.InvariantCulture, $"jittered stamps of even samples: {range}, a short step follows a long one (correlation of neighbouring steps {correlation:0.00}): {rate}"))
                : new ClockFinding(RecordingClockKind.Uneven, string.Create(
                    CultureInfo.InvariantCulture, $"uneven samples: {range}, and a step says nothing of the next (correlation of neighbouring steps {correlation:0.00}): {rate} on average"));
        }

        return estimate.IsCoarse
            ? new ClockFinding(RecordingClockKind.Coarse, $"coarse: {range}, by rounding: {rate}")
            : new ClockFinding(RecordingClockKind.Even, $"even: {range}: {rate}");
    }

    /// <summary>The correlation of neighbouring steps, gaps left out.</summary>
    private static double StepCorrelation(ReadOnlySpan<double> times)
    {
        double longest = GapSteps * (times[^1] - times[0]) / (times.Length - 1);
        double sum = 0;
        int count = 0;
        for (int i = 1; i < times.Length; i++)
        {
            double step = times[i] - times[i - 1];
            (sum, count) = step <= longest ? (sum + step, count + 1) : (sum, count);
        }

        double mean = sum / Math.Max(1, count);
        double variance = 0;
        double covariance = 0;
        double previous = double.NaN;
        for (int i = 1; i < times.Length; i++)
        {
            double off = times[i] - times[i - 1] - mean;
            if (off + mean > longest)
            {
                previous = double.NaN;
                continue;
            }

            variance += off * off;
            covariance += double.IsNaN(previous) ? 0 : off * previous;
            previous = off;
        }

        return variance > 0 ? covariance / variance : 0;
    }
}
