using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Lowers the sampling rate by a whole factor: a low-pass against aliasing, of which only every so manieth output is computed.</summary>
/// <remarks>
/// The first output is that at the first input sample, the next one a factor later, and so on; each belongs to the moment
/// <see cref="DelaySamples"/> input samples before. Any division into blocks gives the same samples, bit for bit; before the first
/// sample the signal was 0. A NaN leaves the filter again after its length. Nothing is allocated after construction. Not
/// thread-safe; one per signal.
/// </remarks>
public sealed class Decimator
{
    private const int ChunkSamples = 2048;

    // The low-pass of a larger one would have more taps than a filter can.
    private const int HighestFactor = 10_000;

    // The low-pass reaches from 0.4 to 0.6 of the new rate: what it lets through above half folds back above 0.4 only.
    private const double TransitionOfNewRate = 0.2;

    private readonly double[] _taps;
    private readonly double[] _line;
    private int _untilOutput;

    /// <summary>Initializes a new instance of the <see cref="Decimator"/> class with a low-pass of one's own.</summary>
    /// <param name="antiAlias">The low-pass, at the rate of the input.</param>
    /// <param name="factor">By how much the rate is lowered, 1 to 10 000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is outside its range.</exception>
    public Decimator(FirCoefficients antiAlias, int factor)
    {
        ArgumentNullException.ThrowIfNull(antiAlias);
        Guard.ThrowIfOutside(factor, 1, HighestFactor);
        Factor = factor;
        OutputRate = antiAlias.SampleRate / factor;
        DelaySamples = antiAlias.DelaySamples;
        DelaySeconds = DelaySamples / antiAlias.SampleRate;
        _taps = antiAlias.Taps.ToArray();
        Array.Reverse(_taps);
        _line = new double[_taps.Length - 1 + ChunkSamples];
    }

    /// <summary>Initializes a new instance of the <see cref="Decimator"/> class with <see cref="AntiAlias"/> as its low-pass.</summary>
    /// <param name="factor">By how much the rate is lowered, 1 to 10 000.</param>
    /// <param name="sampleRate">The sampling rate of the input in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Decimator(int factor, double sampleRate)
        : this(AntiAlias(factor, sampleRate), factor)
    {
    }

    /// <summary>Gets by how much the rate is lowered.</summary>
    public int Factor { get; }

    /// <summary>Gets the sampling rate of the output in Hz.</summary>
    public double OutputRate { get; }

    /// <summary>Gets how many input samples later a feature comes out, where the taps are symmetric; with <see cref="AntiAlias"/> a multiple of the factor.</summary>
    public double DelaySamples { get; }

    /// <summary>Gets how many seconds later a feature comes out.</summary>
    public double DelaySeconds { get; }

    /// <summary>Designs a low-pass for a factor: flat up to 0.4 of the new rate, and what folds back onto that attenuated.</summary>
    /// <param name="factor">By how much the rate is lowered, 1 to 10 000.</param>
    /// <param name="sampleRate">The sampling rate of the input in Hz.</param>
    /// <param name="attenuationDb">The attenuation in dB, 8 to 300. Default: 80, below the noise of a 12-bit converter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static FirCoefficients AntiAlias(int factor, double sampleRate, double attenuationDb = 80)
    {
        Guard.ThrowIfOutside(factor, 1, HighestFactor);
        Guard.ThrowIfNotSampleRate(sampleRate);
        if (factor == 1)
        {
            return new FirCoefficients([1], sampleRate);
        }

        double newRate = sampleRate / factor;
        int half = Fir.KaiserTaps(TransitionOfNewRate * newRate, sampleRate, attenuationDb) / 2;
        int wholeOutputs = (half + factor - 1) / factor;
        return Fir.LowPass((2 * wholeOutputs * factor) + 1, newRate / 2, sampleRate, attenuationDb);
    }

    /// <summary>Gives how many outputs the next so many samples will complete.</summary>
    /// <param name="inputCount">A number of samples, 0 or more.</param>
    public int OutputCount(int inputCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputCount);
        return inputCount <= _untilOutput ? 0 : ((inputCount - 1 - _untilOutput) / Factor) + 1;
    }

    /// <summary>Decimates a block.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="output">Receives the outputs; at least <see cref="OutputCount"/> long, and other memory.</param>
    /// <returns>How many outputs there were.</returns>
    /// <exception cref="ArgumentException">The output is too short, or overlaps the input.</exception>
    public int Process(ReadOnlySpan<double> input, Span<double> output)
    {
        int expected = OutputCount(input.Length);
        if (output.Length < expected)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected room for {expected} outputs; found {output.Length}."), nameof(output));
        }

        if (input.Overlaps(output))
        {
            throw new ArgumentException("Input and output must be disjoint; found an overlap.", nameof(output));
        }

        int past = _taps.Length - 1;
        int written = 0;
        for (int at = 0; at < input.Length; at += ChunkSamples)
        {
            int count = Math.Min(ChunkSamples, input.Length - at);
            input.Slice(at, count).CopyTo(_line.AsSpan(past));
            for (; _untilOutput < count; _untilOutput += Factor)
            {
                output[written++] = Dot(_line.AsSpan(_untilOutput, _taps.Length), _taps);
            }

            _untilOutput -= count;
            _line.AsSpan(count, past).CopyTo(_line);
        }

        return written;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Clear(_line);
        _untilOutput = 0;
    }

    /// <summary>Sixteen partial sums, then all of them: the same order for every output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> line, ReadOnlySpan<double> taps)
    {
        ref double samples = ref MemoryMarshal.GetReference(line);
        ref double weights = ref MemoryMarshal.GetReference(taps);
        Vector256<double> a = Vector256<double>.Zero;
        Vector256<double> b = Vector256<double>.Zero;
        Vector256<double> c = Vector256<double>.Zero;
        Vector256<double> d = Vector256<double>.Zero;
        nuint k = 0;
        nuint length = (nuint)taps.Length;
        for (; k + 16 <= length; k += 16)
        {
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref weights, k), Vector256.LoadUnsafe(ref samples, k), a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref weights, k + 4), Vector256.LoadUnsafe(ref samples, k + 4), b);
            c = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref weights, k + 8), Vector256.LoadUnsafe(ref samples, k + 8), c);
            d = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref weights, k + 12), Vector256.LoadUnsafe(ref samples, k + 12), d);
        }

        double sum = Vector256.Sum((a + b) + (c + d));
        for (; k < length; k++)
        {
            sum = Math.FusedMultiplyAdd(taps[(int)k], line[(int)k], sum);
        }

        return sum;
    }
}
