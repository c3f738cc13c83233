using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>One event on one channel: a row of <c>events.tsv</c>.</summary>
/// <param name="OnsetSeconds">Onset in seconds from the recording's first sample, on the recording's own clock.</param>
/// <param name="DurationSeconds">Duration in seconds.</param>
/// <param name="Kind">Jerk, contraction, or negative jerk (a silent period inside a contraction).</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="PeakTimeSeconds">Time of the largest magnitude in seconds; of a negative jerk that of its deepest 20 ms.</param>
/// <param name="PeakAmplitude">The largest magnitude after conditioning, in the channel's unit.</param>
/// <param name="RmsAmplitude">Root mean square over the event after conditioning, in the channel's unit.</param>
/// <param name="Area">Area under the rectified event, in the channel's unit times seconds.</param>
/// <param name="SnrDb">Power of the event over the power of the noise floor around it, in decibels; of a negative jerk over
/// that of the contraction around it, so that it is negative.</param>
/// <param name="BurstClass">The class by duration; its borders are in the sidecar.</param>
/// <param name="RiseSeconds">Time from the onset to 90 % of the largest amplitude in seconds, or <see langword="null"/> where it has no meaning.</param>
/// <param name="MeanFrequencyHz">Mean frequency of the burst's power spectrum in Hz, or <see langword="null"/> where it has no meaning.</param>
/// <param name="OnsetUncertaintySeconds">Half the width of the central 68 % of the onset's likelihood in seconds, or <see langword="null"/>.</param>
/// <param name="OffsetUncertaintySeconds">The same of the offset.</param>
/// <param name="Group">The movement that the event belongs to: events on several channels that begin together share it; empty for an event that is alone.</param>
public sealed record AnalysisEvent(
    double OnsetSeconds,
    double DurationSeconds,
    EventKind Kind,
    string Channel,
    double PeakTimeSeconds,
    double PeakAmplitude,
    double RmsAmplitude,
    double Area,
    double SnrDb,
    string BurstClass,
    double? RiseSeconds,
    double? MeanFrequencyHz,
    double? OnsetUncertaintySeconds,
    double? OffsetUncertaintySeconds,
    string Group)
{
    /// <summary>Gets what a person decided on it; <see langword="null"/> where it was not reviewed.</summary>
    public EventReview? Review { get; init; }
}
