namespace MyoclonusSignal.Recordings.Edf;

/// <summary>How a recording is written as EDF+ or BDF+.</summary>
public sealed record EdfWriteOptions
{
    /// <summary>Gets a value indicating whether samples have 24 bits (BDF+) instead of 16 (EDF+).</summary>
    public bool IsBdf { get; init; }

    /// <summary>Gets who and what was recorded; <see langword="null"/> for what the recording says itself.</summary>
    public RecordingMetadata? Metadata { get; init; }

    /// <summary>
    /// Gets a value indicating whether the patient, the investigation and the date are left out: <c>X</c> and 01.01.85, as EDF+
    /// asks for. The time of day stays; what annotations and labels say stays too.
    /// </summary>
    public bool Anonymize { get; init; }

    /// <summary>Gets the annotations to write beside those of the recording.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations { get; init; } = [];
}
