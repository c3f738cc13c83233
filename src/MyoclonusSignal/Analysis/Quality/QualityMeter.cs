using System.Numerics;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Counts missing, clipped and flat samples of one signal as it streams by.</summary>
internal sealed class QualityMeter
{
    /// <summary>How long in seconds a signal stands still to be flat.</summary>
    public const double FlatSeconds = 0.5;

    // Two equal samples at the extreme happen by chance in coarse recordings; three in a row are a rail.
    private const int ClippedRun = 3;

    // Places beyond this are counted, not kept; a recording that clips at every beat has some thousands.
    private const int MostPlaces = 10_000;

    private readonly long _flatRun;
    private double _previous = double.NaN;
    private long _run;
    private double _largest = double.NegativeInfinity;
    private double _smallest = double.PositiveInfinity;
    private long _atLargest;
    private long _atSmallest;
    private double _runSeconds;

    private readonly double _sampleRate;
    private readonly List<Interval> _flatPlaces = [];
    private readonly List<Interval> _largestPlaces = [];
    private readonly List<Interval> _smallestPlaces = [];

    public QualityMeter(double sampleRate)
    {
        _sampleRate = sampleRate;
        _flatRun = Math.Max(2, (long)Math.Ceiling(FlatSeconds * sampleRate));
    }

    /// <summary>Gets the flat stretches that have ended, the first ten thousand of them.</summary>
    public IReadOnlyList<Interval> FlatPlaces => _flatPlaces;

    /// <summary>Gets the stretches at a rail, the first ten thousand of each rail, in no order.</summary>
    public IEnumerable<Interval> ClippedPlaces => _largest > _smallest ? _largestPlaces.Concat(_smallestPlaces) : [];

    /// <summary>Gets the number of samples taken in.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Gets the number of missing samples.</summary>
    public long MissingCount { get; private set; }

    /// <summary>Gets the number of samples in flat stretches that have ended.</summary>
    public long FlatCount { get; private set; }

    /// <summary>Gets the number of samples at a rail.</summary>
    public long ClippedCount => _largest > _smallest ? _atLargest + _atSmallest : 0;

    /// <summary>Gets the smallest change between two neighbouring samples: the step of quantisation, where there is one.</summary>
    public double SmallestStep { get; private set; } = double.PositiveInfinity;

    /// <summary>Gets the largest magnitude, or 0 before the first sample.</summary>
    public double LargestMagnitude => _largest < _smallest ? 0 : Math.Max(Math.Abs(_largest), Math.Abs(_smallest));

    /// <summary>Takes in samples.</summary>
    /// <param name="input">The next samples; missing ones are NaN.</param>
    /// <param name="startSeconds">The time of the first one, for the places.</param>
    public void Process(ReadOnlySpan<double> input, double startSeconds = 0)
    {
        for (int i = 0; i < input.Length; i++)
        {
            int plain = PlainRun(input, i);
            if (plain > 0)
            {
                EndRun();
                i += plain;
                _run = 1;
                _previous = input[i - 1];
                _runSeconds = startSeconds + ((i - 1) / _sampleRate);
                if (i == input.Length)
                {
                    break;
                }
            }

            double sample = input[i];
            if (sample == _previous)
            {
                _run++;
                continue;
            }

            EndRun();
            _runSeconds = startSeconds + (i / _sampleRate);
            if (!MissingSample.IsPresent(sample))
            {
                MissingCount++;
                _run = 0;
                _previous = double.NaN;
            }
            else
            {
                SmallestStep = Math.Min(SmallestStep, Math.Abs(sample - _previous) is double step && step > 0 ? step : double.PositiveInfinity);
                _run = 1;
                _previous = sample;
            }
        }

        SampleCount += input.Length;
    }

    /// <summary>Ends the run of equal samples at a gap or at the end.</summary>
    public void EndSegment()
    {
        EndRun();
        _run = 0;
        _previous = double.NaN;
    }

    /// <summary>
    /// How many samples from one on differ from those before them and lie within what the signal has reached, in whole vectors: most of
    /// a signal. The smallest step among them is kept.
    /// </summary>
    private int PlainRun(ReadOnlySpan<double> input, int start)
    {
        if (start == 0 || !MissingSample.IsPresent(input[start - 1]))
        {
            return 0;
        }

        Vector<double> largest = new(_largest);
        Vector<double> smallest = new(_smallest);
        Vector<double> step = new(SmallestStep);
        int i = start;
        for (; i + Vector<double>.Count <= input.Length; i += Vector<double>.Count)
        {
            Vector<double> samples = new(input[i..]);
            Vector<double> change = Vector.Abs(samples - new Vector<double>(input[(i - 1)..]));
            if (!Vector.LessThanAll(samples, largest) || !Vector.GreaterThanAll(samples, smallest) || !Vector.GreaterThanAll(change, Vector<double>.Zero))
            {
                break;
            }

            step = Vector.Min(step, change);
        }

        for (int lane = 0; i > start && lane < Vector<double>.Count; lane++)
        {
            SmallestStep = Math.Min(SmallestStep, step[lane]);
        }

        return i - start;
    }

    private void EndRun()
    {
        if (_run >= _flatRun)
        {
            FlatCount += _run;
            Keep(_flatPlaces);
        }

        if (_run == 0)
        {
            return;
        }

        long clipped = _run >= ClippedRun ? _run : 0;
        if (_previous > _largest)
        {
            _largest = _previous;
            _atLargest = 0;
            _largestPlaces.Clear();
        }

        if (_previous == _largest && clipped > 0)
        {
            _atLargest += clipped;
            Keep(_largestPlaces);
        }

        if (_previous < _smallest)
        {
            _smallest = _previous;
            _atSmallest = 0;
            _smallestPlaces.Clear();
        }

        if (_previous == _smallest && clipped > 0)
        {
            _atSmallest += clipped;
            Keep(_smallestPlaces);
        }
    }

    private void Keep(List<Interval> places)
    {
        if (places.Count < MostPlaces)
        {
            places.Add(new Interval(_runSeconds, _runSeconds + (_run / _sampleRate)));
        }
    }
}
