namespace MyoclonusSignal.Analysis.Traces;

/// <summary>One line on its way: its samples in the finest bins, of which the last ones can be looked at again, and its overview.</summary>
internal sealed class LineRecorder
{
    private readonly double _binSeconds;
    private readonly int _binSamples;
    private readonly float[] _minimum;
    private readonly float[] _maximum;
    private readonly int _mask;
    private double _startSeconds;
    private double _lowest;
    private double _highest;
    private int _pending;

    /// <summary>Initializes a new instance of the <see cref="LineRecorder"/> class.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="name">The signal's name.</param>
    /// <param name="binSamples">The samples in a bin.</param>
    /// <param name="binSeconds">Their time.</param>
    /// <param name="heldBins">How many bins can be looked at again.</param>
    /// <param name="mostBins">The most bins of the overview.</param>
    public LineRecorder(TraceKind kind, string name, int binSamples, double binSeconds, int heldBins, int mostBins)
    {
        Kind = kind;
        Name = name;
        _binSamples = binSamples;
        _binSeconds = binSeconds;
        int length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, heldBins));
        _minimum = new float[length];
        _maximum = new float[length];
        _mask = length - 1;
        Overview = new LineOverview(binSeconds, mostBins);
    }

    public TraceKind Kind { get; }

    public string Name { get; }

    public LineOverview Overview { get; }

    /// <summary>Gets the number of bins of the segment.</summary>
    public long Count { get; private set; }

    /// <summary>Gets where the last bin ends.</summary>
    public double EndSeconds => _startSeconds + (Count * _binSeconds);

    public void Begin(double startSeconds)
    {
        _startSeconds = startSeconds;
        Count = 0;
        Overview.Begin(startSeconds);
    }

    /// <summary>Takes in samples.</summary>
    public void Add(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<double> part = samples[..Math.Min(_binSamples - _pending, samples.Length)];
            (double lowest, double highest) = _pending == 0 ? (part[0], part[0]) : (_lowest, _highest);
            foreach (double sample in part)
            {
                // No branch: of noise, which of them is the smallest cannot be predicted.
                lowest = double.MinNative(sample, lowest);
                highest = double.MaxNative(sample, highest);
            }

            samples = samples[part.Length..];
            _pending += part.Length;
            (_lowest, _highest) = (lowest, highest);
            if (_pending == _binSamples)
            {
                AddBin((float)lowest, (float)highest);
                _pending = 0;
            }
        }
    }

    /// <summary>Takes in a bin.</summary>
    public void AddBin(float minimum, float maximum)
    {
        int at = (int)(Count++ & _mask);
        _minimum[at] = minimum;
        _maximum[at] = maximum;
        Overview.Add(minimum, maximum);
    }

    /// <summary>Ends the segment; a bin that was begun is whole.</summary>
    public void End()
    {
        if (_pending > 0)
        {
            AddBin((float)_lowest, (float)_highest);
            _pending = 0;
        }

        Overview.End();
    }

    /// <summary>Gives the bins between two times of the segment, as far as they are there.</summary>
    public TracePiece Copy(double startSeconds, double endSeconds)
    {
        long first = Math.Max((long)Math.Floor(((startSeconds - _startSeconds) / _binSeconds) + 1e-6), Math.Max(0, Count - _minimum.Length));
        long end = Math.Min((long)Math.Ceiling(((endSeconds - _startSeconds) / _binSeconds) - 1e-6), Count);
        float[] minimum = new float[Math.Max(0, end - first)];
        float[] maximum = new float[minimum.Length];
        int at = (int)(first & _mask);
        int before = Math.Min(minimum.Length, _minimum.Length - at);
        _minimum.AsSpan(at, before).CopyTo(minimum);
        _maximum.AsSpan(at, before).CopyTo(maximum);
        _minimum.AsSpan(0, minimum.Length - before).CopyTo(minimum.AsSpan(before));
        _maximum.AsSpan(0, maximum.Length - before).CopyTo(maximum.AsSpan(before));

        return new TracePiece(
            _startSeconds + (first * _binSeconds), _binSeconds, minimum, minimum.AsSpan().SequenceEqual(maximum) ? minimum : maximum);
    }
}
