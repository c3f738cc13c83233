using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>Full-wave rectification: the magnitude of every sample. No state, no delay.</summary>
public static class Rectifier
{
    /// <summary>Rectifies a block.</summary>
    /// <param name="input">The samples; NaN stays NaN.</param>
    /// <param name="output">Receives the magnitudes; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public static void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = Math.Abs(input[i]);
        }
    }
}
