using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        Magnitudes(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), input.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Magnitudes(ref double input, ref double output, int count)
    {
        int i = 0;
        for (; i + Vector256<double>.Count <= count; i += Vector256<double>.Count)
        {
            Vector256.Abs(Vector256.LoadUnsafe(ref input, (nuint)i)).StoreUnsafe(ref output, (nuint)i);
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref output, i) = Math.Abs(Unsafe.Add(ref input, i));
        }
    }
}
