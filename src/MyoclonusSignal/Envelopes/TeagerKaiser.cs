using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>
/// The Teager–Kaiser energy ψ[n] = x[n]² − x[n−1]·x[n+1] as a stream: amplitude and frequency together, so that a burst of
/// EMG stands out further from the noise than in its power (Kaiser (1990), doi:10.1109/ICASSP.1990.115702).
/// </summary>
/// <remarks>
/// ψ needs the next sample, so each output belongs to the sample before; the first two outputs are 0. The unit is the square
/// of the input's. Any block size gives the same samples, bit for bit; nothing is allocated. Not thread-safe; one per signal.
/// </remarks>
public sealed class TeagerKaiser
{
    private double _last;
    private double _beforeLast;
    private int _count;

    /// <summary>Gets how many samples later a feature comes out: 1.</summary>
    public static int DelaySamples => 1;

    /// <summary>Gives the energy of a block.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="output">Receives ψ of the sample before each; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        for (int i = 0; i < input.Length; i++)
        {
            double sample = input[i];
            output[i] = _count < 2 ? 0 : (_last * _last) - (_beforeLast * sample);
            _count = Math.Min(2, _count + 1);
            _beforeLast = _last;
            _last = sample;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _count = 0;
        _last = 0;
        _beforeLast = 0;
    }
}
