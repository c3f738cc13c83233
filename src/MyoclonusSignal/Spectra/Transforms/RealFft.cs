using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>The discrete Fourier transform of real samples and its inverse, planned once for one length.</summary>
/// <remarks>
/// A plan is immutable and may be shared between threads; every call works in the caller's scratch and allocates
/// nothing. Forward has the sign exp(−2πi·jk/n) and no scaling, Inverse has 1/n, as in SciPy's <c>rfft</c> and
/// <c>irfft</c>. An even length costs half as much as an odd one. NaN spreads over the whole spectrum.
/// </remarks>
public sealed class RealFft
{
    /// <summary>The greatest length of a transform, in samples.</summary>
    internal const int LongestLength = 1 << 26;

    private readonly ComplexFft _complex;
    private readonly double[] _turns;
    private readonly bool _packed;
    private readonly bool _vectors;

    /// <summary>Plans the transform of <paramref name="length"/> real samples.</summary>
    /// <param name="length">Number of samples, 1 to 2²⁶; powers of two are fastest, see <see cref="NextFastLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of its range.</exception>
    public RealFft(int length)
        : this(length, VectorPasses.AreSupported)
    {
    }

    /// <summary>Plans with or without vector instructions: the plan without is the oracle of the other.</summary>
    internal RealFft(int length, bool vectors)
    {
        Guard.ThrowIfOutside(length, 1, LongestLength);
        Length = length;
        SpectrumLength = (length / 2) + 1;
        _vectors = vectors;

        // An even number of real samples is transformed as half as many complex ones.
        _packed = length % 2 == 0;
        _complex = new ComplexFft(_packed ? length / 2 : length, vectors);
        ScratchLength = (_packed ? length : 4 * length) + _complex.ExtraLength;
        _turns = _packed ? RealPacking.Turns(length) : [];
    }

    /// <summary>Gets the number of real samples.</summary>
    public int Length { get; }

    /// <summary>Gets the number of complex values from zero to half the sampling rate: Length/2 + 1.</summary>
    public int SpectrumLength { get; }

    /// <summary>Gets the number of doubles a call needs as scratch.</summary>
    public int ScratchLength { get; }

    /// <summary>Gives the smallest length at or above <paramref name="minimum"/> that is even and a product of 2, 3 and 5.</summary>
    /// <param name="minimum">Number of samples, 1 to 2²⁶.</param>
    public static int NextFastLength(int minimum)
    {
        Guard.ThrowIfOutside(minimum, 1, LongestLength);
        int best = LongestLength;
        for (long fives = 2; fives < best; fives *= 5)
        {
            for (long threes = fives; threes < best; threes *= 3)
            {
                long candidate = threes;
                while (candidate < minimum)
                {
                    candidate *= 2;
                }

                best = (int)Math.Min(best, candidate);
            }
        }

        return best;
    }

    /// <summary>Gives the spectrum of real samples: Σ input[j]·exp(−2πi·jk/n) for k = 0…n/2.</summary>
    /// <param name="input"><see cref="Length"/> samples; they are not changed.</param>
    /// <param name="spectrum">Receives <see cref="SpectrumLength"/> values.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> doubles, overwritten.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or two of them overlap.</exception>
    public void Forward(ReadOnlySpan<double> input, Span<Complex> spectrum, Span<double> scratch)
    {
        Span<double> bins = MemoryMarshal.Cast<Complex, double>(spectrum);
        ThrowIfUnusable(input, bins, scratch);
        int n = _complex.Length;
        if (_packed)
        {
            // The spectrum's own memory serves as one of the two buffers.
            Span<double> packed = scratch[..Length];
            _complex.Transform(input, packed, bins[..Length], scratch[Length..]);
            RealPacking.Unpack(packed[..n], packed[n..], _turns, bins, _vectors);
            return;
        }

        Span<double> result = scratch[..(2 * n)];
        Span<double> spare = scratch.Slice(2 * n, 2 * n);
        Span<double> source = _complex.InputPlace(result, spare);
        source.Clear();
        for (int j = 0; j < n; j++)
        {
            source[2 * j] = input[j];
        }

        _complex.Transform(source, result, spare, scratch[(4 * n)..]);
        RealPacking.Interleave(result[..SpectrumLength], result.Slice(n, SpectrumLength), bins, _vectors);
    }

    /// <summary>Gives the real samples of a spectrum, scaled so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="spectrum"><see cref="SpectrumLength"/> values, not changed; the imaginary parts at zero and (even
    /// length) at half the sampling rate are taken as zero.</param>
    /// <param name="output">Receives <see cref="Length"/> samples.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> doubles, overwritten.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or two of them overlap.</exception>
    public void Inverse(ReadOnlySpan<Complex> spectrum, Span<double> output, Span<double> scratch)
    {
        ReadOnlySpan<double> bins = MemoryMarshal.Cast<Complex, double>(spectrum);
        ThrowIfUnusable(output, bins, scratch);
        int n = _complex.Length;
        double scale = 1.0 / Length;
        Span<double> result = scratch[..(2 * n)];
        if (_packed)
        {
            // As in Forward, the output serves as one of the two buffers.
            Span<double> packed = _complex.InputPlace(result, output);
            RealPacking.Pack(bins, _turns, scale, packed);
            _complex.Transform(packed, result, output, scratch[(2 * n)..]);
            RealPacking.Interleave(result[n..], result[..n], output, _vectors);
            return;
        }

        Span<double> spare = scratch.Slice(2 * n, 2 * n);
        Span<double> source = _complex.InputPlace(result, spare);
        source[0] = 0;
        source[1] = bins[0] * scale;
        for (int k = 1; k < SpectrumLength; k++)
        {
            source[2 * k] = bins[(2 * k) + 1] * scale;
            source[(2 * k) + 1] = bins[2 * k] * scale;
            source[2 * (n - k)] = -source[2 * k];
            source[(2 * (n - k)) + 1] = source[(2 * k) + 1];
        }

        _complex.Transform(source, result, spare, scratch[(4 * n)..]);
        result.Slice(n, n).CopyTo(output);
    }

    private void ThrowIfUnusable(ReadOnlySpan<double> samples, ReadOnlySpan<double> bins, Span<double> scratch)
    {
        ThrowIfNotLength(samples.Length, Length, "samples");
        ThrowIfNotLength(bins.Length / 2, SpectrumLength, "spectral values");
        if (scratch.Length < ScratchLength)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A plan for {Length} samples needs {ScratchLength} doubles of scratch; found {scratch.Length}."),
                nameof(scratch));
        }

        if (samples.Overlaps(bins) || samples.Overlaps(scratch) || bins.Overlaps(scratch))
        {
            throw new ArgumentException("Samples, spectrum and scratch must be disjoint; found an overlap.", nameof(scratch));
        }
    }

    private void ThrowIfNotLength(int found, int expected, string what)
    {
        if (found != expected)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A plan for {Length} samples takes {expected} {what}; found {found}."));
        }
    }
}
