using System.Text.Json;

namespace MyoclonusSignal.Cli;

/// <summary>What a summary says of the recording it came from.</summary>
/// <param name="InputFile">The recording, as it was named then.</param>
/// <param name="Sha256">Its SHA-256.</param>
internal sealed record SummaryFile(string InputFile, string Sha256)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="CliException">It is no summary.</exception>
    public static SummaryFile Read(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read);
            using var document = JsonDocument.Parse(stream);
            JsonElement input = document.RootElement.GetProperty("input");
            return new SummaryFile(Text(input, "file"), Text(input, "sha256"));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCodes.NoInput, $"{path}: no such file", remedy: "name the R_summary.json that analyze wrote", innerException: error);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CliException(
                ExitCodes.BadData,
                $"{path}: expected a summary with input.file and input.sha256, found {(error is JsonException ? "no JSON" : "JSON without them")}",
                remedy: "name the R_summary.json that analyze wrote",
                innerException: error);
        }
    }

    private static string Text(JsonElement input, string name) =>
        input.GetProperty(name).GetString() ?? throw new KeyNotFoundException(name);
}
