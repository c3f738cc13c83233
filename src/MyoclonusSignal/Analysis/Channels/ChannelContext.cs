using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>What every stage of a channel's analysis is given: which channel, taken for what, conditioned how.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Kind">What it is taken for.</param>
/// <param name="Plan">How it is conditioned.</param>
/// <param name="Options">What was asked.</param>
/// <param name="QuantisationStep">The step of its converter in its unit, 0 where none shows.</param>
internal sealed record ChannelContext(
    RecordingChannel Channel, ChannelKind Kind, ConditioningPlan Plan, AnalysisOptions Options, double QuantisationStep)
{
    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate => Channel.SampleRate;

    /// <summary>Gets the number of axes, 1 or 3.</summary>
    public int Axes => Channel.Signals.Count;

    /// <summary>Gets a value indicating whether it is acceleration and not EMG.</summary>
    public bool IsAcceleration => Kind == ChannelKind.Acceleration;
}
