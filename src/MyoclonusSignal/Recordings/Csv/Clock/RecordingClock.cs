using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Counts the rows on the even grid of the sampling rate, and says where the recording's own clock jumps.</summary>
internal sealed class RecordingClock
{
    private const int MostGapWarnings = 20;

    // Filters and the rhythm's windows stand on one rate: at a tenth more a tremor of 5 Hz is taken for one of 5.5.
    private const double MostRateSpread = 0.1;

    // The clock is followed by means over this time and so many rows: the jitter of phones and the rounding to milliseconds vanish
    // in them, and a step of the rate of 1 % in their midst moves a time by 1 ms.
    private const double WindowSeconds = 0.5;
    private const int LeastWindowRows = 16;

    // A tick is at most half as long again as the usual one.
    private const double TicksAhead = 1.5;

    // What is less is the rounding of a time, or jitter.
    private const double DriftedPeriods = 0.5;

    private readonly double _period;
    private readonly double _tolerance;
    private readonly List<RecordingWarning> _warnings;
    private RecordingWarning? _uneven;
    private RecordingWarning? _resampled;
    private readonly TickGrid? _ticks;
    private ClockGrid _grid;
    private double _previous = double.NaN;
    private double _segmentStart;
    private double _origin;
    private double _windowEven;
    private double _windowLate;
    private double _windowStart;
    private int _windowRows;
    private long _sinceSegmentStart;
    private long _gaps;
    private long _setBacks;
    private double _missingSeconds;
    private long _shortGaps;
    private long _shortRows;
    private double _firstShortGap;
    private double _lastShortGap;
    private bool _isResampled;
    private string _finding = string.Empty;
    private readonly List<string> _found = [];

    private RecordingClock(double sampleRate, double tolerance, bool followsSlowly, List<RecordingWarning> warnings, ClockTicks? ticks = null)
    {
        SampleRate = sampleRate;
        RowsAhead = ticks is not null ? (int)Math.Min(Math.Ceiling(TicksAhead * ticks.Rows), RowWindow.MostPreviewRows) : followsSlowly ? ClockGrid.RowsToCatchUp : 0;
        _ticks = ticks is null ? null : new TickGrid(1 / sampleRate, ticks.TickSeconds, tolerance);
        _period = 1 / sampleRate;
        _tolerance = tolerance;
        _grid = new ClockGrid(_period, tolerance, followsSlowly);
        _warnings = warnings;
    }

    /// <summary>Gets the map from the even grid to the time axis.</summary>
    public TimeMap Map { get; } = new();

    /// <summary>Gets a value indicating whether rows are counted whatever their times say.</summary>
    public bool CountsRows { get; private init; }

    /// <summary>Gets what kind of clock it is, with the evidence; what a whole file tells is known at its end.</summary>
    public string Evidence => string.Join("; ", [_finding, .. _found]);

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets a value indicating whether the rows are interpolated by their times.</summary>
    public bool IsResampled => _isResampled;

    /// <summary>Gets how many rows behind one must be known: of an uneven clock some, of one that stands until it ticks again.</summary>
    public int RowsAhead { get; }

    /// <summary>Gets the time of the row last taken in, on the even grid of its segment, in seconds from the first row.</summary>
    public double RowSeconds => _segmentStart + (Math.Max(0, _sinceSegmentStart - 1) / SampleRate);

    /// <summary>A clock for a time axis; says what is odd about it.</summary>
    public static RecordingClock FromAxis(RateEstimate estimate, double? statedRate, ClockFinding finding, RecordingClockKind asked, List<RecordingWarning> warnings)
    {
        double rate = estimate.SampleRate;
        RecordingWarning? uneven = null;
        RecordingWarning? resampled = null;
        // Samples that are uneven by themselves walk away from any grid: each row is the measure of the next one.
        bool isWalk = (asked == RecordingClockKind.Auto ? finding.Kind : asked) == RecordingClockKind.Uneven;
        bool isJitter = asked is RecordingClockKind.Jittered or RecordingClockKind.Coarse;
        bool followsSlowly = ((estimate.IsIrregular || estimate.IsCoarse) && !isWalk) || isJitter;
        bool isAsked = asked == RecordingClockKind.Uneven && estimate.Ticks is null;
        if ((estimate.IsIrregular && !isJitter) || isAsked)
        {
            string steps = string.Create(CultureInfo.InvariantCulture, $"The time axis is uneven: steps from {estimate.ShortestStep * 1e3:0.###} to {estimate.LongestStep * 1e3:0.###} ms (central 98 %).");
            string mean = string.Create(CultureInfo.InvariantCulture, $"the mean rate of {rate:0.####} Hz");
            string advice = finding.Kind == RecordingClockKind.Jittered
                ? "A short step follows a long one, as where only the stamps scatter (RecordingOptions.Clock jittered); if the sensor itself samples unevenly, RecordingOptions.Clock uneven interpolates them."
                : "The steps do not make up for one another: where the stamps are true, RecordingOptions.Clock uneven interpolates the samples, as AnalysisOptions.Resample does.";
            uneven = new RecordingWarning("irregular-clock", null, null, null, $"{steps} The samples are taken as evenly spaced at {mean}; with AnalysisOptions.Resample they are interpolated. {advice}");
            resampled = new RecordingWarning("resampled", null, null, null, $"{steps} The samples are interpolated at even places of {mean}, by the cubic through the four samples around each.");
            warnings.Add(uneven);
        }
        else if (finding.Kind == RecordingClockKind.Packets && estimate.Ticks is ClockTicks packet)
        {
            Warn(warnings, "packet-clock", string.Create(
                CultureInfo.InvariantCulture,
                $"The rows are stamped in packets of {packet.Rows:0} each {packet.TickSeconds * 1e3:0.###} ms, as they arrived. The samples are taken as evenly spaced at {rate:0.####} Hz, counted over the packets; less than a packet missing may go unnoticed."));
        }
        else if (estimate.Ticks is ClockTicks ticks)
        {
            Warn(warnings, "coarse-clock", string.Create(
                CultureInfo.InvariantCulture,
                $"The time axis stands still for {ticks.Rows:0} rows at a time and then steps by {ticks.TickSeconds * 1e3:0.###} ms. The samples are taken as evenly spaced at {rate:0.####} Hz, counted over the steps; less than a step missing may go unnoticed."));
        }
        else if (estimate.IsCoarse)
        {
            Warn(warnings, "coarse-clock", string.Create(
                CultureInfo.InvariantCulture,
                $"The time axis is too coarse for single samples: steps from {estimate.ShortestStep * 1e3:0.###} to {estimate.LongestStep * 1e3:0.###} ms at {rate:0.####} Hz. A single missing sample may go unnoticed."));
        }

        if (statedRate is double stated && Math.Abs((stated / rate) - 1) > 0.005)
        {
            Warn(warnings, "sample-rate-conflict", string.Create(
                CultureInfo.InvariantCulture,
                $"The sampling rate stated is {stated:0.####} Hz, but the time axis runs at {rate:0.####} Hz; the time axis is used."));
        }

        return new RecordingClock(rate, estimate.Tolerance, followsSlowly, warnings, estimate.Ticks)
        {
            _finding = asked is RecordingClockKind.Auto || asked == finding.Kind ? finding.Text : $"{asked.ToString().ToLowerInvariant()}, as stated; by its steps it is {finding.Text}",
            _uneven = uneven,
            _resampled = estimate.IsCoarse && !isAsked ? null : resampled,
        };
    }

    /// <summary>A clock for a recording whose rate is stated: its rows without a time, or its sample numbers as seconds.</summary>
    /// <param name="sampleRate">The rate in Hz.</param>
    /// <param name="warnings">Takes what is odd.</param>
    /// <param name="countsRows">Whether the times of the rows are not looked at.</param>
    public static RecordingClock FromRate(double sampleRate, List<RecordingWarning> warnings, bool countsRows = false) =>
        new(sampleRate, 0.5 / sampleRate, followsSlowly: false, warnings)
        {
            CountsRows = countsRows,
            _finding = string.Create(CultureInfo.InvariantCulture, $"{(countsRows ? "not looked at: " : string.Empty)}rows are counted at {sampleRate:0.####} Hz"),
        };

    /// <summary>Gets how many rows are missing before the row last taken in, where so few are that the segment goes on.</summary>
    public int MissingRows { get; private set; }

    /// <summary>Gets how the rate changes, where it changes by so much that even samples of one rate would be a fiction; known at the end.</summary>
    public string? RateChange { get; private set; }

    /// <summary>Takes in the next row's time; returns true if it is the first or the clock jumped before it, by more than a short loss.</summary>
    /// <param name="time">Seconds from the first row.</param>
    /// <param name="following">The times of the rows behind it, as far as they are known.</param>
    /// <param name="isSetBack">Whether the clock was set back before it; its time is that at which the rows go on.</param>
    public bool Advance(double time, ReadOnlySpan<double> following, bool isSetBack = false)
    {
        bool isFirst = double.IsNaN(_previous);
        bool isGap = _ticks?.IsGapBefore(time, following) ?? _grid.IsGapBefore(time, following);
        if (_ticks is not null && isFirst)
        {
            _origin = _ticks.Place;
        }

        double expected = (_ticks is null ? _previous : RowSeconds) + _period;
        MissingRows = isGap && !isFirst ? MissingBetween(expected, _ticks is null ? time : _ticks.Place - _origin) : 0;
        if (isSetBack)
        {
            (isGap, MissingRows) = (true, 0);
            _setBacks++;
        }

        if (MissingRows > 0)
        {
            isGap = false;
            _sinceSegmentStart += MissingRows;
            _firstShortGap = _shortGaps == 0 ? expected : _firstShortGap;
            _lastShortGap = time;
            _shortGaps++;
            _shortRows += MissingRows;
        }
        else if (isGap)
        {
            // The time of a row is that of the last tick: where it lies behind that, the rows up to the next tick tell.
            double start = _ticks is null ? StartBehindGap(time) : Math.Max(_ticks.Place - _origin, RowSeconds + _period);
            if (!isSetBack)
            {
                NoteGap(_ticks is null ? _previous + _period : RowSeconds + _period, _ticks is null ? time : start);
            }

            CloseWindow();
            _segmentStart = start;
            _sinceSegmentStart = 0;
        }

        _previous = time;
        _sinceSegmentStart++;
        Follow(_ticks is null ? time : _ticks.Place - _origin, isStart: isFirst || isGap);
        return isFirst || isGap;
    }

    /// <summary>Takes in the next row of a recording without a time axis.</summary>
    public bool Advance() => _sinceSegmentStart++ == 0;

    /// <summary>Says that the rows will be interpolated by their times, if those are uneven; returns true if they are.</summary>
    public bool TryResample()
    {
        if (_resampled is null)
        {
            return false;
        }

        if (!_isResampled)
        {
            _warnings[_warnings.IndexOf(_uneven!)] = _resampled;
            _isResampled = true;
        }

        return true;
    }

    /// <summary>
    /// Gives the place on the even grid of a row behind a gap. The grid goes on by what is missing: a clock that has drifted is as late
    /// behind the gap as before it, where a jump of the grid to its time would be taken for a jump of its rate.
    /// </summary>
    private double StartBehindGap(double time) =>
        _isResampled || !(Math.Abs(_previous - RowSeconds) > DriftedPeriods * _period) ? time : RowSeconds + (time - _previous);

    /// <summary>Follows how far the times have run from the even grid, by their means over windows.</summary>
    private void Follow(double time, bool isStart)
    {
        double even = RowSeconds;
        if (isStart)
        {
            Map.Add(even, _isResampled ? 0 : time - even);
            (_windowEven, _windowLate, _windowRows, _windowStart) = (0, 0, 0, even);
        }

        _windowEven += even - _windowStart;
        _windowLate += time - even;
        _windowRows++;
        if (_windowRows >= LeastWindowRows && even - _windowStart >= WindowSeconds)
        {
            CloseWindow();
            _windowStart = even;
        }
    }

    private void CloseWindow()
    {
        if (_windowRows >= LeastWindowRows / 2)
        {
            Map.Add(_windowStart + (_windowEven / _windowRows), _isResampled ? 0 : _windowLate / _windowRows);
        }

        (_windowEven, _windowLate, _windowRows) = (0, 0, 0);
    }

    /// <summary>Counts the rows that a short loss leaves out; 0 where it is longer.</summary>
    /// <param name="expected">Where the next row was expected.</param>
    /// <param name="place">Where it is.</param>
    private int MissingBetween(double expected, double place)
    {
        double rows = Math.Round((place - expected) / _period);
        return rows >= 1 && rows <= ShortLoss.Samples(SampleRate) ? (int)rows : 0;
    }

    /// <summary>Sums up what could not be said of each gap, and how far the clock has run away.</summary>
    public void Finish()
    {
        if (_shortGaps > 0)
        {
            _warnings.Add(new RecordingWarning("short-gaps", null, _firstShortGap, _lastShortGap, string.Create(
                CultureInfo.InvariantCulture,
                $"The time axis leaves out {_shortRows} rows in {_shortGaps} places of at most {ShortLoss.Text(SampleRate)}, together {_shortRows * _period:0.###} s. They are missing samples, and the segments go on over them.")));
        }

        if (_gaps > 0)
        {
            _found.Add(string.Create(CultureInfo.InvariantCulture, $"{(_gaps == 1 ? "one gap" : $"{_gaps} gaps")}, together {_missingSeconds:0.###} s"));
        }

        if (_shortGaps > 0)
        {
            _found.Add(string.Create(CultureInfo.InvariantCulture, $"{_shortRows} rows left out in {_shortGaps} places"));
        }

        if (_setBacks > 0)
        {
            _found.Add(string.Create(CultureInfo.InvariantCulture, $"set back {(_setBacks == 1 ? "once" : $"{_setBacks} times")}"));
        }

        if (_gaps > MostGapWarnings)
        {
            Warn(_warnings, "time-gaps", string.Create(
                CultureInfo.InvariantCulture,
                $"The time axis has {_gaps} gaps of together {_missingSeconds:0.###} s; the first {MostGapWarnings} are listed."));
        }

        CloseWindow();
        double drift = Math.Max(Math.Abs(_previous - RowSeconds), Map.LargestLateness);
        if (!_isResampled && drift > Math.Max(0.01, 3 * _tolerance))
        {
            string how = Map.DescribeChange() ?? "its rate changes along the recording";
            _found.Add(how);
            RateChange = Map.RateSpread() > MostRateSpread ? how : null;
            Warn(_warnings, "clock-drift", string.Create(
                CultureInfo.InvariantCulture,
                $"The time axis runs up to {drift:0.###} s away from where {SampleRate:0.####} Hz leads: {how}. All times are those of the axis; frequencies are corrected by its mean rate."));
        }
    }

    private static void Warn(List<RecordingWarning> warnings, string code, string text) =>
        warnings.Add(new RecordingWarning(code, null, null, null, text));

    private void NoteGap(double from, double to)
    {
        _gaps++;
        _missingSeconds += to - from;
        if (_gaps <= MostGapWarnings)
        {
            _warnings.Add(new RecordingWarning(
                "time-gap",
                null,
                from,
                to,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The clock jumps: {(to - from) * 1e3:0.#} ms are missing from {from:0.####} to {to:0.####} s; a new segment starts.")));
        }
    }
}
