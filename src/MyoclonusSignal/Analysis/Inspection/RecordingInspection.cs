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
    IReadOnlyList<RecordingWarning> Warnings)
{
    /// <summary>Gets its annotations, in the order of the file.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations { get; init; } = [];

    /// <summary>Gets the local time of its first sample, or <see langword="null"/> where the file does not say.</summary>
    public DateTime? StartTime { get; init; }
}
