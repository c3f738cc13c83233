using System.Runtime.InteropServices;

namespace MyoclonusSignal.Spectra;

/// <summary>
/// An immutable plan for the complex transform of <see cref="Length"/> points whose result is split: all real parts,
/// then all imaginary parts.
/// </summary>
internal sealed class SplitFft
{
    private readonly FourierPass[] _passes;
    private readonly double[] _vectorTwiddles;
    private readonly bool _vectors;

    /// <param name="length">Number of complex points.</param>
    /// <param name="vectors">Whether to use the vector kernels where they apply; the processor must have them.</param>
    public SplitFft(int length, bool vectors)
    {
        Length = length;
        _vectors = vectors;
        List<int> radices = Factorise(length, eights: vectors);
        _passes = new FourierPass[radices.Count];
        int stride = 1;
        int rest = length;
        for (int i = 0; i < _passes.Length; i++)
        {
            rest /= radices[i];
            _passes[i] = new FourierPass(radices[i], rest, stride);
            stride *= radices[i];
        }

        _vectorTwiddles = vectors && length % 16 == 0 ? FirstVectorPass.Twiddles(_passes[0]) : [];
    }

    /// <summary>Gets the number of complex points.</summary>
    public int Length { get; }

    /// <summary>Gets whether the result lands in the first buffer, not in the second.</summary>
    public bool EndsInFirst => _passes.Length == 0 || (_passes.Length & 1) != 0;

    /// <summary>Transforms with the sign exp(−2πi·jk/n), without scaling.</summary>
    /// <param name="input">Real and imaginary parts in turn. It is read before anything is written to the second buffer.</param>
    /// <param name="first">2·Length doubles, disjoint from the input and the second buffer.</param>
    /// <param name="second">2·Length doubles; it may be the input's memory.</param>
    public void Transform(ReadOnlySpan<double> input, Span<double> first, Span<double> second)
    {
        int n = Length;
        Span<double> from = second;
        Span<double> to = first;
        if (_passes.Length == 0)
        {
            input.CopyTo(first);
            return;
        }

        if (_vectorTwiddles.Length > 0)
        {
            FirstVectorPass.Radix4(_passes[0].Groups, input, to[..n], to[n..], _vectorTwiddles);
        }
        else
        {
            ScalarPasses.First(_passes[0], input, to[..n], to[n..]);
        }

        for (int i = 1; i < _passes.Length; i++)
        {
            Span<double> free = from;
            from = to;
            to = free;
            FourierPass pass = _passes[i];
            if (_vectors && pass.Stride >= 4)
            {
                VectorPasses.Run(
                    pass,
                    ref MemoryMarshal.GetReference(from),
                    ref from[n],
                    ref MemoryMarshal.GetReference(to),
                    ref to[n]);
            }
            else
            {
                ScalarPasses.Run(pass, from[..n], from[n..], to[..n], to[n..]);
            }
        }
    }

    /// <summary>The radices in the order of the passes: fours and eights first, so that the strides are multiples of four.</summary>
    private static List<int> Factorise(int length, bool eights)
    {
        List<int> radices = [];
        int twos = System.Numerics.BitOperations.TrailingZeroCount(length);
        int odd = length >> twos;
        if (twos >= 2)
        {
            radices.Add(4);
            twos -= 2;
        }

        // 2^twos as a product of eights and fours; a single two is left only where nothing else is possible.
        while (eights && (twos >= 5 || twos == 3))
        {
            radices.Add(8);
            twos -= 3;
        }

        while (twos >= 2)
        {
            radices.Add(4);
            twos -= 2;
        }

        for (int radix = 3; odd > 1; radix += 2)
        {
            if ((long)radix * radix > odd)
            {
                radix = odd;
            }

            while (odd % radix == 0)
            {
                radices.Add(radix);
                odd /= radix;
            }
        }

        if (radices is not [4, ..])
        {
            // Without a four at its head the largest radix makes the strides long soonest.
            radices.Sort();
            radices.Reverse();
        }

        if (twos == 1)
        {
            radices.Add(2);
        }

        return radices;
    }
}
