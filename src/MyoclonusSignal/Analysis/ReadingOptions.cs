using System.Collections.ObjectModel;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// How the recording of an analysis was read, kept among its options so that they repeat it. <see cref="MyoclonusAnalyzer"/>
/// gets an open recording and does not look at them.
/// </summary>
public sealed record ReadingOptions
{
    /// <summary>Gets the sampling rate in Hz that was stated for a text without a time axis, or <see langword="null"/>.</summary>
    public double? SampleRate { get; init; }

    /// <summary>Gets the kinds that were stated, by channel.</summary>
    public IReadOnlyDictionary<string, ChannelKind> Kinds { get; init; } = ReadOnlyDictionary<string, ChannelKind>.Empty;

    /// <summary>Gets the heads of the columns that were stated, or <see langword="null"/>.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Gets a value indicating whether faults of an EDF header were to be read as what they probably mean.</summary>
    public bool IsLenient { get; init; }

    /// <summary>Gets the file of sleep stages as it was named, or <see langword="null"/>.</summary>
    public string? Hypnogram { get; init; }

    /// <summary>Gets the name of the scheme by which its numbers were read, or <see langword="null"/>.</summary>
    public string? HypnogramScheme { get; init; }
}
