using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Bids;

/// <summary>
/// The level <c>group</c> of <c>run</c>: one row for each channel of each recording, from the summaries in the derivative
/// alone. Every recording of the data set must have whole results there, or its participant be excluded by name and reason.
/// </summary>
internal sealed class GroupTable(BidsDataset dataset, DerivativeFolder derivative, LabelFilter filter, ExclusionList exclusions, bool isQuiet)
{
    private const string SetName = "group_jerks";
    private const string TableName = SetName + ".tsv";
    private const string SidecarName = SetName + ".json";
    private const string ExcludedName = SetName + "_excluded.tsv";

    // The first step of a path that begins at the summary, and not at the object of a channel.
    private const string OfRecording = "/";

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
        ("review_accepted", "Events of the recording that a reviewer accepted; n/a where nobody reviewed it.", null, [OfRecording, "reviewed", "accepted"]),
        ("review_rejected", "Events of the recording that a reviewer rejected; they are in no number of the row.", null, [OfRecording, "reviewed", "rejected"]),
        ("review_added", "Events of the recording that a reviewer added.", null, [OfRecording, "reviewed", "added"]),
    ];

    /// <summary>Writes the table, where every recording that was asked for has its results or is excluded.</summary>
    /// <returns>The exit code: <see cref="ExitCodes.BadData"/> where results are missing, and nothing is written then.</returns>
    public int Write(CancellationToken cancellation)
    {
        if (!Directory.Exists(derivative.Path))
        {
            throw new DirectoryNotFoundException($"{derivative.Path}: no such folder; run the level participant first");
        }

        IReadOnlyList<BidsRecording> recordings = filter.Choose(
            [.. dataset.Recordings.Concat(Analysed()).DistinctBy(recording => recording.RelativePath).OrderBy(recording => recording.RelativePath, StringComparer.Ordinal)],
            recording => recording.RelativePath,
            derivative.Path,
            "recordings or results of participants");
        List<(string What, string Reason)> missing = [];
        List<(ParticipantSet Set, ResultManifest Manifest)> sets = [];
        foreach (BidsRecording recording in recordings.Where(recording => !exclusions.Contains("sub-" + BidsRecording.EntityOf(recording.RelativePath, "sub"))))
        {
            ParticipantSet set = new(derivative, recording);
            SetState state = set.Look(out ResultManifest? manifest);
            if (manifest is not null)
            {
                sets.Add((set, manifest));
            }
            else
            {
                missing.Add((recording.RelativePath, state switch
                {
                    SetState.Unfinished => "its results were not finished",
                    SetState.Changed => "a file of its results was changed",
                    _ => WhyNone(recording),
                }));
            }
        }

        missing.AddRange(Empty(recordings).Select(participant => (participant, "it has no recording that is read here")));
        if (missing.Count > 0)
        {
            return Refuse(missing);
        }

        TellOfOtherOptions(sets);
        StringBuilder table = new();
        table.AppendJoin('\t', Columns.Select(column => column.Name)).Append('\n');
        foreach ((ParticipantSet set, _) in sets)
        {
            AddRows(table, set);
        }

        string manifestName = ResultNames.Manifest(SetName);
        List<(string Name, Action<Stream> Write)> files =
        [
            (TableName, stream => stream.Write(Encoding.UTF8.GetBytes(table.ToString()))),
            (SidecarName, WriteSidecar),
            (ExcludedName, exclusions.Write),
        ];

        // Made anew from what is there at every call: nothing is lost where a table is replaced.
        using OutputFolder folder = new(derivative.Path, overwrite: true, cancellation);
        folder.Prepare([SetName], files.Select(file => file.Name).Append(manifestName));
        ManifestInput[] inputs = [.. sets.Select(one => new ManifestInput($"{one.Set.Recording.DerivativeFolder}/{one.Set.Manifest}", ManifestInput.HashOf(Path.Combine(one.Set.Folder, one.Set.Manifest))))];
        folder.Write(SetName, files, written => (manifestName, (ResultManifest.Of(filter.ToNode(), written) with { Inputs = inputs }).Write));
        return ExitCodes.Success;
    }

    /// <summary>The recordings whose results are in the derivative, whether or not they are in the data set still.</summary>
    private IEnumerable<BidsRecording> Analysed()
    {
        foreach (string path in Directory.EnumerateFiles(derivative.Path, $"sub-*_desc-{DerivativeFolder.Description}_manifest.json", SearchOption.AllDirectories))
        {
            if (ResultManifest.Read(path)?.Input?.File is string file && BidsName.Parse(file) is not null && file.Contains('/', StringComparison.Ordinal))
            {
                BidsRecording recording = new(Path.Combine(dataset.Root, file), file);
                ParticipantSet set = new(derivative, recording);
                if (Path.GetFullPath(Path.Combine(set.Folder, set.Manifest)) == Path.GetFullPath(path))
                {
                    yield return recording;
                }
            }
        }
    }

    /// <summary>The participants that were asked for and have nothing at all.</summary>
    private IEnumerable<string> Empty(IReadOnlyList<BidsRecording> recordings) => dataset.Participants.Where(participant =>
        filter.MatchesParticipant(participant)
        && !exclusions.Contains(participant)
        && !dataset.Recordings.Concat(recordings).Any(recording => recording.RelativePath.StartsWith(participant + "/", StringComparison.Ordinal)));

    /// <summary>Why a recording has no results: what opening it says, or that it was never analysed to the end.</summary>
    private static string WhyNone(BidsRecording recording)
    {
        try
        {
            using RecordingReader reader = RecordingArguments.Open(recording.FullPath, new());
            return "it was not analysed, or its analysis failed";
        }
        catch (Exception error) when (error is RecordingFormatException or IOException or UnauthorizedAccessException)
        {
            return error.Message.ReplaceLineEndings(" ");
        }
    }

    private static int Refuse(List<(string What, string Reason)> missing)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"error: expected results of every recording, found {missing.Count} without; no table was written"));
        foreach ((string what, string reason) in missing)
        {
            Console.Error.WriteLine($"  {what}: {reason}");
        }

        Console.Error.WriteLine("  try: the level participant with --resume, which says what is wrong, or name who is left out and why with --exclude FILE");
        return ExitCodes.BadData;
    }

    /// <summary>Rows of several options or versions do not belong into one table, unless their reader knows.</summary>
    private void TellOfOtherOptions(List<(ParticipantSet Set, ResultManifest Manifest)> sets)
    {
        foreach ((ParticipantSet set, ResultManifest manifest) in isQuiet ? [] : sets)
        {
            (ParticipantSet first, ResultManifest its) = sets[0];
            if (manifest.Software.Version != its.Software.Version || !JsonNode.DeepEquals(manifest.Options, its.Options))
            {
                Console.Error.WriteLine($"warning: {set.Recording.RelativePath}: analysed with other options or another version than {first.Recording.RelativePath}");
            }
        }
    }

    private static void AddRows(StringBuilder table, ParticipantSet set)
    {
        string path = Path.Combine(set.Folder, set.Summary);
        string recording = set.Summary[..^$"_desc-{DerivativeFolder.Description}_summary.json".Length];
        try
        {
            using Stream stream = SideFile.Open(path, SideFile.MostSummaryBytes);
            using JsonDocument document = JsonText.Parse(stream);
            foreach (JsonElement channel in document.RootElement.GetProperty("channels").EnumerateArray())
            {
                string?[] own = [Labelled("sub", path), Labelled("ses", path), recording];
                IEnumerable<string> cells = own.Select(cell => cell ?? "n/a").Concat(Columns.Skip(own.Length).Select(column => column.Path[0] == OfRecording ? Cell(document.RootElement, column.Path[1..]) : Cell(channel, column.Path)));
                table.AppendJoin('\t', cells).Append('\n');
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
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
                int index = int.Parse(step, CultureInfo.InvariantCulture);
                if (index >= element.GetArrayLength())
                {
                    return "n/a";
                }

                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
            {
                return "n/a";
            }
        }

        return element.ValueKind switch
        {
            JsonValueKind.Null => "n/a",
            JsonValueKind.String => TableText.Write(element.GetString()!),
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
