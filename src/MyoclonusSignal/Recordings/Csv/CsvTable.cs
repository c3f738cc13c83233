using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>The table of a text recording: which column is its time axis, which are signals, at what rate the rows follow.</summary>
internal sealed class CsvTable
{
    private const string GiveRate = "give the sampling rate with RecordingOptions.SampleRate";

    // No sensor is as fast; steps that underflow give no rate at all.
    private const double HighestRate = 1e9;

    // A quartz is off by less, and a rate that is rounded to whole hertz too.
    private const double MostRateDifference = 0.05;

    // What is waited for of a time axis that is still being written: its rate is measured on these rows.
    private const double LiveAxisSeconds = 2;
    private const int LiveAxisRows = 512;

    // Every calendar's seconds. A few powers of ten farther off, a double no longer tells one sample from the next.
    private const double MostSeconds = 1e11;

    private readonly string _path;
    private readonly CsvHead _head;
    private readonly RowParser _parser;
    private readonly RecordingOptions _options;
    private readonly ColumnChanges[] _changes;
    private readonly int _timeColumn;
    private bool _isGapFound;
    private bool _isAdvanced;

    /// <summary>Initializes a new instance of the <see cref="CsvTable"/> class.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="head">What the beginning of the file told.</param>
    /// <param name="lines">The file from its first row on.</param>
    /// <param name="options">What the caller says of the file.</param>
    /// <param name="warnings">Takes what had to be assumed.</param>
    /// <param name="skipped">Takes lines that are no rows; <see langword="null"/> where one is an error.</param>
    /// <exception cref="RecordingFormatException">It has no samples or no rate.</exception>
    public CsvTable(string path, CsvHead head, LineBuffer lines, RecordingOptions options, List<RecordingWarning> warnings, SkippedLines? skipped)
    {
        _path = path;
        _head = head;
        _options = options;
        double? statedRate = options.SampleRate ?? head.Comments.SampleRate ?? head.Layout?.SampleRate;
        int timeColumn = new TimeAxisFinder(path, head).Find(options.TimeColumn, statedRate is not null, warnings);
        _timeColumn = timeColumn;
        head.LeaveOutDates(timeColumn, warnings);
        Signals = [.. head.Columns.Where((header, column) => column != timeColumn && header.Role != ColumnRole.LeftOut)];
        if (Signals.Count == 0)
        {
            throw Fault(
                "header",
                "a column of samples beside the time axis",
                "none",
                timeColumn < 0 ? CsvHead.NoRows : $"export the recording again: no other column holds numbers; or, if column {timeColumn + 1} is the signal, say so with {head.ColumnsSetting(column => column == timeColumn ? "signal" : null)} and RecordingOptions.SampleRate");
        }

        if (statedRate is null && (timeColumn < 0 || head.Columns[timeColumn].IsSampleNumber))
        {
            throw Fault("header", "a time axis or a sampling rate", "neither", GiveRate);
        }

        // A table that is still being written shows too few rows to judge a column by; a lenient reader skips the line.
        _parser = new RowParser(path, head, lines, timeColumn, skipped) { StrayWords = options.IsLive || skipped is not null ? null : new StrayWords(head, options.Kinds, warnings) };
        _changes = ColumnChanges.Of(head, _parser.Words);
        Rows = new RowWindow(_parser, Signals.Count + _changes.Length, options.IsLive ? LiveRows(timeColumn, statedRate) : 0, timeColumn < 0 ? LostSamples.Find(head, Signals, statedRate!.Value) : null);
        if (Rows.Count == 0)
        {
            throw Fault(Line(_parser.LineNumber + 1), "rows of numbers after the header", "the end of the file", CsvHead.NoRows);
        }

        JudgeWords();
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

    /// <summary>Gets the annotations in the columns of words and marks that are read as such, as far as the rows were given.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations => [.. _changes.SelectMany(changes => changes.Annotations(Clock.Map)).OrderBy(annotation => annotation.OnsetSeconds)];

    /// <summary>Gets the clock.</summary>
    public RecordingClock Clock { get; }

    /// <summary>Gets a value indicating whether the clock jumps before the run last found, or it is the first.</summary>
    public bool RunStartsSegment { get; private set; }

    /// <summary>Gets the time of the first row of the run last found.</summary>
    public double RunStartSeconds { get; private set; }

    /// <summary>Gets how many rows are missing before the run last found, which goes on a segment.</summary>
    public int RunMissingRows { get; private set; }

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

        if (!_isAdvanced)
        {
            _isGapFound = Advance(0);
            _isAdvanced = true;
        }

        if (_isGapFound && !mayStartSegment)
        {
            return 0;
        }

        RunStartsSegment = _isGapFound;
        RunMissingRows = Clock.MissingRows;
        RunStartSeconds = Clock.RowSeconds - (RunMissingRows / Clock.SampleRate);
        _isGapFound = false;
        _isAdvanced = false;
        int end = Math.Min(most, Rows.IsComplete ? Rows.Count : Rows.Count - ahead);
        int run = 1;
        while (run < end)
        {
            _isGapFound = Advance(run);
            if (_isGapFound || Clock.MissingRows > 0)
            {
                _isAdvanced = true;
                break;
            }

            run++;
        }

        double start = RunStartSeconds + (RunMissingRows / Clock.SampleRate);
        ReadOnlySpan<double> times = Clock.IsResampled ? Rows.Times[..run] : [];
        for (int i = 0; i < _changes.Length; i++)
        {
            _changes[i].Take(Rows.Signal(Signals.Count + i)[..run], times, start, 1 / Clock.SampleRate, RunStartsSegment);
        }

        return run;
    }

    /// <summary>Returns true if words were met in a column of samples, which then is no signal.</summary>
    public bool HoldsWords(int signal) => _parser.StrayWords?.IsMet(ColumnOf(signal)) == true;

    private int ColumnOf(int signal) => Enumerable.Range(0, _head.Columns.Count).Where(column => column != _timeColumn && _head.Columns[column].Role != ColumnRole.LeftOut).ElementAt(signal);

    private void JudgeWords()
    {
        for (int signal = 0; _parser.StrayWords is not null && signal < Signals.Count; signal++)
        {
            _parser.StrayWords.Judge(ColumnOf(signal), Rows.Signal(signal));
        }

        _parser.StrayWords?.EndJudging();
    }

    private static string Line(long number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");

    private int LiveRows(int timeColumn, double? statedRate) =>
        timeColumn < 0 || _head.Columns[timeColumn].IsSampleNumber ? 1
        : statedRate is double rate ? (int)Math.Clamp(LiveAxisSeconds * rate, 2, RowWindow.MostPreviewRows)
        : LiveAxisRows;

    private bool Advance(int row)
    {
        if ((_parser.Time is null && Rows.LostSamples is null) || Clock.CountsRows)
        {
            return Clock.Advance();
        }

        ReadOnlySpan<double> times = Rows.Times;
        if (times[row] > MostSeconds)
        {
            throw Fault(
                "time axis",
                "times of at most three thousand years behind the first",
                string.Create(CultureInfo.InvariantCulture, $"a time {times[row]:g6} s behind it"),
                $"correct the file; or count the rows with {_head.ColumnsSetting(column => column == _timeColumn ? ColumnList.Skip : null)} and RecordingOptions.SampleRate");
        }

        int known = Math.Min(times.Length - row - 1, Math.Min(Clock.RowsAhead, Rows.MostAhead));
        return Clock.Advance(times[row], times.Slice(row + 1, known), Rows.IsSetBack(row));
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
            return statedRate is double alone
                ? RecordingClock.FromRate(alone, warnings, countsRows: true)
                : throw Fault(Line(_parser.LineNumber + 1), "at least two rows, to tell the sampling rate", "the end of the file", GiveRate);
        }

        bool isStill = ClockTicks.Stands(times);
        if (times[^1] <= times[0] && !(isStill && statedRate is not null && _parser.Time!.IsClockText))
        {
            throw _parser.BackwardsFault(_head.LinesBefore + 2, times[1] - times[0], mayBeJitter: false);
        }

        double perSecond = UnitsPerSecond(column, statedRate, warnings);
        ScaleTimes(perSecond);
        if (IsOverruled(times, warnings))
        {
            return RecordingClock.FromRate(_options.SampleRate!.Value, warnings, countsRows: true);
        }

        PacketStamps? packets = _options.Clock is RecordingClockKind.Auto or RecordingClockKind.Packets ? PacketStamps.Find(times, _options.Clock == RecordingClockKind.Packets) : null;
        if (packets is not null)
        {
            Rows.FlattenPackets(packets.GapSeconds);
            isStill = ClockTicks.Stands(times) || _options.Clock == RecordingClockKind.Packets || packets.IsClear;
        }

        double resolution = Math.Pow(10, -_parser.Time!.Decimals) / perSecond;
        RateEstimate estimate = isStill || packets is not null ? RateEstimate.From(FindTicks(times, resolution, statedRate)) : RateEstimate.From(times, resolution);
        if (!(estimate.SampleRate <= HighestRate))
        {
            throw Fault(
                "time axis",
                "steps of a nanosecond or more",
                FormattableString.Invariant($"steps of {(times[^1] - times[0]) / (times.Length - 1):g3} s"),
                $"count the rows with RecordingOptions.SampleRate");
        }

        ClockFinding finding = ClockFinding.Of(times, estimate, packets);
        ThrowIfNotAsked(estimate, finding);
        if (!estimate.IsCoarse && !estimate.IsIrregular && _options.Clock is RecordingClockKind.Auto or RecordingClockKind.Even)
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

        return RecordingClock.FromAxis(estimate, statedRate, finding, _options.Clock, warnings);
    }

    /// <summary>Returns true if the rate that the caller states is another than that of the axis, which is then not looked at.</summary>
    private bool IsOverruled(ReadOnlySpan<double> times, List<RecordingWarning> warnings)
    {
        if (_options.SampleRate is not double stated)
        {
            return false;
        }

        double mean = (times.Length - 1) / (times[^1] - times[0]);
        double[] steps = new double[times.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = times[i + 1] - times[i];
        }

        // By the mean or by the usual step: gaps lower the one, coarse stamps hide the other.
        double usual = 1 / MyoclonusSignal.Signals.Median.Of(steps);
        bool agrees = Math.Abs((mean / stated) - 1) <= MostRateDifference || Math.Abs((usual / stated) - 1) <= MostRateDifference || !double.IsFinite(usual);
        if (!agrees)
        {
            warnings.Add(new RecordingWarning("sample-rate-conflict", null, null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"The sampling rate stated is {stated:0.####} Hz, but the time axis runs at {mean:0.####} Hz; the stated rate is used, the rows are counted, and gaps of the axis are not seen.")));
        }

        return !agrees;
    }

    /// <summary>Refuses a clock that is said to be even, coarse or in packets, and is not.</summary>
    private void ThrowIfNotAsked(RateEstimate estimate, ClockFinding finding)
    {
        bool isWrong = _options.Clock switch
        {
            RecordingClockKind.Even => estimate.IsIrregular || estimate.Ticks is not null,
            RecordingClockKind.Coarse => !estimate.IsCoarse && !estimate.IsIrregular && estimate.Ticks is null,
            RecordingClockKind.Packets => finding.Kind != RecordingClockKind.Packets,
            _ => false,
        };
        if (isWrong)
        {
            string asked = _options.Clock.ToString().ToLowerInvariant();
            string found = finding.Kind.ToString().ToLowerInvariant();
            throw Fault("time axis", $"stamps as RecordingOptions.Clock {asked} says", finding.Text, $"read it with RecordingOptions.Clock {found}");
        }
    }

    private ClockTicks FindTicks(ReadOnlySpan<double> times, double resolution, double? statedRate) =>
        ClockTicks.Find(times)
        ?? (statedRate is double rate ? ClockTicks.Stated(rate, Math.Max(resolution, times[^1] - times[0])) : null)
        ?? throw Fault(
            "time axis",
            "two steps of a time axis that stands still for many rows, to count the rows between them",
            "one step",
            GiveRate);

    private double UnitsPerSecond(int column, double? statedRate, List<RecordingWarning> warnings)
    {
        if (_parser.Time!.IsClockText)
        {
            return 1;
        }

        if (_head.IsNamed && TimeUnit.OfHeader(_path, _head, column) is double stated)
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
                $"write the unit into the header: time [ms]; or say that it is in milliseconds with {Renamed(column, "time_ms")}; or in seconds with {Renamed(column, "time_s")}; or that it counts samples with {Renamed(column, "sample")} and RecordingOptions.SampleRate");
        if (isAssumed)
        {
            string unit = perSecond switch { < 1 => "days, as a spreadsheet counts them", 1 => "seconds", 1e3 => "milliseconds", 1e6 => "microseconds", _ => "nanoseconds" };
            warnings.Add(new RecordingWarning(
                "time-unit-assumed",
                null,
                null,
                null,
                string.Create(CultureInfo.InvariantCulture, $"The time axis states no unit; by its steps of {step:0.####E+0} it is taken to be in {unit}.")));
        }

        return perSecond;
    }

    private string Renamed(int column, string head) => _head.ColumnsSetting(other => other == column ? head : null);

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
