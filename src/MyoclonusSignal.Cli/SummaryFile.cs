using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>What a summary says of the recording it came from, and of how it was made.</summary>
/// <param name="Path">The summary.</param>
/// <param name="InputFile">The recording, as it was named then.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="Options">The options of the analysis.</param>
/// <param name="Content">The whole summary.</param>
internal sealed record SummaryFile(string Path, string InputFile, string Sha256, AnalysisOptions Options, JsonElement Content)
{
    private const string Remedy = "name the R_summary.json that analyze wrote";

    // What a review changes.
    private static readonly string[] Reviewable = ["warnings", "channels", "sleep", "reviewed"];

    /// <summary>Gets a value indicating whether its numbers are those of a reviewed table.</summary>
    public bool IsReviewed => Content.TryGetProperty("reviewed", out _);

    /// <summary>Reads it.</summary>
    /// <exception cref="CliException">It is no summary.</exception>
    public static SummaryFile Read(string path)
    {
        try
        {
            byte[] text = SideFile.ReadBytes(path, SideFile.MostSummaryBytes);
            using JsonDocument document = JsonText.Parse(text);
            JsonElement root = document.RootElement.Clone();
            JsonElement input = root.GetProperty("input");
            _ = root.GetProperty("options");
            using MemoryStream options = new(text);
            return new SummaryFile(path, Text(input, "file"), Text(input, "sha256"), OptionsJson.Read(options, new()), root);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCodes.NoInput, $"{path}: no such file", remedy: Remedy, innerException: error);
        }
        catch (FormatException error)
        {
            throw new CliException(ExitCodes.BadData, $"{path}: options: {error.Message}", remedy: Remedy, innerException: error);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CliException(
                ExitCodes.BadData,
                $"{path}: expected a summary with input.file, input.sha256 and options, found {(error is JsonException ? "no JSON" : "JSON without them")}",
                remedy: Remedy,
                innerException: error);
        }
    }

    /// <summary>Refuses a result that is not the summary's: a report must not show other numbers than the files beside it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="isByOtherReview">Whether the numbers come from another reviewed table than those of the summary: what a review changes is not compared then.</param>
    public void ThrowIfNotOf(AnalysisResult result, bool isByOtherReview = false)
    {
        using MemoryStream text = new();
        SummaryJson.Write(result, text);
        using var repeated = JsonDocument.Parse(text.ToArray());
        string[] others =
        [
            .. repeated.RootElement.EnumerateObject()
                .Where(part => part.Name != "software" && !(isByOtherReview && Reviewable.Contains(part.Name)) && !(Content.TryGetProperty(part.Name, out JsonElement stated) && JsonElement.DeepEquals(stated, part.Value)))
                .Select(part => part.Name),
        ];
        if (others.Length == 0)
        {
            return;
        }

        string? version = Content.TryGetProperty("software", out JsonElement software) && software.ValueKind == JsonValueKind.Object
            && software.TryGetProperty("version", out JsonElement name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
        throw new CliException(
            ExitCodes.BadData,
            $"{Path}: expected what its analysis gives when it is repeated, found other {string.Join(", ", others)}",
            version == SummaryJson.SoftwareVersion
                ? "The summary, its hypnogram or a file beside the recording has changed since."
                : $"The summary is of version {version ?? "unknown"}, this is version {SummaryJson.SoftwareVersion}.",
            "analyse the recording anew: myoclonus analyze RECORDING --options R_summary.json");
    }

    private static string Text(JsonElement input, string name) =>
        input.GetProperty(name).GetString() ?? throw new KeyNotFoundException(name);
}
