using System.Numerics;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Some rows of a table, read ahead of their use: all that the sampling rate is measured on, later a few.</summary>
internal sealed class RowWindow
{
    /// <summary>The most rows that the rate is measured on: it is then known to a few parts per million.</summary>
    public const int MostPreviewRows = 1 << 16;

    private const int LeastPreviewRows = 1 << 12;
    private const int MostPreviewNumbers = 1 << 22;

    // Later rows are read in stretches that stay in the processor's cache.
    private const int RowsAhead = 1 << 11;

    // A clock that is set back goes back by much more than a step, and seldom: rows out of order go back by a step or two, and often.
    private const double LeastSetBackSteps = 20;
    private const int MostSetBacks = 50;

    // Counters have 8 bits and more.
    private const double LeastWrap = 256;
    private const int StepsLookedAt = 32;
    private const double ReturnShare = 0.9;

    private readonly RowParser _rows;
    private readonly double[] _times;
    private readonly double[][] _signals;
    private readonly bool _isLive;
    private RecordingFormatException? _fault;
    private int _start;
    private int _end;
    private double _previousTime = double.NegativeInfinity;
    private double _rawTime = double.NaN;
    private double _packetGap = double.NaN;
    private double _stamp;
    private double _offset;
    private double _usualStep;
    private int _steps;
    private long _skipped;
    private int _rowsSinceSetBack = int.MaxValue / 2;
    private readonly HashSet<long> _setBacks = [];

    /// <summary>Initializes a new instance of the <see cref="RowWindow"/> class and reads the first rows.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="signalCount">The number of signals.</param>
    /// <param name="liveRows">Of a table that is still being written, how many rows to wait for; otherwise 0.</param>
    /// <param name="lostSamples">The counter by which rows have times, or <see langword="null"/>.</param>
    public RowWindow(RowParser rows, int signalCount, int liveRows = 0, LostSamples? lostSamples = null)
    {
        LostSamples = lostSamples;
        _rows = rows;
        _isLive = liveRows > 0;
        int room = Math.Clamp(MostPreviewNumbers / (signalCount + 1), LeastPreviewRows, MostPreviewRows);
        int first = _isLive ? Math.Min(liveRows, room) : room;
        _times = new double[room];
        _signals = new double[signalCount][];
        for (int i = 0; i < signalCount; i++)
        {
            _signals[i] = new double[room];
        }

        ReadTo(first, first);

        // A clock that stands tells its rate only after two ticks, however many rows those are.
        while (_isLive && rows.Time is not null && !IsComplete && _end < room && ClockTicks.Stands(Times) && ClockTicks.Find(Times) is null)
        {
            int more = Math.Min(room, 2 * _end);
            ReadTo(more, more);
        }

        if (_fault is not null)
        {
            throw _fault;
        }
    }

    /// <summary>Gets the counter by which rows have times where there is no time axis, or <see langword="null"/>.</summary>
    public LostSamples? LostSamples { get; }

    /// <summary>Gets the number of rows at hand.</summary>
    public int Count => _end - _start;

    /// <summary>Gets the most rows that can be kept at hand behind one.</summary>
    public int MostAhead => _times.Length - RowsAhead;

    /// <summary>Gets a value indicating whether the last of the rows at hand is the last of the table.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the times of the rows at hand, from the first row of the table.</summary>
    public Span<double> Times => _times.AsSpan(_start, Count);

    /// <summary>Gets the lines before which the clock was set back, and by how many units of the time axis.</summary>
    public List<(long Line, double Units)> SetBacks { get; } = [];

    /// <summary>Gets or sets how many units of the time axis make a second.</summary>
    public double UnitsPerSecond { get; set; } = 1;

    /// <summary>Gets or sets a value indicating whether one time may stand in several rows, as a coarse clock writes it.</summary>
    public bool MayRepeatTimes { get; set; } = true;

    /// <summary>Gives all rows of a packet the time of its first one, from here on and in the rows at hand.</summary>
    /// <param name="gapSeconds">The step that begins a packet.</param>
    public void FlattenPackets(double gapSeconds)
    {
        _packetGap = gapSeconds;
        _rawTime = double.NaN;
        Flatten(_times.AsSpan(_start, Count));
    }

    /// <summary>Returns true if the clock was set back before one of the rows at hand.</summary>
    public bool IsSetBack(int row) => _setBacks.Count > 0 && _setBacks.Contains(_skipped + row);

    /// <summary>Gives the samples of one signal in the rows at hand.</summary>
    public ReadOnlySpan<double> Signal(int signal) => _signals[signal].AsSpan(_start, Count);

    /// <summary>Passes over rows.</summary>
    public void Skip(int count)
    {
        _start += count;
        _skipped += count;
    }

    /// <summary>Reads on when no more than a few rows are at hand; returns true if any are.</summary>
    public bool Prepare(int few)
    {
        while (Count <= few && !IsComplete)
        {
            int kept = Count;
            _times.AsSpan(_start, kept).CopyTo(_times);
            foreach (double[] signal in _signals)
            {
                signal.AsSpan(_start, kept).CopyTo(signal);
            }

            _start = 0;
            _end = kept;
            ReadTo(Math.Max(kept + RowsAhead, few + 1), few + 1);
            for (int i = kept; i < _end; i++)
            {
                _times[i] /= UnitsPerSecond;
            }

            Flatten(_times.AsSpan(kept, _end - kept));
        }

        return Count > 0 || _fault is null ? Count > 0 : throw _fault;
    }

    private bool IsSetBackBy(double seconds) =>
        _steps >= StepsLookedAt && seconds > LeastSetBackSteps * _usualStep && _setBacks.Count < MostSetBacks;

    /// <summary>
    /// Gives after how many a counter began again, as one of 8 or 16 bits does: it fell from right below a power of two to right above 0.
    /// <see langword="null"/> where it did not; a device that is connected anew starts from any number.
    /// </summary>
    private double? Wrap(double previous, double time)
    {
        double most = LeastSetBackSteps * _usualStep;
        if (_steps < StepsLookedAt || !double.IsInteger(_usualStep) || !double.IsInteger(previous) || !double.IsInteger(time)
            || previous < LeastWrap - most || previous > uint.MaxValue || time < 0 || time > most)
        {
            return null;
        }

        double wrap = BitOperations.RoundUpToPowerOf2((ulong)previous + 1);
        return wrap >= LeastWrap && wrap - previous <= most ? wrap : null;
    }

    private void NoteSetBack(double units)
    {
        _setBacks.Add(_skipped + (_end - _start));
        SetBacks.Add((_rows.LineNumber, units));
        _rowsSinceSetBack = 0;
    }

    private void Flatten(Span<double> times)
    {
        if (double.IsNaN(_packetGap))
        {
            return;
        }

        foreach (ref double time in times)
        {
            double raw = time;
            bool isWithin = raw - _rawTime < _packetGap;
            time = isWithin ? _stamp : raw;
            _stamp = time;
            _rawTime = raw;
        }
    }

    /// <summary>Reads rows up to an end; of a table that is still being written, behind a number of them only what is there.</summary>
    private void ReadTo(int end, int least)
    {
        try
        {
            Read(end, least);
        }
        catch (RecordingFormatException fault) when (_isLive)
        {
            // The rows before it do not depend on how many came in together with it.
            _fault = fault;
            IsComplete = true;
        }
    }

    private void Read(int end, int least)
    {
        while (_end < end && !(_isLive && _end >= least && !_rows.HasRow))
        {
            if (!_rows.TryRead(_times, _signals, _end))
            {
                IsComplete = true;
                return;
            }

            if (LostSamples is not null)
            {
                _times[_end] = LostSamples.Next(_signals[LostSamples.Signal][_end]);
            }

            if (_rows.Time is not null)
            {
                double time = _times[_end] + _offset;
                if (time < _previousTime && Wrap(_previousTime - _offset + _rows.Time.Origin, _times[_end] + _rows.Time.Origin) is double wrap)
                {
                    _offset += wrap;
                    time += wrap;
                }

                if (time < _previousTime && IsSetBackBy(_previousTime - time))
                {
                    // Nobody knows how long the clock was being set: the rows go on as they did, in a segment of their own.
                    NoteSetBack(_previousTime - time + _usualStep);
                    _offset += _previousTime - time + _usualStep;
                    time = _previousTime + _usualStep;
                }

                if (time < _previousTime || (time == _previousTime && !MayRepeatTimes))
                {
                    throw _rows.BackwardsFault(_rows.LineNumber, time - _previousTime);
                }

                // A clock that is at once where it was before was never set back: that row's time is wrong.
                if (_rowsSinceSetBack++ < StepsLookedAt && time - _previousTime > ReturnShare * SetBacks[^1].Units)
                {
                    throw _rows.BackwardsFault(SetBacks[^1].Line, -SetBacks[^1].Units);
                }

                if (double.IsFinite(_previousTime) && time > _previousTime)
                {
                    _usualStep = _steps++ < StepsLookedAt ? Math.Max(_usualStep, time - _previousTime) : _usualStep;
                }

                _times[_end] = time;
                _previousTime = time;
            }

            _end++;
        }
    }
}
