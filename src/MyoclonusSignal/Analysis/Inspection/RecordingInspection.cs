using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>A recording as it is, before any analysis.</summary>
/// <param name="Input">The file.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Signals">The signals of each channel, in the same order.</param>
/// <param name="Segments">The stretches without a jump of the clock, as times.</param>
/// <param name="Warnings">What the reader had to deal with.</param>
internal sealed record RecordingInspection(
    InputInfo Input,
    IReadOnlyList<RecordingChannel> Channels,
    IReadOnlyList<IReadOnlyList<SignalInspection>> Signals,
    IReadOnlyList<Interval> Segments,
    IReadOnlyList<RecordingWarning> Warnings)
{
    /// <summary>Gets its annotations, in the order of the file.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations { get; init; } = [];

    /// <summary>Gets what kind of clock its times are from, with the evidence; <see langword="null"/> where it has no time axis of its own.</summary>
    public string? Clock { get; init; }

    /// <summary>Gets the local time of its first sample, or <see langword="null"/> where the file does not say.</summary>
    public DateTime? StartTime { get; init; }
}

/// <summary>One signal of a recording as <see cref="RecordingInspector"/> finds it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Minimum">Its smallest sample, or <see langword="null"/> where every sample is missing.</param>
/// <param name="Maximum">Its largest sample, or <see langword="null"/>.</param>
/// <param name="Mean">The mean of its samples, or <see langword="null"/>.</param>
/// <param name="Quality">Its quality; no noise floor.</param>
/// <param name="MainsHz">The mains frequency found in it, 50 or 60, or 0.</param>
internal sealed record SignalInspection(
    string Name, double? Minimum, double? Maximum, double? Mean, SignalQuality Quality, double MainsHz)
{
    /// <summary>Gets the stretches at a rail, sorted; those less than a second apart are one.</summary>
    public IReadOnlyList<QualityPlace> Clipped { get; init; } = [];

    /// <summary>Gets the stretches without any change for half a second or more, sorted; those less than a second apart are one.</summary>
    public IReadOnlyList<QualityPlace> Flat { get; init; } = [];
}
