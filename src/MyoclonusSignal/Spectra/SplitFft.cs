namespace MyoclonusSignal.Spectra;

/// <summary>
/// An immutable plan for the complex transform of <see cref="Length"/> points kept as two blocks: all real parts, then
/// all imaginary parts.
/// </summary>
/// <remarks>The passes go to and fro between two buffers of 2·<see cref="Length"/> doubles.</remarks>
internal sealed class SplitFft
{
    private readonly FourierPass[] _passes;

    public SplitFft(int length)
    {
        Length = length;
        List<int> radices = Factorise(length);
        _passes = new FourierPass[radices.Count];
        int stride = 1;
        int rest = length;
        for (int i = 0; i < _passes.Length; i++)
        {
            rest /= radices[i];
            _passes[i] = new FourierPass(radices[i], rest, stride);
            stride *= radices[i];
        }
    }

    /// <summary>Gets the number of complex points.</summary>
    public int Length { get; }

    /// <summary>Gets whether the result lands in the second buffer, not in the first, where the input is.</summary>
    public bool EndsInSecond => (_passes.Length & 1) != 0;

    /// <summary>Transforms with the sign exp(−2πi·jk/n), without scaling; both buffers are overwritten.</summary>
    /// <param name="first">2·Length doubles with the input.</param>
    /// <param name="second">2·Length doubles, disjoint from the first.</param>
    /// <param name="swapped">The imaginary parts come first: this gives the transform with the opposite sign.</param>
    public void Transform(Span<double> first, Span<double> second, bool swapped)
    {
        Span<double> from = first;
        Span<double> to = second;
        int n = Length;
        foreach (FourierPass pass in _passes)
        {
            Span<double> fromRe = swapped ? from[n..] : from[..n];
            Span<double> fromIm = swapped ? from[..n] : from[n..];
            Span<double> toRe = swapped ? to[n..] : to[..n];
            Span<double> toIm = swapped ? to[..n] : to[n..];
            switch (pass.Radix)
            {
                case 2:
                    Radix2(pass, fromRe, fromIm, toRe, toIm);
                    break;
                case 4:
                    Radix4(pass, fromRe, fromIm, toRe, toIm);
                    break;
                default:
                    RadixOdd(pass, fromRe, fromIm, toRe, toIm);
                    break;
            }

            Span<double> free = from;
            from = to;
            to = free;
        }
    }

    private static List<int> Factorise(int length)
    {
        List<int> radices = [];
        foreach (int radix in (ReadOnlySpan<int>)[4, 2])
        {
            while (length % radix == 0)
            {
                radices.Add(radix);
                length /= radix;
            }
        }

        for (int radix = 3; length > 1; radix += 2)
        {
            while (length % radix == 0)
            {
                radices.Add(radix);
                length /= radix;
            }

            if ((long)radix * radix > length && length > 1)
            {
                radices.Add(length);
                length = 1;
            }
        }

        return radices;
    }

    private static void Radix2(FourierPass pass, Span<double> re, Span<double> im, Span<double> toRe, Span<double> toIm)
    {
        int half = pass.Stride * pass.Groups;
        for (int p = 0; p < pass.Groups; p++)
        {
            double c = pass.Twiddles[2 * p];
            double s = pass.Twiddles[(2 * p) + 1];
            for (int q = 0; q < pass.Stride; q++)
            {
                int at = (p * pass.Stride) + q;
                int put = (2 * p * pass.Stride) + q;
                double dRe = re[at] - re[at + half];
                double dIm = im[at] - im[at + half];
                toRe[put] = re[at] + re[at + half];
                toIm[put] = im[at] + im[at + half];
                toRe[put + pass.Stride] = (dRe * c) - (dIm * s);
                toIm[put + pass.Stride] = (dRe * s) + (dIm * c);
            }
        }
    }

    private static void Radix4(FourierPass pass, Span<double> re, Span<double> im, Span<double> toRe, Span<double> toIm)
    {
        int quarter = pass.Stride * pass.Groups;
        int stride = pass.Stride;
        for (int p = 0; p < pass.Groups; p++)
        {
            ReadOnlySpan<double> w = pass.Twiddles.AsSpan(6 * p, 6);
            for (int q = 0; q < stride; q++)
            {
                int at = (p * stride) + q;
                int put = (4 * p * stride) + q;
                double sumRe = re[at] + re[at + (2 * quarter)];
                double sumIm = im[at] + im[at + (2 * quarter)];
                double difRe = re[at] - re[at + (2 * quarter)];
                double difIm = im[at] - im[at + (2 * quarter)];
                double oddSumRe = re[at + quarter] + re[at + (3 * quarter)];
                double oddSumIm = im[at + quarter] + im[at + (3 * quarter)];
                double oddDifRe = re[at + quarter] - re[at + (3 * quarter)];
                double oddDifIm = im[at + quarter] - im[at + (3 * quarter)];
                double y1Re = difRe + oddDifIm;
                double y1Im = difIm - oddDifRe;
                double y2Re = sumRe - oddSumRe;
                double y2Im = sumIm - oddSumIm;
                double y3Re = difRe - oddDifIm;
                double y3Im = difIm + oddDifRe;
                toRe[put] = sumRe + oddSumRe;
                toIm[put] = sumIm + oddSumIm;
                toRe[put + stride] = (y1Re * w[0]) - (y1Im * w[1]);
                toIm[put + stride] = (y1Re * w[1]) + (y1Im * w[0]);
                toRe[put + (2 * stride)] = (y2Re * w[2]) - (y2Im * w[3]);
                toIm[put + (2 * stride)] = (y2Re * w[3]) + (y2Im * w[2]);
                toRe[put + (3 * stride)] = (y3Re * w[4]) - (y3Im * w[5]);
                toIm[put + (3 * stride)] = (y3Re * w[5]) + (y3Im * w[4]);
            }
        }
    }

    /// <summary>Any odd radix: the pairs j and r−j share their cosines and, but for the sign, their sines.</summary>
    private static void RadixOdd(FourierPass pass, Span<double> re, Span<double> im, Span<double> toRe, Span<double> toIm)
    {
        int radix = pass.Radix;
        int stride = pass.Stride;
        int step = stride * pass.Groups;
        int pairs = (radix - 1) / 2;
        for (int p = 0; p < pass.Groups; p++)
        {
            ReadOnlySpan<double> w = pass.Twiddles.AsSpan(2 * p * (radix - 1), 2 * (radix - 1));
            for (int q = 0; q < stride; q++)
            {
                int at = (p * stride) + q;
                int put = (p * radix * stride) + q;
                double totalRe = re[at];
                double totalIm = im[at];
                for (int j = 1; j < radix; j++)
                {
                    totalRe += re[at + (j * step)];
                    totalIm += im[at + (j * step)];
                }

                toRe[put] = totalRe;
                toIm[put] = totalIm;
                for (int k = 1; k <= pairs; k++)
                {
                    double evenRe = re[at];
                    double evenIm = im[at];
                    double oddRe = 0;
                    double oddIm = 0;
                    int root = 0;
                    for (int j = 1; j <= pairs; j++)
                    {
                        root += k;
                        root = root >= radix ? root - radix : root;
                        double c = pass.Roots[2 * root];
                        double s = pass.Roots[(2 * root) + 1];
                        int low = at + (j * step);
                        int high = at + ((radix - j) * step);
                        evenRe += c * (re[low] + re[high]);
                        evenIm += c * (im[low] + im[high]);
                        oddRe += s * (im[low] - im[high]);
                        oddIm -= s * (re[low] - re[high]);
                    }

                    Turn(evenRe + oddRe, evenIm + oddIm, w[(2 * k) - 2], w[(2 * k) - 1], put + (k * stride), toRe, toIm);
                    int mirror = radix - k;
                    Turn(
                        evenRe - oddRe,
                        evenIm - oddIm,
                        w[(2 * mirror) - 2],
                        w[(2 * mirror) - 1],
                        put + (mirror * stride),
                        toRe,
                        toIm);
                }
            }
        }
    }

    private static void Turn(double re, double im, double cos, double sin, int put, Span<double> toRe, Span<double> toIm)
    {
        toRe[put] = (re * cos) - (im * sin);
        toIm[put] = (re * sin) + (im * cos);
    }
}
