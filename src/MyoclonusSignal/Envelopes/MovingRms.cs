using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The root mean square of the last samples, over a window of fixed length, as a stream.</summary>
/// <remarks>As <see cref="MovingAverage"/>, of squares: no drift, any block size gives the same samples, nothing is allocated.</remarks>
public sealed class MovingRms
{
    private readonly MovingAverage _power;

    /// <summary>Initializes a new instance of the <see cref="MovingRms"/> class.</summary>
    /// <param name="windowSamples">The length of the window in samples, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public MovingRms(int windowSamples) => _power = new MovingAverage(windowSamples);

    /// <summary>Gets how many samples later a feature comes out: half the window.</summary>
    public double DelaySamples => _power.DelaySamples;

    /// <summary>Gives the envelope of a block.</summary>
    /// <param name="input">The next samples; a NaN makes every value whose window contains it NaN, and no other.</param>
    /// <param name="output">Receives the envelope; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        for (int i = 0; i < input.Length; i++)
        {
            double sample = input[i];
            output[i] = Math.Sqrt(_power.Next(sample * sample));
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => _power.Reset();
}
