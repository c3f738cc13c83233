using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Runs one signal through a filter of finite impulse response, block by block.</summary>
/// <remarks>
/// Any division into blocks gives the same samples, bit for bit; before the first sample the signal was 0. A NaN leaves the filter
/// again after its length. The cost of a sample grows with the number of taps. Nothing is allocated after construction. Not
/// thread-safe; one per signal.
/// </remarks>
public sealed class FirFilter
{
    private const int ChunkSamples = 512;

    // The taps from the last to the first, in the order of the samples they meet.
    private readonly double[] _taps;

    // The last samples of the past, and behind them a chunk of new ones.
    private readonly double[] _line;

    /// <summary>Initializes a new instance of the <see cref="FirFilter"/> class.</summary>
    /// <param name="coefficients">The design.</param>
    public FirFilter(FirCoefficients coefficients)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        _taps = coefficients.Taps.ToArray();
        Array.Reverse(_taps);
        _line = new double[_taps.Length - 1 + ChunkSamples];
        DelaySamples = coefficients.DelaySamples;
    }

    /// <summary>Gets how many samples later a feature comes out, where the taps are symmetric (linear phase): half the length.</summary>
    public double DelaySamples { get; }

    /// <summary>Filters a block.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="output">Receives the filtered samples; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        int past = _taps.Length - 1;
        for (int at = 0; at < input.Length; at += ChunkSamples)
        {
            int count = Math.Min(ChunkSamples, input.Length - at);
            input.Slice(at, count).CopyTo(_line.AsSpan(past));
            Correlate(
                ref MemoryMarshal.GetArrayDataReference(_line),
                ref MemoryMarshal.GetArrayDataReference(_taps),
                _taps.Length,
                ref MemoryMarshal.GetReference(output.Slice(at, count)),
                count);
            _line.AsSpan(count, past).CopyTo(_line);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => Array.Clear(_line);

    /// <summary>output[i] = Σ taps[k]·line[i + k]; sixteen outputs at a time, each summed in the order of the taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate(ref double line, ref double taps, int tapCount, ref double output, int count)
    {
        int i = 0;
        for (; i + 16 <= count; i += 16)
        {
            Vector256<double> a = Vector256<double>.Zero;
            Vector256<double> b = Vector256<double>.Zero;
            Vector256<double> c = Vector256<double>.Zero;
            Vector256<double> d = Vector256<double>.Zero;
            for (int k = 0; k < tapCount; k++)
            {
                Vector256<double> tap = Vector256.Create(Unsafe.Add(ref taps, k));
                nuint from = (nuint)(i + k);
                a = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref line, from), a);
                b = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref line, from + 4), b);
                c = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref line, from + 8), c);
                d = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref line, from + 12), d);
            }

            a.StoreUnsafe(ref output, (nuint)i);
            b.StoreUnsafe(ref output, (nuint)i + 4);
            c.StoreUnsafe(ref output, (nuint)i + 8);
            d.StoreUnsafe(ref output, (nuint)i + 12);
        }

        for (; i < count; i++)
        {
            double sum = 0;
            for (int k = 0; k < tapCount; k++)
            {
                sum = Math.FusedMultiplyAdd(Unsafe.Add(ref taps, k), Unsafe.Add(ref line, i + k), sum);
            }

            Unsafe.Add(ref output, i) = sum;
        }
    }
}
