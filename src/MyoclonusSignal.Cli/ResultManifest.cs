using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Cli;

/// <summary>
/// What one set of results consists of, written last: where it is, and its files have the hashes it states, the set is whole.
/// </summary>
/// <param name="SchemaVersion">The version of these keys.</param>
/// <param name="Software">The program that wrote the set.</param>
/// <param name="Input">The recording that the set is of.</param>
/// <param name="Options">The options of the analysis, as in the summary.</param>
/// <param name="Files">The files of the set, without this one.</param>
internal sealed record ResultManifest(
    int SchemaVersion, ManifestSoftware Software, ManifestInput Input, JsonElement Options, IReadOnlyList<ManifestFile> Files)
{
    private const int CurrentVersion = 1;

    /// <summary>Makes the manifest of files that were written from an analysis.</summary>
    /// <param name="inputFile">The recording, as it was named.</param>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="summary">The summary, whose options are repeated.</param>
    /// <param name="written">The files.</param>
    public static ResultManifest Of(string inputFile, string sha256, ReadOnlySpan<byte> summary, IReadOnlyList<WrittenFile> written)
    {
        Utf8JsonReader reader = new(summary);
        using var document = JsonDocument.ParseValue(ref reader);
        return new ResultManifest(
            CurrentVersion,
            new ManifestSoftware("MyoclonusSignal", SummaryJson.SoftwareVersion),
            new ManifestInput(inputFile, sha256),
            document.RootElement.GetProperty("options").Clone(),
            [.. written.Select(file => new ManifestFile(file.Name, file.Sha256, file.Length))]);
    }

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
    public bool IsWhole(string folder) => Files.All(file =>
    {
        string path = Path.Combine(folder, file.Name);
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    });

    /// <summary>Reads one; <see langword="null"/> where there is none, or something else.</summary>
    public static ResultManifest? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.ResultManifest) is { SchemaVersion: CurrentVersion } read ? read : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>The program that wrote a set.</summary>
internal sealed record ManifestSoftware(string Name, string Version);

/// <summary>The recording that a set is of.</summary>
internal sealed record ManifestInput(string File, string Sha256);

/// <summary>One file of a set.</summary>
internal sealed record ManifestFile(string Name, string Sha256, long Bytes);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ResultManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
