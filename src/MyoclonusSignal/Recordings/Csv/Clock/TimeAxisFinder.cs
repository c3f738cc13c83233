using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Finds the column that holds the times of the rows: the one asked for, the one named so, or the one that rises evenly or holds dates.
/// Where two could be it, both are named and neither is taken.
/// </summary>
internal sealed class TimeAxisFinder(string path, CsvHead head)
{
    // A column of times differs from a signal in that it only grows, and by steps of about one size.
    private const int LeastRows = 4;
    private const double MostUnevenSteps = 10;

    // Two columns of one time differ by the unit, and in the first rows by the rounding of the coarser one.
    private const double MostUnlike = 0.02;
    private static readonly double[] Thousands = [1, 1e3, 1e6, 1e9];

    // Numbers that count rows one by one are no times: they need a rate.
    private static readonly string[] CounterNames = ["count", "counter", "index", "idx", "packet", "packetcounter", "seq", "n", "no", "row", "samplenumber", "frame", "unnamed"];

    /// <summary>Finds the column; -1 where there is none.</summary>
    /// <param name="asked">The name asked for, or <see langword="null"/>.</param>
    /// <param name="hasRate">Whether the sampling rate is stated.</param>
    /// <param name="warnings">Takes what was assumed.</param>
    /// <exception cref="RecordingFormatException">The column asked for is not there, or several could be the axis.</exception>
    public int Find(string? asked, bool hasRate, List<RecordingWarning> warnings)
    {
        if (asked is not null)
        {
            return FindAsked(asked);
        }

        int[] named = [.. Enumerable.Range(0, head.Columns.Count).Where(column => head.Columns[column].IsTime)];
        if (named.Length > 1 && named.Where(column => !head.Columns[column].IsSampleNumber).ToArray() is [int only])
        {
            // Times tell more than numbers of samples beside them.
            return only;
        }

        if (named.Length > 1 && named.Where(column => !head.Columns[column].IsUnitAlone).ToArray() is { Length: > 0 } withName)
        {
            // "Minutes" and "Seconds" beside a time may be parts of it.
            named = withName;
        }

        if (named.Length > 1)
        {
            return SameTime(named, warnings) ?? throw Several(named);
        }

        if (named.Length == 1 || head.Layout is not null || head.Columns.Count < 2)
        {
            return named.Length == 1 ? named[0] : -1;
        }

        // Whoever names the columns and states the rate has no time axis to be found. A file without names has its times in the first column, if anywhere; a stated rate says that it has none.
        IEnumerable<int> columns = head.IsGiven && hasRate ? [] : head.IsNamed ? Enumerable.Range(0, head.Columns.Count) : hasRate ? [] : [0];
        int[] rising = [.. columns.Where(IsPossible)];
        if (rising.Length > 1)
        {
            int[] withUnit = [.. rising.Where(column => TimeUnit.IsUnit(head.Columns[column].Unit))];
            rising = withUnit.Length == 1 ? withUnit : throw Several(rising);
        }

        if (rising.Length == 0)
        {
            return -1;
        }

        warnings.Add(new RecordingWarning("time-axis-assumed", null, null, null, head.IsNamed
            ? $"No column is named as a time axis; {FoundText.Quote(head.Columns[rising[0]].Name)} rises evenly and is taken for it. If it is a signal, name the time axis with RecordingOptions.TimeColumn, or skip the column with RecordingOptions.Columns."
            : "The file names no columns; the first one grows evenly and is taken for the time axis. If it is a signal, give RecordingOptions.SampleRate."));
        return rising[0];
    }

    private int FindAsked(string asked)
    {
        for (int column = 0; column < head.Columns.Count; column++)
        {
            ColumnHeader header = head.Columns[column];
            if (header.Name == asked || (header.Unit is not null && $"{header.Name} [{header.Unit}]" == asked))
            {
                return column;
            }
        }

        throw new RecordingFormatException(
            path,
            "header",
            $"a column {FoundText.Quote(asked)} for the time axis",
            string.Join(", ", head.Columns.Select(column => column.Name)),
            $"name one of these columns: {string.Join("; or ", head.Columns.Where(column => column.Role != ColumnRole.LeftOut).Select(column => $"RecordingOptions.TimeColumn {ColumnList.Quote(column.Name)}"))}");
    }

    private RecordingFormatException Several(int[] columns) => new(
        path,
        string.Create(CultureInfo.InvariantCulture, $"header, column {columns[1] + 1}"),
        "one time axis",
        string.Join(" and ", columns.Select(column => FoundText.Quote(head.Columns[column].Name))),
        $"say which it is with RecordingOptions.TimeColumn {string.Join("; or RecordingOptions.TimeColumn ", columns.Select(column => ColumnList.Quote(head.Columns[column].Name)))}");

    /// <summary>
    /// Gives one of several columns that tell the same time, as nanoseconds since 1970 beside seconds since the start: they go on by the
    /// same, but for a unit a thousand times as fine. <see langword="null"/> where they do not.
    /// </summary>
    private int? SameTime(int[] columns, List<RecordingWarning> warnings)
    {
        double[] spans = [.. columns.Select(column => Steps(column, out TimeColumn times) is { Count: >= LeastRows - 1 } steps && !times.IsClockText && steps.TrueForAll(step => step > 0) ? steps.Sum() : double.NaN)];
        bool isSame = Array.TrueForAll(spans, span => Array.Exists(Thousands, unit => Math.Abs((Math.Max(span, spans[0]) / Math.Min(span, spans[0]) / unit) - 1) < MostUnlike));
        if (!isSame)
        {
            return null;
        }

        // The coarsest unit is that of seconds; a unit that is stated needs no guess.
        int taken = columns.OrderBy(column => head.Columns[column].Unit is null && TimeUnit.OfName(head.Columns[column].Name, out _) is null)
            .ThenBy(column => spans[Array.IndexOf(columns, column)]).First();
        warnings.Add(new RecordingWarning("time-axis-assumed", null, null, null,
            $"The columns {string.Join(" and ", columns.Select(column => FoundText.Quote(head.Columns[column].Name)))} tell the same time; {FoundText.Quote(head.Columns[taken].Name)} is taken. If it should be another, say so with RecordingOptions.TimeColumn."));
        return taken;
    }

    /// <summary>Gives the steps between the numbers or times of a column in the first rows, or <see langword="null"/> where a cell is neither.</summary>
    private List<double>? Steps(int column, out TimeColumn times)
    {
        times = new TimeColumn(head.Dialect.DecimalMark);
        List<double> steps = [];
        double previous = double.NaN;
        foreach (ReadOnlyMemory<byte> row in head.FirstRows)
        {
            if (!times.TryParse(head.Dialect.Cell(row.Span, column)))
            {
                return null;
            }

            if (!double.IsNaN(previous))
            {
                steps.Add(times.Offset - previous);
            }

            previous = times.Offset;
        }

        return steps;
    }

    /// <summary>Returns true if a column could be the times of the rows by what it holds.</summary>
    private bool IsPossible(int column)
    {
        ColumnHeader header = head.Columns[column];
        if (header.Role is not null || header.Kind is not null || (header.Unit is string unit && !TimeUnit.IsUnit(unit)))
        {
            return false;
        }

        List<double>? steps = Steps(column, out TimeColumn times);
        if (steps is null || steps.Count < LeastRows - 1)
        {
            return false;
        }

        if (times.IsClockText)
        {
            return steps.TrueForAll(step => step >= 0);
        }

        double shortest = steps.Min();
        double longest = steps.Max();
        bool isCounter = shortest == 1 && longest == 1 && times.Decimals == 0
            && (!head.IsNamed || header.Unit is null) && head.IsNamed && Array.IndexOf(CounterNames, Bare(header.Name)) >= 0;
        return shortest > 0 && longest < MostUnevenSteps * shortest && !isCounter;
    }

    private static string Bare(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsLetter));
}
