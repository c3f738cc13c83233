using MyoclonusSignal.Detection;

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
