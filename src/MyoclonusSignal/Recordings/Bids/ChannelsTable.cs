using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>A <c>channels.tsv</c> of BIDS 1.11: what kind each channel is, and whether it is any good.</summary>
internal sealed class ChannelsTable
{
    private readonly Dictionary<string, (string Type, bool IsBad, string? Why)> _rows = new(StringComparer.Ordinal);

    /// <summary>Gets the rows: the type in capitals, whether the channel is marked as bad, and why.</summary>
    public IReadOnlyDictionary<string, (string Type, bool IsBad, string? Why)> Rows => _rows;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingFormatException">It has no columns name and type, or a row with another number of values.</exception>
    public static ChannelsTable Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException error)
        {
            throw new RecordingFormatException(path, "text", "UTF-8", "bytes that are not UTF-8", "save the table as UTF-8", error);
        }
    }

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
        (int status, int why) = (Array.IndexOf(names, "status"), Array.IndexOf(names, "status_description"));
        if (name < 0 || type < 0)
        {
            throw new RecordingFormatException(path, "line 1", "columns named name and type", lines.Length == 0 ? "an empty file" : $"the columns {string.Join(", ", names)}");
        }

        ChannelsTable table = new();
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
                    string.Create(CultureInfo.InvariantCulture, $"{cells.Length}"));
            }

            string? reason = why >= 0 && cells[why] is not ("n/a" or "") ? cells[why] : null;
            table._rows[cells[name]] = (cells[type].ToUpperInvariant(), status >= 0 && cells[status].Equals("bad", StringComparison.OrdinalIgnoreCase), reason);
        }

        return table;
    }
}
