using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>The patient and recording fields of a header: subfields with spaces between them, <c>X</c> for what is not known (EDF+ 2.1.3.3).</summary>
internal static class EdfIdentification
{
    public const int FieldCharacters = 80;

    private const string Unknown = "X";
    private const string StartDate = "Startdate";
    private const string DateFormat = "dd-MMM-yyyy";

    /// <summary>Reads both fields; one that is not in the form of EDF+ is notes as a whole.</summary>
    public static RecordingMetadata Parse(string patient, string recording)
    {
        RecordingMetadata metadata = ParsePatient(patient);
        string[] parts = recording.Split(' ');
        return parts.Length < 5 || parts[0] != StartDate
            ? metadata with { RecordingNotes = recording.Length == 0 || recording == Unknown ? null : recording }
            : metadata with
            {
                InvestigationCode = Known(parts[2]),
                Technician = Known(parts[3]),
                Equipment = Known(parts[4]),
                RecordingNotes = Rest(parts, 5),
            };
    }

    /// <summary>Gives the patient field.</summary>
    public static string Patient(RecordingMetadata metadata) => Join(
        Subfield(metadata.PatientCode),
        metadata.PatientSex is "F" or "M" ? metadata.PatientSex : Unknown,
        metadata.PatientBirthDate is DateOnly day ? Text(day) : Unknown,
        Subfield(metadata.PatientName),
        metadata.PatientNotes);

    /// <summary>Gives the recording field.</summary>
    /// <param name="metadata">What is known.</param>
    /// <param name="start">The start of the recording, or <see langword="null"/>.</param>
    public static string Recording(RecordingMetadata metadata, DateTime? start) => Join(
        StartDate,
        start is DateTime day && day.Date != HeaderDate.WithoutDate(day)!.Value.Date ? Text(DateOnly.FromDateTime(day)) : Unknown,
        Subfield(metadata.InvestigationCode),
        Subfield(metadata.Technician),
        Subfield(metadata.Equipment),
        metadata.RecordingNotes);

    private static RecordingMetadata ParsePatient(string field)
    {
        string[] parts = field.Split(' ');
        DateOnly birth = default;
        bool isPlus = parts.Length >= 4 && parts[1] is "F" or "M" or Unknown && (parts[2] == Unknown || TryDay(parts[2], out birth));
        return !isPlus
            ? new RecordingMetadata { PatientNotes = field.Length == 0 || field == Unknown ? null : field }
            : new RecordingMetadata
            {
                PatientCode = Known(parts[0]),
                PatientSex = Known(parts[1]),
                PatientBirthDate = parts[2] == Unknown ? null : birth,
                PatientName = Known(parts[3]),
                PatientNotes = Rest(parts, 4),
            };
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Text(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture).ToUpperInvariant();

    private static string? Known(string subfield) => subfield is Unknown or "" ? null : subfield.Replace('_', ' ');

    private static string? Rest(string[] parts, int from) => string.Join(' ', parts.Skip(from)).Trim() is { Length: > 0 } rest ? rest : null;

    private static string Subfield(string? text) => string.IsNullOrWhiteSpace(text) ? Unknown : text.Trim().Replace(' ', '_');

    private static string Join(params string?[] parts) => string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
}
