using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Synthesis;

/// <summary>Something that really happened in a simulated recording.</summary>
/// <param name="OnsetSeconds">
/// The time of the first sample at which the event's amplitude envelope is at least 10 % of its peak, in seconds: about
/// where a burst of 20 dB rises out of the noise. In an accelerometer it is the envelope of the force, not of the limb's
/// answer; for a silent period the middle of the fall (4 ms long) of the contraction's amplitude.
/// </param>
/// <param name="DurationSeconds">
/// The time up to the first sample after which the envelope stays below 10 %, in seconds. In an accelerometer the limb's
/// answer decides (it swings on after the force), cut at the next jerk; for a silent period up to the middle of the return.
/// </param>
/// <param name="Kind">Jerk, contraction or negative jerk.</param>
/// <param name="Channel">The name of the channel without its unit.</param>
/// <param name="PeakSeconds">The time of the largest absolute value of the event's own signal, in seconds; NaN where there is none.</param>
/// <param name="PeakAmplitude">That value, in the channel's unit; NaN where there is none.</param>
/// <param name="RmsAmplitude">The root mean square of the event's own signal over its duration, in the channel's unit; NaN where there is none.</param>
/// <param name="SnrDb">That power over the power of the noise floor at the onset, in dB; NaN where there is none.</param>
/// <param name="Group">The id shared by the same jerk in several channels, from 1; 0 for none.</param>
public sealed record TrueEvent(
    double OnsetSeconds,
    double DurationSeconds,
    EventKind Kind,
    string Channel,
    double PeakSeconds,
    double PeakAmplitude,
    double RmsAmplitude,
    double SnrDb,
    int Group);

/// <summary>Something in a simulated recording that a detector should not report.</summary>
/// <param name="OnsetSeconds">Its beginning in seconds.</param>
/// <param name="DurationSeconds">Its duration in seconds; 0 for a moment.</param>
/// <param name="Name"><c>heartbeat</c> (the R wave), <c>electrode_pop</c>, <c>noise_change</c>, <c>posture_change</c>, <c>reach</c>, <c>walking</c> or <c>gap</c>.</param>
/// <param name="Channel">The name of the channel without its unit.</param>
public sealed record Disturbance(double OnsetSeconds, double DurationSeconds, string Name, string Channel)
{
    internal static Disturbance Between(double startSeconds, double endSeconds, string name, string channel) =>
        new(startSeconds, endSeconds - startSeconds, name, channel);
}
