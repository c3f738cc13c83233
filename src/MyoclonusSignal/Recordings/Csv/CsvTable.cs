using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>The table of a text recording: which column is its time axis, which are signals, at what rate the rows follow.</summary>
internal sealed class CsvTable
{
    private const string GiveRate = "give the sampling rate with --sample-rate HZ";

    // An unnamed column of times differs from a signal in that it only grows, and by steps of one size.
    private const int LeastRowsOfUnnamedTimes = 4;
    private const double MostUnevenSteps = 10;

    // No sensor is as fast; steps that underflow give no rate at all.
    private const double HighestRate = 1e9;

    // What is waited for of a time axis that is still being written: its rate is told from these rows.
    private const double LiveAxisSeconds = 2;
    private const int LiveAxisRows = 512;

    private readonly string _path;
    private readonly CsvHead _head;
    private readonly RowParser _parser;
    private bool _isGapFound;

    /// <summary>Initializes a new instance of the <see cref="CsvTable"/> class.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="head">What the beginning of the file told.</param>
    /// <param name="lines">The file from its first row on.</param>
    /// <param name="sampleRate">The sampling rate that the caller gives, in Hz.</param>
    /// <param name="isLive">Whether the file is still being written.</param>
    /// <param name="warnings">Takes what had to be assumed.</param>
    /// <exception cref="RecordingFormatException">It has no samples or no rate.</exception>
    public CsvTable(string path, CsvHead head, LineBuffer lines, double? sampleRate, bool isLive, List<RecordingWarning> warnings)
    {
        _path = path;
        _head = head;
        double? statedRate = sampleRate ?? head.Comments.SampleRate ?? head.Layout?.SampleRate;
        int timeColumn = FindTimeColumn(statedRate, warnings);
        Signals = [.. head.Columns.Where((header, column) => column != timeColumn && header.Role != ColumnRole.LeftOut)];
        if (Signals.Count == 0)
        {
            throw Fault("header", "a column of samples beside the time axis", "none");
        }

        if (statedRate is null && (timeColumn < 0 || head.Columns[timeColumn].IsSampleNumber))
        {
            throw Fault("header", "a time axis or a sampling rate", "neither", GiveRate);
        }

        _parser = new RowParser(path, head, lines, timeColumn);
        Rows = new RowWindow(_parser, Signals.Count, isLive ? LiveRows(timeColumn, statedRate) : 0);
        if (Rows.Count == 0)
        {
            throw Fault(Line(_parser.LineNumber + 1), "rows of numbers after the header", "the end of the file");
        }

        int[] first = new int[Signals.Count];
        RowsPerSample = [.. Signals.Select((_, i) => RowThinner.RowsPerSample(Rows.Signal(i), out first[i]))];
        if (!RowsPerSample.Contains(1))
        {
            // The rows themselves are those of the fastest column.
            RowsPerSample = [.. Signals.Select(_ => 1)];
        }

        Clock = timeColumn < 0 ? RecordingClock.FromRate(statedRate!.Value, warnings) : StartClock(timeColumn, statedRate, warnings);
        RowThinner.Warn(Signals, RowsPerSample, first, Clock.SampleRate, warnings);
    }

    /// <summary>Gets the columns of samples.</summary>
    public IReadOnlyList<ColumnHeader> Signals { get; }

    /// <summary>Gets of how many rows one is filled, of each column of samples.</summary>
    public IReadOnlyList<int> RowsPerSample { get; }

    /// <summary>Gets the rows at hand.</summary>
    public RowWindow Rows { get; }

    /// <summary>Gets the local time of the first row, where the time axis holds dates.</summary>
    public DateTime? Start => _parser.Time?.Start;

    /// <summary>Gets the clock.</summary>
    public RecordingClock Clock { get; }

    /// <summary>Gets a value indicating whether the clock jumps before the run last found, or it is the first.</summary>
    public bool RunStartsSegment { get; private set; }

    /// <summary>Gets the time of the first row of the run last found.</summary>
    public double RunStartSeconds { get; private set; }

    /// <summary>Finds how many of the rows at hand follow one another without a gap.</summary>
    /// <param name="most">The most rows wanted.</param>
    /// <param name="mayStartSegment">Whether the run may start a segment; if not, none is given where one starts.</param>
    /// <returns>The number of rows; 0 at the end.</returns>
    public int FindRun(int most, bool mayStartSegment)
    {
        int ahead = Math.Min(Clock.RowsAhead, Rows.MostAhead);
        if (most == 0 || !Rows.Prepare(ahead))
        {
            return 0;
        }

        _isGapFound = _isGapFound || Advance(0);
        if (_isGapFound && !mayStartSegment)
        {
            return 0;
        }

        RunStartsSegment = _isGapFound;
        RunStartSeconds = Clock.RowSeconds;
        _isGapFound = false;
        int end = Math.Min(most, Rows.IsComplete ? Rows.Count : Rows.Count - ahead);
        int run = 1;
        while (run < end && !(_isGapFound = Advance(run)))
        {
            run++;
        }

        return run;
    }

    private static string Line(long number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");

    private int LiveRows(int timeColumn, double? statedRate) =>
        timeColumn < 0 || _head.Columns[timeColumn].IsSampleNumber ? 1
        : statedRate is double rate ? (int)Math.Clamp(LiveAxisSeconds * rate, 2, RowWindow.MostPreviewRows)
        : LiveAxisRows;

    private bool Advance(int row)
    {
        if (_parser.Time is null)
        {
            return Clock.Advance();
        }

        ReadOnlySpan<double> times = Rows.Times;
        int known = Math.Min(times.Length - row - 1, Math.Min(Clock.RowsAhead, Rows.MostAhead));
        return Clock.Advance(times[row], times.Slice(row + 1, known));
    }

    private int FindTimeColumn(double? statedRate, List<RecordingWarning> warnings)
    {
        int found = -1;
        for (int column = 0; column < _head.Columns.Count; column++)
        {
            if (!_head.Columns[column].IsTime)
            {
                continue;
            }

            if (found >= 0)
            {
                throw Fault(
                    string.Create(CultureInfo.InvariantCulture, $"header, column {column + 1}"),
                    "one time axis",
                    $"a second one, {FoundText.Quote(_head.Columns[column].Name)} beside {FoundText.Quote(_head.Columns[found].Name)}",
                    "rename one of the columns");
            }

            found = column;
        }

        if (found >= 0 || _head.IsNamed || _head.Layout is not null || statedRate is not null || _head.Columns.Count < 2 || !FirstColumnRuns())
        {
            return found;
        }

        warnings.Add(new RecordingWarning(
            "time-axis-assumed",
            null,
            null,
            null,
            "The file names no columns; the first one grows evenly and is taken for the time axis. If it is a signal, give --sample-rate."));
        return 0;
    }

    /// <summary>Tells whether the first column of the rows looked at grows from row to row, and by steps of about one size.</summary>
    private bool FirstColumnRuns()
    {
        TimeColumn times = new(_head.Dialect.DecimalMark);
        double previous = double.NaN;
        double shortest = double.PositiveInfinity;
        double longest = 0;
        int count = 0;
        foreach (ReadOnlyMemory<byte> row in _head.FirstRows)
        {
            List<Range> cells = CsvDialect.Cut(row.Span, _head.Dialect.Separator);
            if (cells.Count < 2 || !times.TryParse(row.Span[cells[0]]))
            {
                return false;
            }

            if (count++ > 0)
            {
                double step = times.Offset - previous;
                shortest = Math.Min(shortest, step);
                longest = Math.Max(longest, step);
            }

            previous = times.Offset;
        }

        return count >= LeastRowsOfUnnamedTimes && shortest > 0 && longest < MostUnevenSteps * shortest;
    }

    private RecordingClock StartClock(int column, double? statedRate, List<RecordingWarning> warnings)
    {
        ColumnHeader header = _head.Columns[column];
        if (header.IsSampleNumber)
        {
            ScaleTimes(statedRate!.Value);
            return RecordingClock.FromRate(statedRate.Value, warnings);
        }

        Span<double> times = Rows.Times;
        if (times.Length < 2)
        {
            throw Fault(Line(_parser.LineNumber + 1), "at least two rows, to tell the sampling rate", "the end of the file");
        }

        bool isStill = ClockTicks.Stands(times);
        if (times[^1] <= times[0] && !(isStill && statedRate is not null && _parser.Time!.IsClockText))
        {
            throw _parser.BackwardsFault(_head.LinesBefore + 2, times[1] - times[0]);
        }

        double perSecond = UnitsPerSecond(column, header, statedRate, warnings);
        ScaleTimes(perSecond);
        double resolution = Math.Pow(10, -_parser.Time!.Decimals) / perSecond;
        RateEstimate estimate = isStill ? RateEstimate.From(FindTicks(times, resolution, statedRate)) : RateEstimate.From(times, resolution);
        if (!(estimate.SampleRate <= HighestRate))
        {
            throw Fault(
                "time axis",
                "steps of a nanosecond or more",
                FormattableString.Invariant($"steps of {(times[^1] - times[0]) / (times.Length - 1):g3} s"));
        }

        if (!estimate.IsCoarse && !estimate.IsIrregular)
        {
            Rows.MayRepeatTimes = false;
            for (int i = 1; i < times.Length; i++)
            {
                if (times[i] == times[i - 1])
                {
                    throw _parser.BackwardsFault(_head.LinesBefore + 1 + i, 0);
                }
            }
        }

        return RecordingClock.FromAxis(estimate, statedRate, warnings);
    }

    private ClockTicks FindTicks(ReadOnlySpan<double> times, double resolution, double? statedRate) =>
        ClockTicks.Find(times)
        ?? (statedRate is double rate ? ClockTicks.Stated(rate, Math.Max(resolution, times[^1] - times[0])) : null)
        ?? throw Fault(
            "time axis",
            "two steps of a time axis that stands still for many rows, to count the rows between them",
            "one step",
            GiveRate);

    private double UnitsPerSecond(int column, ColumnHeader header, double? statedRate, List<RecordingWarning> warnings)
    {
        if (_parser.Time!.IsClockText)
        {
            return 1;
        }

        if (_head.IsNamed && TimeUnit.OfHeader(_path, column, header) is double stated)
        {
            return stated;
        }

        ReadOnlySpan<double> times = Rows.Times;
        double[] steps = new double[times.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = times[i + 1] - times[i];
        }

        Array.Sort(steps);
        double median = Statistics.UpperMedian(steps);
        double step = median > 0 ? median : (times[^1] - times[0]) / steps.Length;
        double perSecond = TimeUnit.OfSteps(step, _parser.Time.Origin, _parser.Time.Decimals == 0, statedRate, out bool isAssumed)
            ?? throw Fault(
                "header, time axis",
                "the unit of a time axis whose steps are 0.5 or more",
                string.Create(CultureInfo.InvariantCulture, $"steps of {step:0.###} without a unit"),
                "write the unit into the header: time [ms], or name the column time_ms");
        if (isAssumed)
        {
            string unit = perSecond switch { 1 => "seconds", 1e3 => "milliseconds", 1e6 => "microseconds", _ => "nanoseconds" };
            warnings.Add(new RecordingWarning(
                "time-unit-assumed",
                null,
                null,
                null,
                string.Create(CultureInfo.InvariantCulture, $"The time axis states no unit; by its steps of {step:0.###} it is taken to be in {unit}.")));
        }

        return perSecond;
    }

    private void ScaleTimes(double unitsPerSecond)
    {
        Rows.UnitsPerSecond = unitsPerSecond;
        foreach (ref double time in Rows.Times)
        {
            time /= unitsPerSecond;
        }
    }

    private RecordingFormatException Fault(string place, string expected, string found, string? remedy = null) =>
        new(_path, place, expected, found, remedy);
}
