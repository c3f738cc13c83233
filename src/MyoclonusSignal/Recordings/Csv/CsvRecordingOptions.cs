using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>What a CSV recording does not say about itself.</summary>
public sealed record CsvRecordingOptions
{
    /// <summary>Gets the sampling rate in Hz for a file without a time axis, or <see langword="null"/> to take the file's own.</summary>
    public double? SampleRate { get; init; }

    /// <summary>Gets the kinds of channels by name, where the names and units in the file do not tell or tell wrongly.</summary>
    public IReadOnlyDictionary<string, ChannelKind> Kinds { get; init; } = new Dictionary<string, ChannelKind>();

    /// <summary>
    /// Gets the heads of all columns, the time axis included, as a header line would have them (<c>time_ms</c>,
    /// <c>emg_ta [uV]</c>), for a file without one; they take the place of one that is there. <see langword="null"/> takes the file's own.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>
    /// Gets a value indicating whether the text is still being written: rows are given as soon as they have come in, and no
    /// more is waited for than the first ten lines behind the comments, and with a time axis the rows of two seconds, or 512
    /// where no rate is stated, from which its rate is told, and of one that stands still for many rows two of its steps. Of a
    /// broken line the rows before it are given first.
    /// </summary>
    public bool IsLive { get; init; }

    internal void Validate()
    {
        if (SampleRate is double rate)
        {
            Guard.ThrowIfNotSampleRate(rate, nameof(SampleRate));
        }
    }
}
