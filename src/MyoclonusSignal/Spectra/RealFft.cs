using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Spectra;

/// <summary>The discrete Fourier transform of real samples and its inverse, planned once for one length.</summary>
/// <remarks>
/// A plan is immutable and may be shared between threads; every call works in the caller's scratch and allocates
/// nothing. Forward has the sign exp(−2πi·jk/n) and no scaling, Inverse has 1/n, as in SciPy's <c>rfft</c> and
/// <c>irfft</c>. An even length costs half as much as an odd one. NaN spreads over the whole spectrum.
/// </remarks>
public sealed class RealFft
{
    private readonly SplitFft _complex;
    private readonly double[] _twiddles;
    private readonly bool _packed;

    /// <summary>Plans the transform of <paramref name="length"/> real samples.</summary>
    /// <param name="length">Number of samples, 1 or more; powers of two are fastest, see <see cref="NextFastLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public RealFft(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        SpectrumLength = (length / 2) + 1;

        // An even number of real samples is transformed as half as many complex ones.
        _packed = length % 2 == 0;
        _complex = new SplitFft(_packed ? length / 2 : length);
        ScratchLength = 4 * _complex.Length;
        _twiddles = _packed ? new double[length + 2] : [];
        for (int k = 0; k < _twiddles.Length / 2; k++)
        {
            (_twiddles[(2 * k) + 1], _twiddles[2 * k]) = UnitCircle.SinCos(-k, length);
        }
    }

    /// <summary>Gets the number of real samples.</summary>
    public int Length { get; }

    /// <summary>Gets the number of complex values from zero to half the sampling rate: Length/2 + 1.</summary>
    public int SpectrumLength { get; }

    /// <summary>Gets the number of doubles a call needs as scratch.</summary>
    public int ScratchLength { get; }

    /// <summary>Gives the smallest length at or above <paramref name="minimum"/> that is even and a product of 2, 3 and 5.</summary>
    /// <param name="minimum">Number of samples, 1 to 2³⁰.</param>
    public static int NextFastLength(int minimum)
    {
        Signals.Guard.ThrowIfOutside(minimum, 1, 1 << 30);
        int best = 1 << 30;
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
        Span<double> first = scratch[..(2 * n)];
        Span<double> second = scratch.Slice(2 * n, 2 * n);
        if (_packed)
        {
            for (int j = 0; j < n; j++)
            {
                first[j] = input[2 * j];
                first[n + j] = input[(2 * j) + 1];
            }
        }
        else
        {
            input.CopyTo(first);
            first[n..].Clear();
        }

        _complex.Transform(first, second, swapped: false);
        Span<double> result = _complex.EndsInSecond ? second : first;
        if (_packed)
        {
            Unpack(result, bins);
            return;
        }

        for (int k = 0; k < SpectrumLength; k++)
        {
            bins[2 * k] = result[k];
            bins[(2 * k) + 1] = result[n + k];
        }
    }

    /// <summary>Gives the real samples of a spectrum, scaled so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="spectrum"><see cref="SpectrumLength"/> values; the imaginary parts at zero and (even length) at half
    /// the sampling rate are taken as zero.</param>
    /// <param name="output">Receives <see cref="Length"/> samples.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> doubles, overwritten.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or two of them overlap.</exception>
    public void Inverse(ReadOnlySpan<Complex> spectrum, Span<double> output, Span<double> scratch)
    {
        ReadOnlySpan<double> bins = MemoryMarshal.Cast<Complex, double>(spectrum);
        ThrowIfUnusable(output, bins, scratch);
        int n = _complex.Length;
        double scale = 1.0 / Length;
        Span<double> first = scratch[..(2 * n)];
        Span<double> second = scratch.Slice(2 * n, 2 * n);
        if (_packed)
        {
            Pack(bins, first, scale);
        }
        else
        {
            first[0] = bins[0] * scale;
            first[n] = 0;
            for (int k = 1; k < SpectrumLength; k++)
            {
                first[k] = first[n - k] = bins[2 * k] * scale;
                first[n + k] = bins[(2 * k) + 1] * scale;
                first[(2 * n) - k] = -first[n + k];
            }
        }

        _complex.Transform(first, second, swapped: true);
        ReadOnlySpan<double> result = _complex.EndsInSecond ? second : first;
        if (!_packed)
        {
            result[..n].CopyTo(output);
            return;
        }

        for (int j = 0; j < n; j++)
        {
            output[2 * j] = result[j];
            output[(2 * j) + 1] = result[n + j];
        }
    }

    /// <summary>From Z, the transform of even samples + i·odd samples, to the spectrum X.</summary>
    /// <remarks>X[k] = E[k] + exp(−2πik/n)·O[k], E = (Z[k] + Z*[m−k])/2, O = (Z[k] − Z*[m−k])/(2i), m = n/2.</remarks>
    private void Unpack(ReadOnlySpan<double> z, Span<double> bins)
    {
        int m = _complex.Length;
        bins[0] = z[0] + z[m];
        bins[1] = 0;
        bins[2 * m] = z[0] - z[m];
        bins[(2 * m) + 1] = 0;
        for (int k = 1; k <= m / 2; k++)
        {
            double evenRe = 0.5 * (z[k] + z[m - k]);
            double evenIm = 0.5 * (z[m + k] - z[(2 * m) - k]);
            double oddRe = 0.5 * (z[m + k] + z[(2 * m) - k]);
            double oddIm = 0.5 * (z[m - k] - z[k]);
            double c = _twiddles[2 * k];
            double s = _twiddles[(2 * k) + 1];
            double turnedRe = (oddRe * c) - (oddIm * s);
            double turnedIm = (oddRe * s) + (oddIm * c);
            bins[2 * k] = evenRe + turnedRe;
            bins[(2 * k) + 1] = evenIm + turnedIm;
            bins[2 * (m - k)] = evenRe - turnedRe;
            bins[(2 * (m - k)) + 1] = turnedIm - evenIm;
        }
    }

    /// <summary>From the spectrum X to Z, twice scaled: Z[k] = E[k] + i·O[k].</summary>
    private void Pack(ReadOnlySpan<double> bins, Span<double> z, double scale)
    {
        int m = _complex.Length;
        z[0] = (bins[0] + bins[2 * m]) * scale;
        z[m] = (bins[0] - bins[2 * m]) * scale;
        for (int k = 1; k <= m / 2; k++)
        {
            double evenRe = (bins[2 * k] + bins[2 * (m - k)]) * scale;
            double evenIm = (bins[(2 * k) + 1] - bins[(2 * (m - k)) + 1]) * scale;
            double turnedRe = (bins[2 * k] - bins[2 * (m - k)]) * scale;
            double turnedIm = (bins[(2 * k) + 1] + bins[(2 * (m - k)) + 1]) * scale;
            double c = _twiddles[2 * k];
            double s = -_twiddles[(2 * k) + 1];
            double oddRe = (turnedRe * c) - (turnedIm * s);
            double oddIm = (turnedRe * s) + (turnedIm * c);
            z[k] = evenRe - oddIm;
            z[m + k] = evenIm + oddRe;
            z[m - k] = evenRe + oddIm;
            z[(2 * m) - k] = oddRe - evenIm;
        }
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
