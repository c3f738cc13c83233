namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds the fronts of the pulses of a trigger channel, as a stream: samples that leap far beyond what the channel usually changes by.
/// </summary>
/// <remarks>
/// A channel of numbers and one whose pulses an amplifier recorded, with its noise, are read alike. Fronts of one direction count:
/// that of the first. Not thread-safe; one per channel.
/// </remarks>
internal sealed class TriggerEdges
{
    // Noise changes by four times its mean change once in 700 samples, by eight times never.
    private const double LeastLeap = 8;

    // Of the largest leap: pulses of one channel are of one height, or of a few.
    private const double LeastPart = 0.3;
    private const double MemorySeconds = 1;

    // Fronts nearer than this are one: a line that bounces, or a front of some samples.
    private const double DeadSeconds = 0.005;

    // More than so many fronts a second are no marks.
    private const double MostPerSecond = 20;

    // A front is told so much later, by the largest leap until then: enough for the second flank of a pulse, and less than any
    // burst is looked at behind its end.
    private const double TellSeconds = 1;

    private readonly double _sampleRate;
    private readonly double _kept;
    private readonly List<(long At, double Leap)> _leaps = [];
    private double _last = double.NaN;
    private double _usual;

    // Of the mean, which begins with nothing.
    private double _weight;
    private long _count;
    private int _told;
    private double _largest;
    private double _sign;

    /// <summary>Initializes a new instance of the <see cref="TriggerEdges"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public TriggerEdges(double sampleRate)
    {
        _sampleRate = sampleRate;
        _kept = Math.Exp(-1 / (MemorySeconds * sampleRate));
    }

    /// <summary>Gets the fronts that are known so far, by the leaps up to a second behind them; those of the whole are <see cref="Fronts"/>.</summary>
    public List<long> Early { get; } = [];

    /// <summary>Takes in samples; NaN where one is missing.</summary>
    public void Process(ReadOnlySpan<double> samples)
    {
        foreach (double sample in samples)
        {
            double leap = sample - _last;
            if (Math.Abs(leap) * _weight > LeastLeap * _usual && leap != 0)
            {
                _leaps.Add((_count, leap));
                _largest = Math.Max(_largest, Math.Abs(leap));
            }

            // The fronts too: otherwise nothing would ever be usual, and every sample of a noisy channel kept.
            if (!double.IsNaN(leap))
            {
                _usual = (_kept * _usual) + ((1 - _kept) * Math.Abs(leap));
                _weight = (_kept * _weight) + (1 - _kept);
            }

            _last = double.IsNaN(sample) ? _last : sample;
            _count++;
            while (_told < _leaps.Count && _count - _leaps[_told].At > TellSeconds * _sampleRate)
            {
                Tell(_leaps[_told++]);
            }
        }
    }

    /// <summary>Gives the positions of the fronts; none where the channel is no trigger.</summary>
    public List<long> Fronts()
    {
        List<long> fronts = [];
        double largest = _leaps.Count == 0 ? 0 : _leaps.Max(leap => Math.Abs(leap.Leap));
        double sign = 0;
        foreach ((long at, double leap) in _leaps)
        {
            AddFront(fronts, at, leap, largest, ref sign);
        }

        return fronts.Count <= MostPerSecond * _count / _sampleRate ? fronts : [];
    }

    private void Tell((long At, double Leap) leap)
    {
        if (Early.Count < MostPerSecond * _count / _sampleRate)
        {
            AddFront(Early, leap.At, leap.Leap, _largest, ref _sign);
        }
    }

    private void AddFront(List<long> fronts, long at, double leap, double largest, ref double sign)
    {
        if (Math.Abs(leap) < LeastPart * largest)
        {
            return;
        }

        sign = sign == 0 ? leap : sign;
        if (leap * sign > 0 && (fronts.Count == 0 || at - fronts[^1] > DeadSeconds * _sampleRate))
        {
            fronts.Add(at);
        }
    }
}
