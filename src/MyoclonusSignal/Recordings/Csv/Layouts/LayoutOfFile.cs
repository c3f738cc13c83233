using System.Text;

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

    /// <summary>Gets the number of lines that look like rows and are not rows.</summary>
    public int LinesToSkip { get; private init; }

    /// <summary>Gets the column that numbers the samples, so that it tells which were lost.</summary>
    public SampleCounter? Counter { get; private init; }

    /// <summary>Gets what is to be reported of the file.</summary>
    public IReadOnlyList<RecordingWarning> Warnings { get; private init; } = [];

    /// <summary>Gets a value indicating whether a remark, <c>#* text</c>, may stand behind a row.</summary>
    public bool HasRemarks { get; private init; }

    // Whether the times of the rows may stand before the columns.
    private bool HasTimeFirst { get; init; }

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
            return new LayoutOfFile(layout.Name, head) { Description = layout, SampleRate = layout.RateIn(head), Start = layout.StartIn(head), Counter = layout.CounterIn(head) };
        }

        return OpenSignalsHeader.Read(head) is OpenSignalsHeader opened
            ? new LayoutOfFile("OpenSignals", head) { Columns = opened.Columns, SampleRate = opened.SampleRate, Start = opened.Start, Counter = opened.Counter, Warnings = opened.Warnings }
            : LabChart(head) ?? AcqKnowledge(head) ?? Empatica(path, head);
    }

    // Whether a date may stand behind the time.
    private bool HasDate => Head.Split('\n').ElementAtOrDefault(LinesToSkip)?.Split('\t').ElementAtOrDefault(1)?.Contains('/', StringComparison.Ordinal) == true;

    /// <summary>Gives the heads of so many columns that are not named, or <see langword="null"/>.</summary>
    public List<ColumnHeader>? ColumnsOf(int count) =>
        HasTimeFirst && Columns!.Count == count - 2 && HasDate ? [new ColumnHeader("time", "s") { Role = ColumnRole.Time }, new ColumnHeader("date", null) { Role = ColumnRole.LeftOut }, .. Columns] :
        HasTimeFirst && Columns!.Count == count - 1 ? [new ColumnHeader("time", "s") { Role = ColumnRole.Time }, .. Columns] :
        Columns is not null ? Columns.Count == count ? [.. Columns] : null : Description?.ColumnsOf(count, Head);

    /// <summary>Gives the columns with what the layout says of them; where several could be the one time axis, the first by the layout's rules is.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="isGiven">Whether the user named them.</param>
    /// <param name="warnings">Takes what is left out.</param>
    public List<ColumnHeader> Describe(IReadOnlyList<ColumnHeader> columns, bool isGiven, List<RecordingWarning> warnings)
    {
        if (Description is not MakerLayout layout)
        {
            return [.. columns];
        }

        // Whoever names the columns says by a dash what is not read, and wants the others.
        List<ColumnHeader> described = [.. columns.Select(column => column.Role == ColumnRole.LeftOut ? column : layout.Describe(column))];
        if (!isGiven && layout.TwiceBy is var (raw, calibrated))
        {
            LeaveOutRaw(columns, described, raw, calibrated, warnings);
        }

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

    /// <summary>Leaves out the raw numbers of a signal that is there in its unit as well: two channels of one muscle would count its jerks twice.</summary>
    private static void LeaveOutRaw(IReadOnlyList<ColumnHeader> columns, List<ColumnHeader> described, string raw, string calibrated, List<RecordingWarning> warnings)
    {
        List<string> left = [];
        for (int i = 0; i < columns.Count; i++)
        {
            string name = columns[i].Name;
            if (name.EndsWith(raw, StringComparison.OrdinalIgnoreCase)
                && columns.Any(other => other.Name.Equals(name[..^raw.Length] + calibrated, StringComparison.OrdinalIgnoreCase)))
            {
                left.Add(name);
                described[i] = columns[i] with { Role = ColumnRole.LeftOut };
            }
        }

        if (left.Count > 0)
        {
            warnings.Add(new RecordingWarning(
                "column-left-out", null, null, null, $"{(left.Count == 1 ? "Column" : "Columns")} {string.Join(", ", left)} {(left.Count == 1 ? "holds" : "hold")} the raw numbers of what stands calibrated beside: not read. To read raw numbers, name the columns with RecordingOptions.Columns."));
        }
    }

    private static LayoutOfFile? LabChart(string head) => LabChartHeader.Read(head) is var (columns, rate, lines)
        ? new LayoutOfFile("LabChart", head) { Columns = columns, SampleRate = rate, LinesToSkip = lines, HasTimeFirst = true, HasRemarks = true }
        : null;

    private static LayoutOfFile? AcqKnowledge(string head) => AcqKnowledgeHeader.Read(head) is var (columns, rate, lines)
        ? new LayoutOfFile("AcqKnowledge", head) { Columns = columns, SampleRate = rate, LinesToSkip = lines }
        : null;

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
