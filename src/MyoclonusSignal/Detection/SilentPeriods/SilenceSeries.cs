namespace MyoclonusSignal.Detection;

/// <summary>
/// Tells silent periods from the pauses between bursts: activity must have lasted before and behind a silence, or before and
/// behind a series of silences with short stretches of activity between them (asterixis at 6–12 Hz).
/// </summary>
internal sealed class SilenceSeries
{
    // On one side activity must last longer than a jerk can, or it is a pause between two jerks.
    private const double JerkSeconds = 0.5;

    // A lapse is short against the contraction; in a train of contractions the pauses are as long as these.
    private const double LeastStretchToSilence = 2;

    // Longer than this without a sustained stretch it is a train of bursts.
    private const double LongestSeriesSeconds = 5;

    // The most that a stretch beside a silence is followed: twice the longest silence.
    private const double FollowedSeconds = 1;

    private readonly double _sampleRate;
    private readonly double _sustained;
    private readonly long _slack;
    private SilentPeriod[] _series = new SilentPeriod[64];
    private SilentPeriod[] _ready = new SilentPeriod[64];
    private (long Start, long End, double Samples)[] _contractions = new (long, long, double)[64];
    private (long Start, long End, double Samples)[] _short = new (long, long, double)[64];
    private int _contractionCount;
    private int _shortCount;
    private int _count;
    private int _first;
    private int _readyCount;
    private bool _isOpen;
    private bool _isLost;
    private long _seriesStart;
    private long _longest;
    private double _before;
    private double _after;
    private double _stretch;
    private long _stretchStart;
    private long _stretchEnd;

    public SilenceSeries(double sampleRate, double sustainedSeconds, int cellSamples)
    {
        _sampleRate = sampleRate;
        _sustained = sustainedSeconds * sampleRate;

        // Stretches are followed in whole cells.
        _slack = cellSamples;
        Reset();
    }

    /// <summary>Gets how many samples behind a silence it is settled at the latest, where no other follows.</summary>
    public long FollowedSamples => (long)(FollowedSeconds * _sampleRate);

    /// <summary>Gets the longest series in samples.</summary>
    public long LongestSamples => (long)(LongestSeriesSeconds * _sampleRate);

    /// <summary>Gets the end of the last silence or rest, or the start of the signal.</summary>
    public long LastEnd { get; private set; }

    /// <summary>Gets the number of samples of contraction settled so far: what lasted, and series of silences in it.</summary>
    public double TonicSamples { get; private set; }

    /// <summary>Gets a value indicating whether a silence was settled where no rest was seen.</summary>
    public bool HasSilenceWithoutRest { get; private set; }

    public void Reset()
    {
        HasSilenceWithoutRest = false;
        _count = 0;
        _first = 0;
        _readyCount = 0;
        _isOpen = false;
        _stretch = 0;
        _shortCount = 0;
        _contractionCount = 0;
        TonicSamples = 0;
        LastEnd = 0;
    }

    /// <summary>Gets where the contractions of <see cref="TonicSamples"/> were, with the samples of contraction in each.</summary>
    public ReadOnlySpan<(long Start, long End, double Samples)> Contractions => _contractions.AsSpan(0, _contractionCount);

    /// <summary>Takes in some samples during which the muscle is contracted.</summary>
    public void AddTonic(long start, int samples)
    {
        _stretchStart = _stretch > 0 ? _stretchStart : start;
        _stretchEnd = start + samples;
        _stretch += samples;
    }

    /// <summary>Takes in a silence.</summary>
    /// <param name="silence">The silence.</param>
    /// <param name="before">How many samples the activity lasted before it, at most up to <see cref="LastEnd"/>.</param>
    /// <param name="after">How many samples it goes on behind it.</param>
    public void Add(in SilentPeriod silence, double before, double after)
    {
        AddLapse(silence.Start, silence.End, before, after);
        if (!_isLost)
        {
            Append(ref _series, ref _count, silence);
        }
    }

    /// <summary>Takes in a lapse that is no silent period, being too short or too shallow, but ends a stretch of activity.</summary>
    public void AddLapse(long start, long end, double before, double after)
    {
        before = Math.Min(before, start - LastEnd);
        if (before >= _sustained || !_isOpen)
        {
            Settle(Math.Min(_after, before));
            _isOpen = true;
            _before = before;
            _seriesStart = start;
        }

        EndStretch();
        if (end - _seriesStart > LongestSamples)
        {
            _isLost = true;
            _count = 0;
        }

        _longest = Math.Max(_longest, end - start);
        _after = after;
        LastEnd = end;
    }

    /// <summary>Takes in rest, or whatever else ends the contraction.</summary>
    public void AddRest(long start, long end)
    {
        Settle(Math.Min(_after, start - LastEnd));
        EndStretch();
        LastEnd = Math.Max(LastEnd, end);
    }

    /// <summary>Settles the series when no silence can follow closely any more.</summary>
    /// <param name="start">The first sample at which a silence may still begin.</param>
    public void Advance(long start)
    {
        if (_isOpen && start - LastEnd >= FollowedSamples)
        {
            Settle(Math.Min(_after, start - LastEnd));
        }
    }

    /// <summary>Settles the series at the end of the signal.</summary>
    public void Finish(long end)
    {
        Settle(Math.Min(_after, end - LastEnd));
        EndStretch();
    }

    public bool TryTake(out SilentPeriod silence)
    {
        if (_first == _readyCount)
        {
            _first = 0;
            _readyCount = 0;
            silence = default;
            return false;
        }

        silence = _ready[_first++];
        return true;
    }

    private static void Append<T>(ref T[] list, ref int count, in T item)
    {
        if (count == list.Length)
        {
            Array.Resize(ref list, 2 * count);
        }

        list[count++] = item;
    }

    private void EndStretch()
    {
        if (_stretch >= _sustained)
        {
            AddContraction(_stretchStart, _stretchEnd, _stretch);
        }
        else if (_stretch > 0)
        {
            Append(ref _short, ref _shortCount, (_stretchStart, _stretchEnd, _stretch));
        }

        _stretch = 0;
    }

    private void AddContraction(long start, long end, double samples)
    {
        TonicSamples += samples;
        Append(ref _contractions, ref _contractionCount, (start, end, samples));
    }

    private void Settle(double after)
    {
        double least = Math.Max(JerkSeconds * _sampleRate, LeastStretchToSilence * _longest) - _slack;
        if (_count > 0 && Math.Min(_before, after) >= _sustained - _slack && Math.Max(_before, after) >= least)
        {
            foreach ((long start, long end, double samples) in _short.AsSpan(0, _shortCount))
            {
                AddContraction(start, end, samples);
            }

            for (int i = 0; i < _count; i++)
            {
                if (double.IsNaN(_series[i].RestRms))
                {
                    HasSilenceWithoutRest = true;
                }
                else
                {
                    AddContraction(_series[i].Start, _series[i].End, _series[i].Length);
                }

                Append(ref _ready, ref _readyCount, _series[i]);
            }
        }

        _count = 0;
        _longest = 0;
        _shortCount = 0;
        _isOpen = false;
        _isLost = false;
    }
}
