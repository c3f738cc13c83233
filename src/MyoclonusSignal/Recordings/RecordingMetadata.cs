namespace MyoclonusSignal.Recordings;

/// <summary>
/// Who and what was recorded, as far as a file says so: the subfields of EDF+ (Kemp and Olivan (2003),
/// doi:10.1016/s1388-2457(03)00123-8, 2.1.3.3), which a CSV of this library has as comments. <see langword="null"/> is not known.
/// </summary>
/// <remarks>These are personal data: no analysis uses them, and no result holds them.</remarks>
public sealed record RecordingMetadata
{
    /// <summary>Gets the metadata of a recording that says nothing.</summary>
    public static RecordingMetadata Unknown { get; } = new();

    /// <summary>Gets the code by which the hospital knows the patient.</summary>
    public string? PatientCode { get; init; }

    /// <summary>Gets the sex of the patient: <c>F</c> or <c>M</c>.</summary>
    public string? PatientSex { get; init; }

    /// <summary>Gets the day on which the patient was born.</summary>
    public DateOnly? PatientBirthDate { get; init; }

    /// <summary>Gets the name of the patient.</summary>
    public string? PatientName { get; init; }

    /// <summary>Gets what else is said of the patient; all of it where it is not in the form of EDF+.</summary>
    public string? PatientNotes { get; init; }

    /// <summary>Gets the code of the investigation.</summary>
    public string? InvestigationCode { get; init; }

    /// <summary>Gets the responsible investigator or technician.</summary>
    public string? Technician { get; init; }

    /// <summary>Gets the equipment used.</summary>
    public string? Equipment { get; init; }

    /// <summary>Gets what else is said of the recording; all of it where it is not in the form of EDF+.</summary>
    public string? RecordingNotes { get; init; }

    /// <summary>Gets the lines of comment in front of a CSV that state none of these and nothing of its columns.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}

/// <summary>A remark that a recording carries about a moment or a stretch of itself.</summary>
/// <param name="OnsetSeconds">Its start in seconds from the first sample; negative before it.</param>
/// <param name="DurationSeconds">Its length in seconds, or <see langword="null"/> where none is stated.</param>
/// <param name="Text">What it says.</param>
/// <param name="Channel">The channel it is about, or <see langword="null"/> for all.</param>
public sealed record RecordingAnnotation(double OnsetSeconds, double? DurationSeconds, string Text, string? Channel = null);
