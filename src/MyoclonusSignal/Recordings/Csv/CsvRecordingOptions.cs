using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>What a CSV recording does not say about itself.</summary>
public sealed record CsvRecordingOptions
{
    /// <summary>Gets the sampling rate in Hz for a file without a time axis, or <see langword="null"/> to take the file's own.</summary>
    public double? SampleRate { get; init; }

    /// <summary>Gets the kinds of channels by name, where the names and units in the file do not tell or tell wrongly.</summary>
    public IReadOnlyDictionary<string, ChannelKind> Kinds { get; init; } = new Dictionary<string, ChannelKind>();

    internal void Validate()
    {
        if (SampleRate is double rate)
        {
            Guard.ThrowIfNotSampleRate(rate, nameof(SampleRate));
        }
    }
}
