using System.Text.Json;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>
/// What the JSON sidecars of a recording state. All that apply are read; of a key that several have, the nearest file's value counts.
/// </summary>
internal sealed class BidsMetadata
{
    /// <summary>Gets the sampling rate stated, in Hz, and the file that states it.</summary>
    public (double Hz, string FileName)? SamplingFrequency { get; private set; }

    /// <summary>Gets the rate at which a motion recording really ran, in Hz, and the file that states it.</summary>
    public (double Hz, string FileName)? EffectiveSamplingFrequency { get; private set; }

    /// <summary>Gets the length of the recording stated, in seconds, and the file that states it.</summary>
    public (double Seconds, string FileName)? RecordingDuration { get; private set; }

    /// <summary>Gets the frequency of the mains in Hz, or <see langword="null"/>.</summary>
    public double? PowerLineFrequency { get; private set; }

    /// <summary>Gets the files that apply, the nearest one first.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Gets what of the files could not be read.</summary>
    public List<RecordingWarning> Warnings { get; } = [];

    /// <summary>Reads the sidecars of a recording.</summary>
    /// <param name="recording">The recording; the suffix of its name is theirs.</param>
    public static BidsMetadata Of(string recording)
    {
        BidsMetadata metadata = new() { Files = [.. BidsSidecars.FindAll(recording, BidsName.Parse(recording)?.Suffix ?? string.Empty, ".json")] };
        foreach (string file in metadata.Files)
        {
            metadata.Read(file);
        }

        return metadata;
    }

    private static double? Positive(JsonElement root, string key) =>
        root.TryGetProperty(key, out JsonElement element) && element.ValueKind == JsonValueKind.Number
            && element.TryGetDouble(out double number) && number > 0 && double.IsFinite(number) ? number : null;

    private void Read(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            using Stream stream = SideFile.Open(path);
            using JsonDocument document = JsonText.Parse(stream);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                Unreadable(name, "it is no JSON object");
                return;
            }

            SamplingFrequency ??= Positive(document.RootElement, nameof(SamplingFrequency)) is double stated ? (stated, name) : null;
            EffectiveSamplingFrequency ??= Positive(document.RootElement, "SamplingFrequencyEffective") is double effective ? (effective, name) : null;

            RecordingDuration ??= Positive(document.RootElement, nameof(RecordingDuration)) is double length ? (length, name) : null;

            // A mains frequency that the analysis could not take out is not one that any grid has.
            PowerLineFrequency ??= Positive(document.RootElement, nameof(PowerLineFrequency)) is double line and >= RecordingReader.LowestLineHz and <= RecordingReader.HighestLineHz ? line : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or RecordingFormatException)
        {
            Unreadable(name, error.Message.ReplaceLineEndings(" "));
        }
    }

    private void Unreadable(string name, string why) =>
        Warnings.Add(new RecordingWarning("sidecar-unreadable", null, null, null, $"{name} cannot be read and was left out: {why}"));
}
