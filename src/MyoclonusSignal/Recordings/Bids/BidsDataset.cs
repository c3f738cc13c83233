using System.Text.Json;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>A BIDS data set as a list of its recordings: <c>sub-*/[ses-*/](emg|eeg|motion)/</c>.</summary>
internal sealed class BidsDataset
{
    private const string DescriptionName = "dataset_description.json";

    // BIDS 1.11 has emg/ as EDF and BDF, motion/ as a table; of eeg/ these are what can be read here.
    private static readonly (string DataType, string[] Extensions)[] Readable =
        [("emg", [".edf", ".bdf"]), ("eeg", [".edf", ".bdf"]), ("motion", [".tsv"])];

    // Those that eeg/ may have besides: told, so that nobody misses a result without knowing why.
    private static readonly string[] OtherExtensions = [".vhdr", ".set"];

    private BidsDataset(string root, string name, string? doi, IReadOnlyList<string> participants, IReadOnlyList<BidsRecording> recordings, IReadOnlyList<string> unreadable)
    {
        Root = root;
        Name = name;
        Doi = doi;
        Participants = participants;
        Recordings = recordings;
        Unreadable = unreadable;
    }

    /// <summary>Gets the folder of the data set.</summary>
    public string Root { get; }

    /// <summary>Gets its name.</summary>
    public string Name { get; }

    /// <summary>Gets its DOI as it states it, or <see langword="null"/>.</summary>
    public string? Doi { get; }

    /// <summary>Gets its participants with <c>sub-</c>, sorted: those that have a folder.</summary>
    public IReadOnlyList<string> Participants { get; }

    /// <summary>Gets its recordings, sorted by path.</summary>
    public IReadOnlyList<BidsRecording> Recordings { get; }

    /// <summary>Gets recordings in formats that cannot be read here, from the root, sorted.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    /// <summary>Looks through a data set; no recording is opened.</summary>
    /// <param name="root">Its folder, with <c>dataset_description.json</c>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="RecordingFormatException">It is no BIDS data set; the place says why.</exception>
    public static BidsDataset Open(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"{root}: no such folder");
        }

        (string name, string? doi) = ReadDescription(root);
        List<BidsRecording> recordings = [];
        List<string> unreadable = [];
        foreach (string folder in DataFolders(root))
        {
            string dataType = Path.GetFileName(folder);
            foreach (string file in Directory.EnumerateFiles(folder, $"sub-*_{dataType}.*").Order(StringComparer.Ordinal))
            {
                string relative = Path.GetRelativePath(root, file).Replace('\\', '/');
                string extension = Path.GetExtension(file);
                if (OtherExtensions.Contains(extension, StringComparer.Ordinal))
                {
                    unreadable.Add(relative);
                }
                else if (Readable.Any(form => form.DataType == dataType && form.Extensions.Contains(extension, StringComparer.Ordinal)))
                {
                    BidsRecording recording = new(file, relative);
                    ThrowIfMisplaced(root, recording);
                    recordings.Add(recording);
                }
            }
        }

        ThrowIfTwoHaveOneName(root, recordings);
        return new BidsDataset(root, name, doi, [.. Folders(root, "sub-*").Select(folder => Path.GetFileName(folder))], recordings, unreadable);
    }

    private static IEnumerable<string> DataFolders(string root)
    {
        foreach (string subject in Folders(root, "sub-*"))
        {
            foreach (string level in new[] { subject }.Concat(Folders(subject, "ses-*")))
            {
                foreach ((string dataType, _) in Readable)
                {
                    string folder = Path.Combine(level, dataType);
                    if (Directory.Exists(folder))
                    {
                        yield return folder;
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Folders(string parent, string pattern) =>
        Directory.EnumerateDirectories(parent, pattern).Order(StringComparer.Ordinal);

    private static (string Name, string? Doi) ReadDescription(string root)
    {
        string path = Path.Combine(root, DescriptionName);
        if (!File.Exists(path))
        {
            throw new RecordingFormatException(
                root, "its files", $"{DescriptionName}, which every BIDS data set has", "none", "name the root of the data set");
        }

        try
        {
            using Stream stream = SideFile.Open(path);
            using JsonDocument document = JsonText.Parse(stream);
            JsonElement description = document.RootElement;
            string name = Required(path, description, "Name");
            _ = Required(path, description, "BIDSVersion");
            return (name, Text(description, "DatasetDOI"));
        }
        catch (JsonException error)
        {
            throw new RecordingFormatException(path, "the file as a whole", "JSON", error.Message.ReplaceLineEndings(" "), "correct the file", error);
        }
    }

    private static string? Text(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Required(string path, JsonElement description, string key) =>
        Text(description, key) ?? throw new RecordingFormatException(path, $"\"{key}\"", "a text, which BIDS requires", "none", "add it to the file");

    /// <summary>The names of a participant and a session stand in the folders and in the file; results would go astray where they differ.</summary>
    private static void ThrowIfMisplaced(string root, BidsRecording recording)
    {
        string[] parts = recording.RelativePath.Split('/');
        string? session = parts.Length == 4 ? parts[1] : null;
        bool isValid = BidsName.Parse(recording.RelativePath) is not null
            && parts[0] == "sub-" + BidsRecording.EntityOf(recording.RelativePath, "sub")
            && (session is null ? recording.Session is null : session == "ses-" + recording.Session);
        if (!isValid)
        {
            throw new RecordingFormatException(
                root,
                recording.RelativePath,
                $"a name of entities that begins with {parts[0]}_{(session is null ? string.Empty : session + "_")}, as its folders do",
                parts[^1],
                "rename the file");
        }
    }

    private static void ThrowIfTwoHaveOneName(string root, List<BidsRecording> recordings)
    {
        IGrouping<string, BidsRecording>? twice = recordings
            .GroupBy(recording => Path.ChangeExtension(recording.RelativePath, null), StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new RecordingFormatException(
                root, twice.Key, "one recording of this name", string.Join(" and ", twice.Select(recording => Path.GetExtension(recording.RelativePath))), "keep one of them");
        }
    }
}
