using System.Numerics;

namespace MyoclonusSignal.Spectra;

/// <summary>The complex transform of a length with a large prime factor, by way of a convolution with a chirp.</summary>
/// <remarks>
/// X[k] = c*[k]·Σ (x[j]·c*[j])·c[k−j] with c[j] = exp(iπj²/n), since jk = (j² + k² − (k−j)²)/2: Bluestein (1970),
/// doi:10.1109/TAU.1970.1162132. The convolution is done by transforms of a power of two.
/// </remarks>
internal sealed class ChirpFft
{
    /// <summary>Above this prime factor a convolution is faster than a butterfly.</summary>
    public const int LargestButterfly = 31;

    private readonly int _length;
    private readonly SplitFft _inner;
    private readonly double[] _chirp;
    private readonly double[] _filter;

    public ChirpFft(int length, bool vectors)
    {
        _length = length;
        int padded = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));
        _inner = new SplitFft(padded, vectors);
        _chirp = new double[2 * length];
        double[] wrapped = new double[2 * padded];
        for (int j = 0; j < length; j++)
        {
            (double sin, double cos) = UnitCircle.SinCos((long)j * j % (2L * length), 2L * length);
            _chirp[2 * j] = cos;
            _chirp[(2 * j) + 1] = sin;
            int mirror = j == 0 ? 0 : padded - j;
            wrapped[2 * j] = wrapped[2 * mirror] = cos / padded;
            wrapped[(2 * j) + 1] = wrapped[(2 * mirror) + 1] = sin / padded;
        }

        double[] first = new double[2 * padded];
        _inner.Transform(wrapped, first, wrapped);
        _filter = _inner.EndsInFirst ? first : wrapped;
    }

    /// <summary>Gets the number of doubles a call needs as scratch.</summary>
    public int ScratchLength => 4 * _inner.Length;

    /// <summary>Transforms with the sign exp(−2πi·jk/n), without scaling.</summary>
    /// <param name="input">Real and imaginary parts in turn.</param>
    /// <param name="output">Receives all real parts, then all imaginary parts; disjoint from the scratch.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> doubles.</param>
    public void Transform(ReadOnlySpan<double> input, Span<double> output, Span<double> scratch)
    {
        int padded = _inner.Length;
        Span<double> first = scratch[..(2 * padded)];
        Span<double> second = scratch.Slice(2 * padded, 2 * padded);
        for (int j = 0; j < _length; j++)
        {
            double c = _chirp[2 * j];
            double s = _chirp[(2 * j) + 1];
            second[2 * j] = (input[2 * j] * c) + (input[(2 * j) + 1] * s);
            second[(2 * j) + 1] = (input[(2 * j) + 1] * c) - (input[2 * j] * s);
        }

        second[(2 * _length)..].Clear();
        _inner.Transform(second, first, second);
        Span<double> spectrum = _inner.EndsInFirst ? first : second;
        Span<double> other = _inner.EndsInFirst ? second : first;

        // With its parts exchanged before and after, a forward transform is the inverse one.
        for (int k = 0; k < padded; k++)
        {
            double re = spectrum[k];
            double im = spectrum[padded + k];
            other[(2 * k) + 1] = (re * _filter[k]) - (im * _filter[padded + k]);
            other[2 * k] = (re * _filter[padded + k]) + (im * _filter[k]);
        }

        _inner.Transform(other, spectrum, other);
        ReadOnlySpan<double> convolved = _inner.EndsInFirst ? spectrum : other;
        for (int k = 0; k < _length; k++)
        {
            double c = _chirp[2 * k];
            double s = _chirp[(2 * k) + 1];
            double im = convolved[k];
            double re = convolved[padded + k];
            output[k] = (re * c) + (im * s);
            output[_length + k] = (im * c) - (re * s);
        }
    }
}
