using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>
/// What one set of results consists of, written last: where it is, and its files have the hashes it states, the set is whole.
/// </summary>
/// <param name="SchemaVersion">The version of these keys.</param>
/// <param name="Software">The program that wrote the set.</param>
/// <param name="Options">The options of what made the set.</param>
/// <param name="Files">The files of the set, without this one.</param>
/// <param name="Input">The recording that the set is of; none of a set made of nothing, or of other results.</param>
/// <param name="Inputs">The results that the set is made of, by their paths in its folder; none of a set of a recording.</param>
internal sealed record ResultManifest(
    [property: JsonPropertyOrder(0)] int SchemaVersion,
    [property: JsonPropertyOrder(1)] ManifestSoftware Software,
    [property: JsonPropertyOrder(4)] JsonObject Options,
    [property: JsonPropertyOrder(5)] IReadOnlyList<ManifestFile> Files,
    [property: JsonPropertyOrder(2)] ManifestInput? Input = null,
    [property: JsonPropertyOrder(3)] IReadOnlyList<ManifestInput>? Inputs = null)
{
    private const int CurrentVersion = 1;

    /// <summary>Makes the manifest of the results of a recording.</summary>
    /// <param name="result">The results.</param>
    /// <param name="written">Their files.</param>
    /// <param name="name">What the recording is called; the name of its file where <see langword="null"/>.</param>
    public static ResultManifest Of(AnalysisResult result, IReadOnlyList<WrittenFile> written, string? name = null) =>
        Of(OptionsJson.ToNode(result.Options), written) with { Input = ManifestInput.Of(result, name) };

    /// <summary>Makes the manifest of what is made of nothing but options.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="written">The files.</param>
    public static ResultManifest Of(JsonObject options, IReadOnlyList<WrittenFile> written) => new(
        CurrentVersion,
        new ManifestSoftware("MyoclonusSignal", SummaryJson.SoftwareVersion),
        options,
        [.. written.Select(file => new ManifestFile(file.Name, file.Sha256, file.Length))]);

    /// <summary>Gives the manifest of the same set with some files written anew, or added.</summary>
    public ResultManifest With(IReadOnlyList<WrittenFile> written)
    {
        HashSet<string> names = [.. written.Select(file => file.Name)];
        return this with
        {
            Files = [.. Files.Where(file => !names.Contains(file.Name)), .. written.Select(file => new ManifestFile(file.Name, file.Sha256, file.Length))],
        };
    }

    /// <summary>Writes it as JSON.</summary>
    public void Write(Stream stream)
    {
        JsonSerializer.Serialize(stream, this, ManifestJson.Default.ResultManifest);
        stream.Write("\n"u8);
    }

    /// <summary>Returns true if every file of the set is there as it was written.</summary>
    /// <param name="folder">The folder of the set.</param>
    public bool IsWhole(string folder) => Files.All(file => IsAsWritten(folder, file));

    /// <summary>Returns true if a file is there as this set's writer wrote it, and nobody has changed it since.</summary>
    /// <param name="folder">The folder of the set.</param>
    /// <param name="name">The file.</param>
    public bool HasWritten(string folder, string name) => Files.FirstOrDefault(file => file.Name == name) is ManifestFile file && IsAsWritten(folder, file);

    /// <summary>The serializer takes a null as a member of a list, whatever the list is declared to hold.</summary>
    private bool HasNoHoles => !Files.Contains(null!) && !HasHole(Inputs) && !HasHole(Input?.SideFiles);

    private static bool HasHole(IReadOnlyList<ManifestInput>? inputs) => inputs?.Any(input => input is null || HasHole(input.SideFiles)) == true;

    /// <summary>Gives the files of this set that are as it wrote them, and are not among those of the next.</summary>
    /// <param name="written">The files of the next set.</param>
    /// <param name="folder">The folder of both.</param>
    public IReadOnlyList<string> NoLongerIn(IEnumerable<WrittenFile> written, string folder) =>
        [.. Files.Where(file => !written.Any(other => other.Name == file.Name) && IsAsWritten(folder, file)).Select(file => file.Name)];

    /// <summary>A manifest names files of its folder; what it says of any other place is not looked at.</summary>
    private static bool IsAsWritten(string folder, ManifestFile file)
    {
        FileInfo info = new(Path.Combine(folder, file.Name));
        return file.Name == Path.GetFileName(file.Name) && info.Exists && info.Length == file.Bytes && ManifestInput.HashOf(info.FullName) == file.Sha256;
    }

    /// <summary>Reads one; <see langword="null"/> where there is none, or something else.</summary>
    public static ResultManifest? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(JsonText.Checked(SideFile.ReadBytes(path)).Span, ManifestJson.Default.ResultManifest) is { SchemaVersion: CurrentVersion } read && read.HasNoHoles ? read : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or RecordingFormatException)
        {
            return null;
        }
    }
}

/// <summary>The program that wrote a set.</summary>
internal sealed record ManifestSoftware(string Name, string Version);

/// <summary>A file that a set is made of.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">The SHA-256 of its bytes.</param>
/// <param name="SideFiles">Files beside it that were read with it, by their paths from its folder; none of them is left out.</param>
internal sealed record ManifestInput(string File, string Sha256, IReadOnlyList<ManifestInput>? SideFiles = null)
{
    /// <summary>Gives the recording of a result, and what was read with it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="name">What the recording is called; the name of its file where <see langword="null"/>.</param>
    public static ManifestInput Of(AnalysisResult result, string? name = null) => new(
        name ?? Path.GetFileName(result.Input.Path),
        result.Input.Sha256,
        Beside(result.Input.Path, result.HypnogramInput is HypnogramInfo hypnogram ? [.. result.Input.SideFiles, hypnogram.Path] : result.Input.SideFiles));

    /// <summary>Gives the files beside a recording with their hashes as they are now; <see langword="null"/> for none.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="files">The files.</param>
    public static IReadOnlyList<ManifestInput>? Beside(string recording, IReadOnlyList<string> files) => files.Count == 0
        ? null
        : [.. files.Select(file => new ManifestInput(RelativePath(recording, file), HashOf(file)))];

    /// <summary>Gives the SHA-256 of a file as it is now.</summary>
    public static string HashOf(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string RelativePath(string recording, string file) =>
        Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(recording))!, Path.GetFullPath(file)).Replace('\\', '/');
}

/// <summary>One file of a set.</summary>
internal sealed record ManifestFile(string Name, string Sha256, long Bytes);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ResultManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
