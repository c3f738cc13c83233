using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>Everything found in one recording.</summary>
/// <param name="Input">The recording.</param>
/// <param name="Options">What was asked.</param>
/// <param name="LineFrequencyHz">The mains frequency that was taken out, or 0.</param>
/// <param name="Warnings">What had to be dealt with, with its place; in the order of the recording.</param>
/// <param name="Channels">The channels analysed, in the order of the recording.</param>
/// <param name="Events">All events, sorted by onset, then by channel.</param>
public sealed record AnalysisResult(
    InputInfo Input,
    AnalysisOptions Options,
    double LineFrequencyHz,
    IReadOnlyList<RecordingWarning> Warnings,
    IReadOnlyList<ChannelResult> Channels,
    IReadOnlyList<AnalysisEvent> Events)
{
    /// <summary>Gets the sleep stages of the recording, sorted by onset, from which the events have theirs; empty without a hypnogram.</summary>
    public IReadOnlyList<SleepEpoch> Hypnogram { get; init; } = [];

    /// <summary>Gets the file that the sleep stages came from, or <see langword="null"/> without a hypnogram.</summary>
    public HypnogramInfo? HypnogramInput { get; init; }

    /// <summary>Gets what the signals look like, one entry a channel of <see cref="Channels"/>; empty unless asked for.</summary>
    internal IReadOnlyList<ChannelTraces> Traces { get; init; } = [];
}

/// <summary>The recording that was analysed.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Format">The file format.</param>
/// <param name="DurationSeconds">The time from the first to behind the last sample, gaps included, in seconds.</param>
public sealed record InputInfo(string Path, string Sha256, string Format, double DurationSeconds);

/// <summary>The file that the sleep stages of a result came from.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Scheme">The name of the scheme by which its numbers were read, or <see langword="null"/> where none was named.</param>
public sealed record HypnogramInfo(string Path, string Sha256, string? Scheme);
