namespace MyoclonusSignal.Analysis;

/// <summary>Counts missing, clipped and flat samples of one signal as it streams by.</summary>
internal sealed class QualityMeter
{
    // Two equal samples at the extreme happen by chance in coarse recordings; three in a row are a rail.
    private const int ClippedRun = 3;
    private const double FlatSeconds = 0.5;

    private readonly long _flatRun;
    private double _previous = double.NaN;
    private long _run;
    private double _largest = double.NegativeInfinity;
    private double _smallest = double.PositiveInfinity;
    private long _atLargest;
    private long _atSmallest;

    public QualityMeter(double sampleRate) => _flatRun = Math.Max(2, (long)Math.Ceiling(FlatSeconds * sampleRate));

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

    public void Process(ReadOnlySpan<double> input)
    {
        foreach (double sample in input)
        {
            if (sample == _previous)
            {
                _run++;
                continue;
            }

            EndRun();
            if (!double.IsFinite(sample))
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

    private void EndRun()
    {
        if (_run >= _flatRun)
        {
            FlatCount += _run;
        }

        if (_run == 0)
        {
            return;
        }

        long clipped = _run >= ClippedRun ? _run : 0;
        if (_previous > _largest)
        {
            _largest = _previous;
            _atLargest = clipped;
        }
        else if (_previous == _largest)
        {
            _atLargest += clipped;
        }

        if (_previous < _smallest)
        {
            _smallest = _previous;
            _atSmallest = clipped;
        }
        else if (_previous == _smallest)
        {
            _atSmallest += clipped;
        }
    }
}
