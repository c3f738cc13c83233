using System.Globalization;
using System.Text.Json;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// The first lines of a text of OpenSignals, of PLUX and BITalino: a comment holds a JSON object, of each device its columns,
/// sensors, rate, date and time (PLUX, "OpenSignals sensor file specifications, TXT format").
/// </summary>
internal sealed class OpenSignalsHeader
{
    private const string FirstColumn = "nSeq";

    private readonly List<ColumnHeader> _columns = [];
    private readonly List<string> _counts = [];

    private OpenSignalsHeader()
    {
    }

    /// <summary>Gets the columns.</summary>
    public IReadOnlyList<ColumnHeader> Columns => _columns;

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double? SampleRate { get; private set; }

    /// <summary>Gets the local time of the first sample.</summary>
    public DateTime? Start { get; private set; }

    /// <summary>Gets the number that each sample has from its device; of several devices none tells of all.</summary>
    public SampleCounter? Counter { get; private set; }

    /// <summary>Gets what is to be reported of the columns.</summary>
    public IReadOnlyList<RecordingWarning> Warnings => _counts.Count == 0
        ? []
        : [new RecordingWarning("counts-not-converted", null, null, null, $"{string.Join(", ", _counts)}: the header names no sensor or resolution from which volts follow; read as counts of the converter.")];

    /// <summary>Reads the header, or gives <see langword="null"/> where the first lines hold none.</summary>
    public static OpenSignalsHeader? Read(string head)
    {
        if (!head.StartsWith("# OpenSignals Text File Format", StringComparison.OrdinalIgnoreCase)
            || head.Split('\n').FirstOrDefault(text => text.StartsWith("# {", StringComparison.Ordinal)) is not string line)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line[2..]);
            OpenSignalsHeader header = new();
            JsonProperty[] devices = [.. document.RootElement.EnumerateObject()];
            for (int i = 0; i < devices.Length; i++)
            {
                header.Add(devices[i].Value, devices.Length == 1 ? null : i + 1);
            }

            return header._columns.Count == 0 ? null : header;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Add(JsonElement device, int? number)
    {
        string[] labels = Texts(device, "label");
        string[] sensors = Texts(device, "sensor");
        string[] names = Texts(device, "column");

        // Older files do not name the columns: the number of the sample, then the channels.
        names = names.Length > 0 ? names : [FirstColumn, .. labels];
        bool isOneForAll = device.TryGetProperty("resolution", out JsonElement one) && one.ValueKind == JsonValueKind.Number;
        int[] bits = isOneForAll && one.TryGetInt32(out int same)
            ? [.. names.Select(_ => same)]
            : [.. Numbers(device, "resolution")];
        for (int i = 0; i < names.Length; i++)
        {
            int channel = ChannelOf(device, labels, names[i]);
            string? sensor = channel >= 0 && channel < sensors.Length ? sensors[channel].ToUpperInvariant() : null;

            // The resolutions are those of all columns, or of the channels alone.
            int resolution = bits.Length == names.Length ? bits[i] : channel >= 0 && bits.Length == labels.Length ? bits[channel] : 0;
            string name = number is null ? names[i] : string.Create(CultureInfo.InvariantCulture, $"{names[i]} ({number})");
            ChannelKind kind = KindOf(sensor, out bool isAssumed);
            ColumnHeader column = new(name, null) { Role = ColumnRole.Signal, Kind = kind, IsKindAssumed = isAssumed };
            if (kind == ChannelKind.Emg && !isAssumed && MillivoltsAtFull(Text(device, "device")) is double millivolts && resolution > 0)
            {
                double counts = Math.Pow(2, resolution);
                column = column with { Unit = "mV", Offset = counts / 2, Scale = millivolts / counts };
            }
            else if (kind is ChannelKind.Emg or ChannelKind.Acceleration)
            {
                _counts.Add(name);
            }

            _columns.Add(column);
            if (names[i] == FirstColumn)
            {
                // One number for all is the converter's, not the counter's.
                Counter = number is null && !isOneForAll && bits.Length == names.Length && bits[i] > 0 ? new SampleCounter(name, Math.Pow(2, bits[i])) : null;
            }
        }

        SampleRate ??= device.TryGetProperty("sampling rate", out JsonElement hz) && hz.ValueKind == JsonValueKind.Number && hz.TryGetDouble(out double found) && found > 0 ? found : null;
        Start ??= StartOf(device);
    }

    /// <summary>Gives the place of a column among the channels, or -1. The hubs of PLUX call a column CH1 and label it otherwise.</summary>
    private static int ChannelOf(JsonElement device, string[] labels, string name)
    {
        int channel = Array.IndexOf(labels, name);
        if (channel < 0 && name.StartsWith("CH", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int place))
        {
            int[] channels = [.. Numbers(device, "channels")];
            channel = channels.Length > 0 ? Array.IndexOf(channels, place) : place - 1;
        }

        return channel;
    }

    private static ChannelKind KindOf(string? sensor, out bool isAssumed)
    {
        isAssumed = sensor is not null && (sensor.Length == 0 || sensor.StartsWith("RAW", StringComparison.Ordinal) || sensor.StartsWith("CUSTOM", StringComparison.Ordinal));
        return sensor is null ? ChannelKind.Other
            : isAssumed || sensor.StartsWith("EMG", StringComparison.Ordinal) ? ChannelKind.Emg
            : sensor.StartsWith("ACC", StringComparison.Ordinal) || sensor.StartsWith("XYZ", StringComparison.Ordinal) ? ChannelKind.Acceleration
            : sensor.StartsWith("EEG", StringComparison.Ordinal) ? ChannelKind.Eeg
            : ChannelKind.Other;
    }

    /// <summary>
    /// Gives the whole range of the EMG sensor in mV: EMG = (counts / 2^bits - 1/2) * VCC / gain, with VCC 3.3 V and a gain of 1009
    /// (BITalino, "Electromyography (EMG) sensor data sheet", REV A), or 3 V and 1000 (biosignalsplux, "EMG sensor data sheet").
    /// </summary>
    private static double? MillivoltsAtFull(string device) => device.ToLowerInvariant() switch
    {
        "bitalino_rev" or "bitalino_riot" => 1e3 * 3.3 / 1009,
        "biosignalsplux" or "biosignalspluxsolo" or "bioplux" or "channeller" => 1e3 * 3.0 / 1000,
        _ => null,
    };

    private static DateTime? StartOf(JsonElement device)
    {
        string text = $"{Text(device, "date")} {Text(device, "time")}";
        return DateTime.TryParseExact(text, ["yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d H:m:s"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime start) ? start : null;
    }

    private static string Text(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    private static string[] Texts(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())]
            : [];

    private static IEnumerable<int> Numbers(JsonElement element, string key) =>
        element.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number) ? number : 0)
            : [];
}
