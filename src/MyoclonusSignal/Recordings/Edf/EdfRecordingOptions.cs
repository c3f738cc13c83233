namespace MyoclonusSignal.Recordings.Edf;

/// <summary>What an EDF or BDF recording does not say about itself, and how strictly it is read.</summary>
public sealed record EdfRecordingOptions
{
    /// <summary>Gets the kinds of channels by name, where the labels and units in the file do not tell or tell wrongly.</summary>
    public IReadOnlyDictionary<string, ChannelKind> Kinds { get; init; } = new Dictionary<string, ChannelKind>();

    /// <summary>
    /// Gets a value indicating whether a decimal comma in the header's numbers is read as a point, and a discontinuous file
    /// that does not tell when its records start as a continuous one; each with a warning. Otherwise both are refused: a
    /// wrong guess would scale or shift the recording.
    /// </summary>
    public bool IsLenient { get; init; }

    /// <summary>
    /// Gets a value indicating whether samples are given in the units of the file. Default: voltages are given in µV and
    /// acceleration in g where the file has mg, so that channels of one recording can be compared.
    /// </summary>
    public bool KeepsUnits { get; init; }
}
