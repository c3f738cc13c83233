namespace MyoclonusSignal.Recordings.Edf;

/// <summary>How a recording is written as EDF+ or BDF+.</summary>
public sealed record EdfWriteOptions
{
    /// <summary>Gets a value indicating whether samples have 24 bits (BDF+) instead of 16 (EDF+).</summary>
    public bool IsBdf { get; init; }

    /// <summary>
    /// Gets the patient field of EDF+: code, sex, birthday and name, separated by spaces, <c>X</c> for what is not known.
    /// Default: nothing is known.
    /// </summary>
    public string Patient { get; init; } = "X X X X";

    /// <summary>Gets the annotations to write beside those of the recording.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations { get; init; } = [];
}
