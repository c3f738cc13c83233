using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Synthesis;

/// <summary>Turns times into samples: an event holds the samples whose time lies in [onset, offset).</summary>
internal static class Placement
{
    // Keeps a time that is a whole number of samples but for rounding on that sample.
    private const double Slack = 1e-6;

    /// <summary>The first sample at or after a time, within the recording.</summary>
    public static int FirstSampleAt(double seconds, double sampleRate, int count) =>
        (int)Math.Clamp(Math.Ceiling((seconds * sampleRate) - Slack), 0, count);

    /// <summary>Measures an event's own signal over the samples [start, end) and states it as a true event.</summary>
    public static TrueEvent Measure(
        ReadOnlySpan<double> activity, int start, int end, double sampleRate, double noiseRms, EventKind kind, string channel, int group)
    {
        int peak = start;
        double sum = 0;
        for (int index = start; index < end; index++)
        {
            sum += activity[index] * activity[index];
            peak = Math.Abs(activity[index]) > Math.Abs(activity[peak]) ? index : peak;
        }

        double power = sum / Math.Max(1, end - start);
        double snr = power > 0 ? PortableMath.Decibels(power / (noiseRms * noiseRms)) : double.NaN;
        return new TrueEvent(
            start / sampleRate,
            (end - start) / sampleRate,
            kind,
            channel,
            peak / sampleRate,
            Math.Abs(activity[Math.Min(peak, activity.Length - 1)]),
            Math.Sqrt(power),
            snr,
            group);
    }

    /// <summary>States something that has a place but no signal of its own.</summary>
    public static TrueEvent Mark(double startSeconds, double endSeconds, EventKind kind, string channel) =>
        new(startSeconds, endSeconds - startSeconds, kind, channel, double.NaN, double.NaN, double.NaN, double.NaN, 0);
}
