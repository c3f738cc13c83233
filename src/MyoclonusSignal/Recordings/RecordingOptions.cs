using System.Collections.ObjectModel;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Recordings;

/// <summary>What a recording does not say about itself, and how strictly it is read; a setting that a format has no use for is not looked at.</summary>
public sealed record RecordingOptions
{
    /// <summary>Gets the sampling rate in Hz for a text without a time axis, or <see langword="null"/> to take the file's own.</summary>
    public double? SampleRate { get; init; }

    /// <summary>Gets the name of the column of a text that holds the times of its rows, or <see langword="null"/> to find it.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Gets what the stamps of a text's rows are; found by their steps unless it is said.</summary>
    public RecordingClockKind Clock { get; init; }

    /// <summary>Gets the kinds of channels by name, where the names and units in the file do not tell or tell wrongly.</summary>
    public IReadOnlyDictionary<string, ChannelKind> Kinds { get; init; } = ReadOnlyDictionary<string, ChannelKind>.Empty;

    /// <summary>
    /// Gets the heads of all columns of a text, the time axis included, as a header line would have them (<c>time_ms</c>,
    /// <c>emg_ta [uV]</c>), for a file without one; they take the place of one that is there. <see langword="null"/> takes the file's own.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>
    /// Gets the names of columns of a text whose changes are annotations, from one change to the next: words, or numbers of which
    /// 0 is not a mark. Empty leaves columns of words out.
    /// </summary>
    public IReadOnlyList<string> AnnotationColumns { get; init; } = [];

    /// <summary>Gets the encoding of a text, or <see langword="null"/> to tell it by its mark and content.</summary>
    public TextEncoding? Encoding { get; init; }

    /// <summary>
    /// Gets a value indicating whether the text is still being written: rows are given as soon as they have come in, and no
    /// more is waited for than the first ten lines behind the comments, and with a time axis the rows of two seconds, or 512
    /// where no rate is stated, on which its rate is measured, and of one that stands still for many rows two of its steps. Of a
    /// broken line the rows before it are given first.
    /// </summary>
    public bool IsLive { get; init; }

    /// <summary>
    /// Gets a value indicating whether a decimal comma in the numbers of an EDF header is read as a point, and a discontinuous
    /// file that does not tell when its records start as a continuous one; each with a warning. Otherwise both are refused: a
    /// wrong guess would scale or shift the recording.
    /// </summary>
    public bool IsLenient { get; init; }

    /// <summary>
    /// Gets a value indicating whether samples of EDF and BDF are given in the units of the file. Default: voltages are given
    /// in µV and acceleration in g where the file has mg, so that channels of one recording can be compared.
    /// </summary>
    public bool KeepsUnits { get; init; }

    /// <summary>
    /// Gets the file of sleep stages that belongs to the recording, or <see langword="null"/>. The analysis reads it, once the
    /// recording is open and the time of its first sample is known, and puts the stages into its result.
    /// </summary>
    public string? Hypnogram { get; init; }

    /// <summary>Gets the name of the scheme by which the numbers of <see cref="Hypnogram"/> are read (<see cref="StageScheme.Find"/>), or <see langword="null"/> where it has words.</summary>
    public string? HypnogramScheme { get; init; }

    internal void Validate()
    {
        if (HypnogramScheme is string scheme && StageScheme.Find(scheme) is null)
        {
            throw new ArgumentException($"The scheme must be one of {string.Join(", ", StageScheme.All.Select(known => known.Name))}, and is \"{scheme}\".", nameof(HypnogramScheme));
        }

        if (SampleRate is double rate)
        {
            Guard.ThrowIfNotSampleRate(rate, nameof(SampleRate));
            Guard.ThrowIfOutside(rate, 0, PlausibleRate.HighestEmgHz, nameof(SampleRate));
        }
    }
}

/// <summary>What the time stamps of rows are.</summary>
public enum RecordingClockKind
{
    /// <summary>Whatever their steps show.</summary>
    Auto,

    /// <summary>The times of samples that follow one another evenly.</summary>
    Even,

    /// <summary>Stamps that scatter about the times of samples that follow one another evenly.</summary>
    Jittered,

    /// <summary>The true times of samples that follow one another unevenly: they are interpolated.</summary>
    Uneven,

    /// <summary>Times rounded to more than a sampling interval.</summary>
    Coarse,

    /// <summary>The times at which packets of rows arrived.</summary>
    Packets,
}

/// <summary>How the letters of a text recording are stored.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, of which ASCII is a part.</summary>
    Utf8,

    /// <summary>UTF-16: "Unicode" of Windows programs.</summary>
    Utf16,

    /// <summary>Windows-1252: "ANSI" of Western Windows programs, of which ISO 8859-1 is a part.</summary>
    Windows1252,
}
