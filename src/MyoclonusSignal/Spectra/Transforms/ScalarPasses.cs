namespace MyoclonusSignal.Spectra;

/// <summary>The passes of a split transform one value at a time: for short strides, and the vector passes' oracle.</summary>
internal static class ScalarPasses
{
    /// <summary>The first pass, whose input has real and imaginary parts in turn.</summary>
    public static void First(FourierPass pass, ReadOnlySpan<double> input, Span<double> toRe, Span<double> toIm) =>
        Run(pass, new Parts(input, input[1..], 2), toRe, toIm);

    /// <summary>A later pass, whose input is split.</summary>
    public static void Run(
        FourierPass pass, ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> toRe, Span<double> toIm) =>
        Run(pass, new Parts(re, im, 1), toRe, toIm);

    private static void Run(FourierPass pass, Parts from, Span<double> toRe, Span<double> toIm)
    {
        switch (pass.Radix)
        {
            case 2:
                Radix2(pass, from, toRe, toIm);
                break;
            case 4:
                Radix4(pass, from, toRe, toIm);
                break;
            default:
                RadixOdd(pass, from, toRe, toIm);
                break;
        }
    }

    private static void Radix2(FourierPass pass, Parts from, Span<double> toRe, Span<double> toIm)
    {
        int half = pass.Stride * pass.Groups;
        for (int p = 0; p < pass.Groups; p++)
        {
            for (int q = 0; q < pass.Stride; q++)
            {
                int at = (p * pass.Stride) + q;
                int put = (2 * p * pass.Stride) + q;
                (double aRe, double aIm) = from[at];
                (double bRe, double bIm) = from[at + half];
                toRe[put] = aRe + bRe;
                toIm[put] = aIm + bIm;
                Turn(aRe - bRe, aIm - bIm, pass.Twiddles, 2 * p, put + pass.Stride, toRe, toIm);
            }
        }
    }

    private static void Radix4(FourierPass pass, Parts from, Span<double> toRe, Span<double> toIm)
    {
        int stride = pass.Stride;
        int quarter = stride * pass.Groups;
        for (int p = 0; p < pass.Groups; p++)
        {
            for (int q = 0; q < stride; q++)
            {
                int at = (p * stride) + q;
                int put = (4 * p * stride) + q;
                (double aRe, double aIm) = from[at];
                (double bRe, double bIm) = from[at + quarter];
                (double cRe, double cIm) = from[at + (2 * quarter)];
                (double dRe, double dIm) = from[at + (3 * quarter)];
                toRe[put] = aRe + cRe + (bRe + dRe);
                toIm[put] = aIm + cIm + (bIm + dIm);
                Turn(aRe - cRe + (bIm - dIm), aIm - cIm - (bRe - dRe), pass.Twiddles, 6 * p, put + stride, toRe, toIm);
                Turn(
                    aRe + cRe - (bRe + dRe),
                    aIm + cIm - (bIm + dIm),
                    pass.Twiddles,
                    (6 * p) + 2,
                    put + (2 * stride),
                    toRe,
                    toIm);
                Turn(
                    aRe - cRe - (bIm - dIm),
                    aIm - cIm + (bRe - dRe),
                    pass.Twiddles,
                    (6 * p) + 4,
                    put + (3 * stride),
                    toRe,
                    toIm);
            }
        }
    }

    /// <summary>Any odd radix: the pairs j and r−j share their cosines and, but for the sign, their sines.</summary>
    private static void RadixOdd(FourierPass pass, Parts from, Span<double> toRe, Span<double> toIm)
    {
        int radix = pass.Radix;
        int stride = pass.Stride;
        int step = stride * pass.Groups;
        int pairs = (radix - 1) / 2;
        for (int p = 0; p < pass.Groups; p++)
        {
            int twiddles = 2 * p * (radix - 1);
            for (int q = 0; q < stride; q++)
            {
                int at = (p * stride) + q;
                int put = (p * radix * stride) + q;
                (double firstRe, double firstIm) = from[at];
                double totalRe = firstRe;
                double totalIm = firstIm;
                for (int j = 1; j < radix; j++)
                {
                    (double re, double im) = from[at + (j * step)];
                    totalRe += re;
                    totalIm += im;
                }

                toRe[put] = totalRe;
                toIm[put] = totalIm;
                for (int k = 1; k <= pairs; k++)
                {
                    double evenRe = firstRe;
                    double evenIm = firstIm;
                    double oddRe = 0;
                    double oddIm = 0;
                    int root = 0;
                    for (int j = 1; j <= pairs; j++)
                    {
                        root += k;
                        root = root >= radix ? root - radix : root;
                        double c = pass.Roots[2 * root];
                        double s = pass.Roots[(2 * root) + 1];
                        (double lowRe, double lowIm) = from[at + (j * step)];
                        (double highRe, double highIm) = from[at + ((radix - j) * step)];
                        evenRe += c * (lowRe + highRe);
                        evenIm += c * (lowIm + highIm);
                        oddRe += s * (lowIm - highIm);
                        oddIm -= s * (lowRe - highRe);
                    }

                    int mirror = radix - k;
                    int turn = twiddles + (2 * k) - 2;
                    int mirrorTurn = twiddles + (2 * mirror) - 2;
                    Turn(evenRe + oddRe, evenIm + oddIm, pass.Twiddles, turn, put + (k * stride), toRe, toIm);
                    Turn(evenRe - oddRe, evenIm - oddIm, pass.Twiddles, mirrorTurn, put + (mirror * stride), toRe, toIm);
                }
            }
        }
    }

    private static void Turn(
        double re, double im, ReadOnlySpan<double> twiddles, int twiddle, int put, Span<double> toRe, Span<double> toIm)
    {
        double c = twiddles[twiddle];
        double s = twiddles[twiddle + 1];
        toRe[put] = (re * c) - (im * s);
        toIm[put] = (re * s) + (im * c);
    }

    /// <summary>Complex values that are split (step 1) or have their parts in turn (step 2).</summary>
    private readonly ref struct Parts(ReadOnlySpan<double> re, ReadOnlySpan<double> im, int step)
    {
        private readonly ReadOnlySpan<double> _re = re;
        private readonly ReadOnlySpan<double> _im = im;

        public (double Re, double Im) this[int index] => (_re[index * step], _im[index * step]);
    }
}
