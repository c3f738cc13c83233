using System.Globalization;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>A <c>channels.tsv</c> of BIDS 1.11: what each channel is, in which unit, and whether it is any good.</summary>
internal sealed class ChannelsTable
{
    private readonly List<ChannelRow> _rows = [];
    private readonly Dictionary<string, ChannelRow> _named = new(StringComparer.Ordinal);

    private ChannelsTable(string path) => FileName = Path.GetFileName(path);

    /// <summary>Gets the name of the file, without its folder.</summary>
    public string FileName { get; }

    /// <summary>Gets the rows in their order, which is that of the columns of a <c>motion.tsv</c>.</summary>
    public IReadOnlyList<ChannelRow> Rows => _rows;

    /// <summary>Gives the row of a channel, or <see langword="null"/>.</summary>
    public ChannelRow? this[string name] => _named.GetValueOrDefault(name);

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingFormatException">It has no columns name and type, or a row with another number of values.</exception>
    public static ChannelsTable Read(string path) => Parse(path, [.. SideFile.ReadLines(path)]);

    /// <summary>Gives the kind of a type; SEEG and other potentials from inside the brain count as EEG.</summary>
    public static ChannelKind KindOf(string type) => type switch
    {
        "EMG" => ChannelKind.Emg,
        "ACCEL" => ChannelKind.Acceleration,
        "EEG" or "SEEG" or "ECOG" or "DBS" => ChannelKind.Eeg,
        _ => ChannelKind.Other,
    };

    private static ChannelsTable Parse(string path, string[] lines)
    {
        string[] names = lines.Length > 0 ? lines[0].TrimEnd('\r').Split('\t') : [];
        (int name, int type) = (Array.IndexOf(names, "name"), Array.IndexOf(names, "type"));
        if (name < 0 || type < 0)
        {
            throw new RecordingFormatException(path, "line 1", "columns named name and type", lines.Length == 0 ? "an empty file" : $"the columns {string.Join(", ", names)}", "correct this line");
        }

        ChannelsTable table = new(path);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = lines[i].TrimEnd('\r').Split('\t');
            if (cells.Length == 1 && cells[0].Length == 0)
            {
                continue;
            }

            if (cells.Length != names.Length)
            {
                throw new RecordingFormatException(
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"line {i + 1}"),
                    string.Create(CultureInfo.InvariantCulture, $"{names.Length} values, one for each column"),
                    string.Create(CultureInfo.InvariantCulture, $"{cells.Length}"),
                    "correct this line");
            }

            string? Cell(string column) => Array.IndexOf(names, column) is >= 0 and int at && cells[at] is not (EventTable.NotAvailable or "") ? cells[at] : null;
            ChannelRow row = new(
                cells[name],
                cells[type].ToUpperInvariant(),
                Cell("units"),
                double.TryParse(Cell("sampling_frequency"), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate > 0 && double.IsFinite(rate) ? rate : null,
                Cell("component")?.ToLowerInvariant(),
                Cell("tracked_point") ?? Cell("placement"),
                string.Equals(Cell("status"), "bad", StringComparison.OrdinalIgnoreCase),
                Cell("status_description"));
            table._rows.Add(row);
            table._named[row.Name] = row;
        }

        return table;
    }
}
