using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>A recording as it is, before any analysis.</summary>
/// <param name="Input">The file.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Signals">The signals of each channel, in the same order.</param>
/// <param name="Segments">The stretches without a jump of the clock, as times.</param>
/// <param name="Warnings">What the reader had to deal with.</param>
public sealed record RecordingInspection(
    InputInfo Input,
    IReadOnlyList<RecordingChannel> Channels,
    IReadOnlyList<IReadOnlyList<SignalInspection>> Signals,
    IReadOnlyList<(double StartSeconds, double EndSeconds)> Segments,
    IReadOnlyList<RecordingWarning> Warnings);
