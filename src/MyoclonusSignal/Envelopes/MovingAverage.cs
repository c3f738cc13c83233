using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The mean of the last samples, over a window of fixed length, as a stream.</summary>
/// <remarks>
/// Each sum is made of at most two partial sums of the window's own samples, so that, unlike in a running sum, rounding
/// errors do not build up over any length of signal. The first outputs are means over the samples there are. Any division
/// into blocks gives the same samples, bit for bit; nothing is allocated after construction. Not thread-safe; one per signal.
/// </remarks>
public sealed class MovingAverage
{
    private readonly double[] _samples;

    // The sums of the last samples of the block before: the sum from each position to its end.
    private readonly double[] _suffix;
    private double _prefix;
    private int _position;
    private bool _isFull;

    /// <summary>Initializes a new instance of the <see cref="MovingAverage"/> class.</summary>
    /// <param name="windowSamples">The length of the window in samples, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public MovingAverage(int windowSamples)
    {
        Guard.ThrowIfOutside(windowSamples, 1, Array.MaxLength);
        _samples = new double[windowSamples];
        _suffix = new double[windowSamples];
    }

    /// <summary>Gets the length of the window in samples.</summary>
    public int WindowSamples => _samples.Length;

    /// <summary>Gets how many samples later a feature comes out: half the window.</summary>
    public double DelaySamples => (_samples.Length - 1) / 2.0;

    /// <summary>Averages a block.</summary>
    /// <param name="input">The next samples; a NaN makes every mean that contains it NaN, and no other.</param>
    /// <param name="output">Receives the means; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = Next(input[i]);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _prefix = 0;
        _position = 0;
        _isFull = false;
        Array.Clear(_suffix);
    }

    internal double Next(double sample)
    {
        int window = _samples.Length;
        _samples[_position] = sample;
        _prefix += sample;
        double sum = _prefix + (_position + 1 < window ? _suffix[_position + 1] : 0);
        int count = _isFull ? window : _position + 1;
        if (++_position == window)
        {
            double suffix = 0;
            for (int i = window - 1; i >= 0; i--)
            {
                suffix += _samples[i];
                _suffix[i] = suffix;
            }

            _position = 0;
            _prefix = 0;
            _isFull = true;
        }

        return sum / count;
    }
}
