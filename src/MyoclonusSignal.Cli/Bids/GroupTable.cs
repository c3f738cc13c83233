using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Bids;

/// <summary>
/// The level <c>group</c> of <c>run</c>: one row for each channel of each recording, from the summaries in the derivative
/// alone; no recording is read.
/// </summary>
internal sealed class GroupTable(DerivativeFolder derivative, LabelFilter filter)
{
    private const string TableName = "group_jerks.tsv";
    private const string SidecarName = "group_jerks.json";

    /// <summary>A column: what it means, its unit, and where in the object of a channel its value stands (empty: not there).</summary>
    private static readonly (string Name, string Meaning, string? Unit, string[] Path)[] Columns =
    [
        ("participant_id", "The participant.", null, []),
        ("session_id", "The session; n/a where there are none.", null, []),
        ("recording", "The summary that the row is from, without desc and what follows.", null, []),
        ("channel", "Name of the channel as in the recording.", null, ["name"]),
        ("kind", "What the channel was taken for: emg, acc, eeg or other.", null, ["kind"]),
        ("analysed_s", "Time in which jerks were looked for.", "s", ["analysed_s"]),
        ("missing_fraction", "Part of the samples that is missing.", null, ["quality", "missing_fraction"]),
        ("jerks", "Number of jerks.", null, ["jerks", "count"]),
        ("rate_per_min", "Jerks per minute of analysed time.", "1/min", ["jerks", "rate_per_min"]),
        ("rate_low95", "Lower end of the 95 % interval of the rate, by blocks of time.", "1/min", ["jerks", "rate_ci95", "0"]),
        ("rate_high95", "Upper end of that interval.", "1/min", ["jerks", "rate_ci95", "1"]),
        ("duration_median_ms", "Median duration of the jerks.", "ms", ["jerks", "duration_ms", "median"]),
        ("interval_cv", "Coefficient of variation of the intervals between jerks.", null, ["jerks", "interval_s", "cv"]),
        ("negative_jerks", "Number of negative jerks.", null, ["negative_jerks", "count"]),
        ("is_rhythmic", "Whether the channel is rhythmic in the band, at the level in the summary.", null, ["rhythm", "is_rhythmic"]),
        ("rhythm_frequency", "Frequency of the rhythm.", "Hz", ["rhythm", "frequency_hz"]),
        ("rhythm_p_value", "Probability of such a peak without a rhythm.", null, ["rhythm", "p_value"]),
        ("rhythm_occupancy", "Part of the time in which the rhythm is there.", null, ["rhythm", "occupancy"]),
    ];

    public void Write()
    {
        if (!Directory.Exists(derivative.Path))
        {
            throw new DirectoryNotFoundException($"{derivative.Path}: no such folder; run the level participant first");
        }

        string end = $"_desc-{DerivativeFolder.Description}_summary.json";
        string[] all = [.. Directory.EnumerateDirectories(derivative.Path, "sub-*")
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + end, SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
        IReadOnlyList<string> summaries = filter.Choose(all, path => path, derivative.Path, "summaries of participants");

        StringBuilder table = new();
        table.AppendJoin('\t', Columns.Select(column => column.Name)).Append('\n');
        foreach (string path in summaries)
        {
            AddRows(table, path, Path.GetFileName(path)[..^end.Length]);
        }

        // Made anew from what is there at every call: nothing is lost where a table is replaced.
        new OutputFolder(derivative.Path, overwrite: true).Write(
        [
            (TableName, stream => stream.Write(Encoding.UTF8.GetBytes(table.ToString()))),
            (SidecarName, WriteSidecar),
        ]);
    }

    private static void AddRows(StringBuilder table, string path, string recording)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var document = JsonDocument.Parse(stream);
            foreach (JsonElement channel in document.RootElement.GetProperty("channels").EnumerateArray())
            {
                string?[] own = [Labelled("sub", path), Labelled("ses", path), recording];
                IEnumerable<string> cells = own.Select(cell => cell ?? "n/a").Concat(Columns.Skip(own.Length).Select(column => Cell(channel, column.Path)));
                table.AppendJoin('\t', cells).Append('\n');
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CliException(
                ExitCodes.BadData, $"{path}: expected a summary, found another file", remedy: "run the participant again with --force", innerException: error);
        }
    }

    private static string? Labelled(string entity, string path) => BidsRecording.EntityOf(path, entity) is string label ? $"{entity}-{label}" : null;

    private static string Cell(JsonElement element, string[] path)
    {
        foreach (string step in path)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                element = element[int.Parse(step, CultureInfo.InvariantCulture)];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
            {
                return "n/a";
            }
        }

        return element.ValueKind switch
        {
            JsonValueKind.Null => "n/a",
            JsonValueKind.String => element.GetString()!.ReplaceLineEndings(" ").Replace('\t', ' '),
            _ => element.GetRawText(),
        };
    }

    private static void WriteSidecar(Stream stream)
    {
        JsonObject sidecar = [];
        foreach ((string name, string meaning, string? unit, _) in Columns)
        {
            JsonObject column = new() { ["Description"] = meaning };
            if (unit is not null)
            {
                column["Units"] = unit;
            }

            sidecar[name] = column;
        }

        stream.Write(DerivativeFolder.Text(sidecar));
    }
}
