using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>What the layout that a file was recognised by says of this file.</summary>
internal sealed record LayoutOfFile
{
    // 2001 to 2065: seconds since 1970 in the first line of a file.
    private const double EarliestStart = 1e9;
    private const double LatestStart = 3e9;

    // The E4's accelerometer counts 64 to the g (Empatica, "What should I know to use the ACC data").
    private const double EmpaticaCountsPerG = 64;

    private LayoutOfFile(string name, string head)
    {
        Name = name;
        Head = head;
    }

    /// <summary>Gets the layout's name.</summary>
    public string Name { get; }

    /// <summary>Gets the description, where it is one that is data.</summary>
    public MakerLayout? Description { get; private init; }

    /// <summary>Gets the sampling rate stated, in Hz.</summary>
    public double? SampleRate { get; private init; }

    /// <summary>Gets the local time of the first sample.</summary>
    public DateTime? Start { get; private init; }

    /// <summary>Gets the columns, where they do not stand in a line of names.</summary>
    public IReadOnlyList<ColumnHeader>? Columns { get; private init; }

    /// <summary>Gets the number of lines that look like rows and are none.</summary>
    public int LinesToSkip { get; private init; }

    // What the description is read from.
    private string Head { get; }

    /// <summary>Gets the order of day and month in its dates.</summary>
    public DayOrder? DayOrder => Description?.DayOrderIn(Head);

    /// <summary>Recognises a file by its first lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">The first lines, comments included.</param>
    public static LayoutOfFile? Find(string path, string head)
    {
        if (MakerLayouts.Find(head) is MakerLayout layout)
        {
            return new LayoutOfFile(layout.Name, head) { Description = layout, SampleRate = layout.RateIn(head), Start = layout.StartIn(head) };
        }

        return OpenSignals(head) ?? Empatica(path, head);
    }

    /// <summary>Gives the heads of so many columns that are not named, or <see langword="null"/>.</summary>
    public List<ColumnHeader>? ColumnsOf(int count) =>
        Columns is not null ? Columns.Count == count ? [.. Columns] : null : Description?.ColumnsOf(count);

    /// <summary>Gives the columns with what the layout says of them; where several could be the one time axis, the first by the layout's rules is.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="isGiven">Whether the user named them.</param>
    public List<ColumnHeader> Describe(IReadOnlyList<ColumnHeader> columns, bool isGiven)
    {
        if (Description is not MakerLayout layout)
        {
            return [.. columns];
        }

        // Whoever names the columns says by a dash what is not read, and wants the others.
        List<ColumnHeader> described = [.. columns.Select(column => column.Role == ColumnRole.LeftOut ? column : layout.Describe(column))];
        for (int i = 0; isGiven && i < described.Count; i++)
        {
            described[i] = described[i].Role == ColumnRole.LeftOut ? columns[i] : described[i];
        }

        if (!layout.HasTimeForEachSensor && described.FindIndex(column => column.Role == ColumnRole.Time) is >= 0 and int time)
        {
            for (int i = 0; i < described.Count; i++)
            {
                if (i != time && described[i].IsTime)
                {
                    described[i] = described[i] with { Role = ColumnRole.LeftOut };
                }
            }
        }

        return described;
    }

    /// <summary>
    /// PLUX OpenSignals and BITalino: a comment holds a JSON object, per device its columns, sensors, rate, date and time
    /// (PLUX, "OpenSignals sensor file specifications, TXT format").
    /// </summary>
    private static LayoutOfFile? OpenSignals(string head)
    {
        if (!head.StartsWith("# OpenSignals Text File Format", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string? line = head.Split('\n').FirstOrDefault(text => text.StartsWith("# {", StringComparison.Ordinal));
        if (line is null)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line[2..]);
            List<ColumnHeader> columns = [];
            double? rate = null;
            DateTime? start = null;
            bool isOne = document.RootElement.EnumerateObject().Count() == 1;
            int number = 0;
            foreach (JsonProperty device in document.RootElement.EnumerateObject())
            {
                number++;
                string[] labels = Texts(device.Value, "label");
                string[] sensors = Texts(device.Value, "sensor");
                foreach (string name in Texts(device.Value, "column"))
                {
                    int channel = Array.IndexOf(labels, name);

                    // The PLUX hubs call a column CH1 and label it otherwise; the n-th label is the n-th channel.
                    if (channel < 0 && name.StartsWith("CH", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int place))
                    {
                        int[] channels = [.. Numbers(device.Value, "channels")];
                        channel = channels.Length > 0 ? Array.IndexOf(channels, place) : place - 1;
                    }

                    string? sensor = channel >= 0 && channel < sensors.Length ? sensors[channel].ToUpperInvariant() : null;
                    columns.Add(new ColumnHeader(isOne ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({number})"), null)
                    {
                        Role = ColumnRole.Signal,
                        Kind = sensor switch
                        {
                            null => ChannelKind.Other,
                            "EMG" => ChannelKind.Emg,
                            "ACC" or "XYZ" => ChannelKind.Acceleration,
                            "EEG" => ChannelKind.Eeg,
                            "RAW" or "CUSTOM" or "" => ChannelKind.Emg,
                            _ => ChannelKind.Other,
                        },
                        IsKindAssumed = sensor is "RAW" or "CUSTOM" or "",
                    });
                }

                rate ??= device.Value.TryGetProperty("sampling rate", out JsonElement hz) && hz.ValueKind == JsonValueKind.Number && hz.TryGetDouble(out double found) && found > 0 ? found : null;
                start ??= StartOf(device.Value);
            }

            return columns.Count == 0 ? null : new LayoutOfFile("OpenSignals", head) { Columns = columns, SampleRate = rate, Start = start };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

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

    /// <summary>
    /// Empatica E4: the first line is the start in seconds since 1970 for each column, the second the rate in Hz (Empatica,
    /// "Data export and formatting from E4 connect"). What is measured is the file's name: ACC, BVP, EDA, TEMP, HR.
    /// </summary>
    private static LayoutOfFile? Empatica(string path, string head)
    {
        string[] lines = head.Split('\n', 4);
        if (lines.Length < 3
            || Same(lines[0]) is not (double start, int columns)
            || start is not (>= EarliestStart and < LatestStart)
            || Same(lines[1]) is not (double rate, int rates)
            || rate is not (> 0 and <= 1000)
            || rates != columns
            || columns is not (1 or 3))
        {
            return null;
        }

        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        IReadOnlyList<ColumnHeader> heads = columns == 3
            ? [.. "xyz".Select(axis => new ColumnHeader($"acc_{axis}", "g") { Role = ColumnRole.Signal, Kind = ChannelKind.Acceleration, Scale = 1 / EmpaticaCountsPerG })]
            : [new ColumnHeader(name.Length > 0 ? name : "signal", null) { Role = ColumnRole.Signal, Kind = ChannelKind.Other }];
        return new LayoutOfFile("Empatica E4", head)
        {
            SampleRate = rate,
            Start = DateTime.UnixEpoch.AddTicks((long)(start * TimeSpan.TicksPerSecond)),
            Columns = heads,
            LinesToSkip = 2,
        };
    }

    /// <summary>Gives the one number that all cells of a line are, and how often it stands there.</summary>
    private static (double Number, int Count)? Same(string line)
    {
        double? first = null;
        string[] cells = line.Split(',');
        foreach (string cell in cells)
        {
            if (!NumberParser.TryParse(Encoding.UTF8.GetBytes(cell), (byte)'.', out double number) || !double.IsFinite(number) || (first is not null && number != first))
            {
                return null;
            }

            first = number;
        }

        return (first!.Value, cells.Length);
    }
}
