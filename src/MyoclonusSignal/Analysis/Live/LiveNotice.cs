using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>An event that a <see cref="LiveAnalyzer"/> gives, or takes back.</summary>
/// <param name="Id">
/// The number of the event, from 1 in the order in which events are given; the notice that takes an event back has the same.
/// </param>
/// <param name="IsRetracted">Whether the event is taken back.</param>
/// <param name="Event">The event; its group is empty, as which events belong together is known at the end only.</param>
/// <param name="GivenSeconds">How much signal had come in when the notice was settled, as a time on the recording's clock.</param>
/// <param name="Reason">Why the event is taken back; <see cref="BurstRejection.None"/> where it is given.</param>
public sealed record LiveNotice(long Id, bool IsRetracted, AnalysisEvent Event, double GivenSeconds, BurstRejection Reason)
{
    /// <summary>Gets how much signal had come in behind the event's offset, in seconds. No block size changes it.</summary>
    public double LatencySeconds => GivenSeconds - Event.OnsetSeconds - Event.DurationSeconds;
}

/// <summary>A change in the rhythm of a channel that a <see cref="LiveAnalyzer"/> gives.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Change">What has changed.</param>
/// <param name="SinceSeconds">
/// When the rhythm began, on the recording's clock, as far as the stretch shows in which it was first seen: it may have begun
/// before that stretch.
/// </param>
/// <param name="FrequencyHz">Its mean frequency in the stretch that ends now, in Hz; where it has ended, the one given last.</param>
/// <param name="FrequencyCi95">The interval of that frequency; <see langword="null"/> where that stretch alone does not give one.</param>
/// <param name="PValue">The probability of so strong a peak in a stretch without a rhythm; NaN where a gap or the end cut it off.</param>
/// <param name="SnrDb">How far the peak rises above the background, in dB; NaN there too.</param>
/// <param name="GivenSeconds">How much signal had come in when this was reported, as a time on the recording's clock.</param>
public sealed record LiveRhythmNotice(
    string Channel,
    RhythmChange Change,
    double SinceSeconds,
    double FrequencyHz,
    ConfidenceInterval? FrequencyCi95,
    double PValue,
    double SnrDb,
    double GivenSeconds)
{
    /// <summary>Gets whether there is a rhythm from here on.</summary>
    public bool IsOn => Change is RhythmChange.Began or RhythmChange.Frequency;
}

/// <summary>What happened to a rhythm that a <see cref="LiveAnalyzer"/> follows.</summary>
public enum RhythmChange
{
    /// <summary>It has begun.</summary>
    Began,

    /// <summary>It goes on at another frequency.</summary>
    Frequency,

    /// <summary>It is there no more.</summary>
    Faded,

    /// <summary>A gap, or the end of the recording, cut it off.</summary>
    Interrupted,
}
