using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Writes the acceleration of a Garmin device as a table with one sample a row. A message of FIT holds up to thirty samples, parted
/// by bars, with the offset of each from the message's time in seconds and milliseconds (Garmin, "FIT SDK", messages 165 and 164); as
/// text it comes from FitCSVTool, one message a line with its fields one behind the other, or as a table of such messages, or of
/// single samples.
/// </summary>
internal sealed class GarminSensorData : ForwardStream
{
    private const string FitHeader = "Type,Local Number,Message,";
    private const string FitMessage = "accelerometer_data";

    // The best of what a message has, with its unit.
    private static readonly (string Field, string Unit)[] Quantities = [("calibrated_accel", "g"), ("compressed_calibrated_accel", "mg"), ("accel", "counts")];

    private readonly StreamReader _lines;
    private readonly string[]? _header;
    private readonly Dictionary<string, string> _units = [];
    private (string Field, string Unit)? _quantity;
    private byte[] _bytes = [];
    private int _at;

    private GarminSensorData(Stream text, string[]? heads)
    {
        _lines = new StreamReader(text, Encoding.UTF8);
        _lines.ReadLine();
        if (heads is null)
        {
            return;
        }

        _header = [.. heads.Select(NameOf)];
        for (int i = 0; i < heads.Length; i++)
        {
            _units.TryAdd(_header[i], Units.SpellOfTable(heads[i][_header[i].Length..].Trim(' ', '(', ')')) ?? string.Empty);
        }
    }

    /// <summary>Gives a text of which the beginning was read as such a table, or <see langword="null"/> where it is not one of these.</summary>
    /// <param name="rest">What follows.</param>
    /// <param name="beginning">What was read.</param>
    public static Stream? Of(Stream rest, ReadOnlySpan<byte> beginning)
    {
        ReadOnlySpan<byte> bytes = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        string header = Encoding.UTF8.GetString(bytes[..end]).TrimEnd('\r');
        string[]? heads = header.StartsWith(FitHeader, StringComparison.Ordinal) ? null : Cells(header);
        return heads is null || IsTable(heads, bytes[(end + 1)..]) ? new GarminSensorData(new FollowedStream(rest, default, beginning.ToArray()), heads) : null;
    }

    public override int Read(Span<byte> buffer)
    {
        while (_at == _bytes.Length && _lines.ReadLine() is string line)
        {
            (_bytes, _at) = (Encoding.UTF8.GetBytes(Rewrite(line)), 0);
        }

        int read = Math.Min(buffer.Length, _bytes.Length - _at);
        _bytes.AsSpan(_at, read).CopyTo(buffer);
        _at += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Gives the samples of a line, one a line; a line that cannot be read stays as it is, and is reported by the reader of the table.</summary>
    private string Rewrite(string line)
    {
        string[] cells = Cells(line);
        if ((_header is null ? FieldsOfMessage(cells) : Fields(_header, cells)) is not { } fields)
        {
            return string.Empty;
        }

        StringBuilder rows = new();
        bool isTime = TryTime(fields, out long milliseconds);
        if (_quantity is null && isTime && Array.Find(Quantities, quantity => fields.GetValueOrDefault(quantity.Field + "_x") is { Length: > 0 }) is { Field: not null } found)
        {
            _quantity = found;
            string unit = _units.GetValueOrDefault(found.Field + "_x") is { Length: > 0 } named ? named : found.Unit;
            rows.Append(CultureInfo.InvariantCulture, $"Garmin time [ms],Garmin acc_x [{unit}],Garmin acc_y [{unit}],Garmin acc_z [{unit}]\n");
        }

        // The names of the columns stand before any row.
        if (_quantity is null)
        {
            return string.Empty;
        }

        string[][] axes = [.. "xyz".Select(axis => fields.GetValueOrDefault($"{_quantity.Value.Field}_{axis}", string.Empty).Split('|'))];
        string[] offsets = fields.TryGetValue("sample_time_offset", out string? stated) && stated.Length > 0 ? stated.Split('|') : ["0"];
        if (!isTime || axes.Any(axis => axis.Length != offsets.Length))
        {
            return line.Length == 0 ? string.Empty : line + "\n";
        }

        for (int i = 0; i < offsets.Length; i++)
        {
            if (!double.TryParse(offsets[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double offset))
            {
                return line + "\n";
            }

            rows.Append(CultureInfo.InvariantCulture, $"{milliseconds + (long)offset},{axes[0][i].Trim()},{axes[1][i].Trim()},{axes[2][i].Trim()}\n");
        }

        return rows.ToString();
    }

    private static bool IsTable(string[] heads, ReadOnlySpan<byte> rows)
    {
        string[] names = [.. heads.Select(NameOf)];
        bool hasTime = (names.Contains("timestamp") && names.Contains("timestamp_ms")) || (names.Contains("utc_s") && names.Contains("utc_ms"));

        // With times of another kind it is a table as any other.
        return hasTime && Array.Exists(Quantities, quantity => names.Contains(quantity.Field + "_x"))
            && (FirstRow(rows) is not string row || TryTime(Fields(names, Cells(row)), out _));
    }

    private static string? FirstRow(ReadOnlySpan<byte> rows)
    {
        int end = rows.IndexOf((byte)'\n');
        return end > 0 ? Encoding.UTF8.GetString(rows[..end]).TrimEnd('\r') : null;
    }

    /// <summary>Gets the fields of a message of FIT, or <see langword="null"/> where a line holds no such message.</summary>
    private static Dictionary<string, string>? FieldsOfMessage(string[] cells)
    {
        if (cells.Length < 3 || cells[0] != "Data" || cells[2] != FitMessage)
        {
            return null;
        }

        Dictionary<string, string> fields = [];
        for (int i = 3; i + 1 < cells.Length; i += 3)
        {
            fields.TryAdd(cells[i], cells[i + 1]);
        }

        return fields;
    }

    private static Dictionary<string, string> Fields(string[] names, string[] cells)
    {
        Dictionary<string, string> fields = [];
        for (int i = 0; i < Math.Min(cells.Length, names.Length); i++)
        {
            fields.TryAdd(names[i], cells[i]);
        }

        return fields;
    }

    private static bool TryTime(Dictionary<string, string> fields, out long milliseconds)
    {
        string seconds = fields.GetValueOrDefault("timestamp") ?? fields.GetValueOrDefault("utc_s") ?? string.Empty;
        string part = fields.GetValueOrDefault("timestamp_ms") ?? fields.GetValueOrDefault("utc_ms") ?? "0";
        bool isTime = double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double whole) & double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double rest);
        milliseconds = isTime && Math.Abs(whole) < 1e12 ? (long)Math.Round((1000 * whole) + rest) : 0;
        return isTime;
    }

    private static string[] Cells(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        return [.. CsvDialect.Cut(bytes, ',').Select(cell => Encoding.UTF8.GetString(bytes.AsSpan()[cell].Trim(" \t\""u8)))];
    }

    // "calibrated_accel_x (g)", of which a table may have another in m/s^2 behind: the first counts.
    private static string NameOf(string head) => head.IndexOf(" (", StringComparison.Ordinal) is > 0 and int at ? head[..at] : head;
}
