using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static MyoclonusSignal.Spectra.VectorButterfly;

namespace MyoclonusSignal.Spectra;

/// <summary>The passes of odd radix of a split transform, four neighbouring butterflies at a time.</summary>
/// <remarks>The pairs of elements j and r−j share their cosines and, but for the sign, their sines.</remarks>
internal static class VectorOddPasses
{
    public static void Radix3(
        FourierPass pass, ref double re, ref double im, nuint at, ref double toRe, ref double toIm, nuint put, ref double w)
    {
        nuint stride = (nuint)pass.Stride;
        nuint third = stride * (nuint)pass.Groups;
        Vector256<double> c1 = Vector256.Create(w);
        Vector256<double> s1 = Vector256.Create(Unsafe.Add(ref w, 1));
        Vector256<double> c2 = Vector256.Create(Unsafe.Add(ref w, 2));
        Vector256<double> s2 = Vector256.Create(Unsafe.Add(ref w, 3));
        Vector256<double> sine = Vector256.Create(pass.Roots[3]);
        Vector256<double> half = Vector256.Create(0.5);
        for (nuint q = 0; ; q = Next(q, stride))
        {
            nuint from = at + q;
            Vector256<double> aRe = Vector256.LoadUnsafe(ref re, from);
            Vector256<double> aIm = Vector256.LoadUnsafe(ref im, from);
            Vector256<double> bRe = Vector256.LoadUnsafe(ref re, from + third);
            Vector256<double> bIm = Vector256.LoadUnsafe(ref im, from + third);
            Vector256<double> cRe = Vector256.LoadUnsafe(ref re, from + (2 * third));
            Vector256<double> cIm = Vector256.LoadUnsafe(ref im, from + (2 * third));
            Vector256<double> sumRe = bRe + cRe;
            Vector256<double> sumIm = bIm + cIm;
            Vector256<double> difRe = (bRe - cRe) * sine;
            Vector256<double> difIm = (bIm - cIm) * sine;
            (aRe + sumRe).StoreUnsafe(ref toRe, put + q);
            (aIm + sumIm).StoreUnsafe(ref toIm, put + q);
            aRe = Fma.MultiplyAddNegated(sumRe, half, aRe);
            aIm = Fma.MultiplyAddNegated(sumIm, half, aIm);
            Store<Twiddled>(aRe + difIm, aIm - difRe, c1, s1, ref toRe, ref toIm, put + q + stride);
            Store<Twiddled>(aRe - difIm, aIm + difRe, c2, s2, ref toRe, ref toIm, put + q + (2 * stride));
            if (q + 4 >= stride)
            {
                return;
            }
        }
    }

    public static void Radix5(
        FourierPass pass, ref double re, ref double im, nuint at, ref double toRe, ref double toIm, nuint put, ref double w)
    {
        nuint stride = (nuint)pass.Stride;
        nuint fifth = stride * (nuint)pass.Groups;
        Vector256<double> cos1 = Vector256.Create(pass.Roots[2]);
        Vector256<double> sin1 = Vector256.Create(pass.Roots[3]);
        Vector256<double> cos2 = Vector256.Create(pass.Roots[4]);
        Vector256<double> sin2 = Vector256.Create(pass.Roots[5]);
        for (nuint q = 0; ; q = Next(q, stride))
        {
            nuint from = at + q;
            Vector256<double> aRe = Vector256.LoadUnsafe(ref re, from);
            Vector256<double> aIm = Vector256.LoadUnsafe(ref im, from);
            SumAndDifference(ref re, from + fifth, from + (4 * fifth), out Vector256<double> beRe, out Vector256<double> bmeRe);
            SumAndDifference(ref im, from + fifth, from + (4 * fifth), out Vector256<double> beIm, out Vector256<double> bmeIm);
            SumAndDifference(
                ref re, from + (2 * fifth), from + (3 * fifth), out Vector256<double> cdRe, out Vector256<double> cmdRe);
            SumAndDifference(
                ref im, from + (2 * fifth), from + (3 * fifth), out Vector256<double> cdIm, out Vector256<double> cmdIm);
            (aRe + beRe + cdRe).StoreUnsafe(ref toRe, put + q);
            (aIm + beIm + cdIm).StoreUnsafe(ref toIm, put + q);
            Vector256<double> evenRe = Fma.MultiplyAdd(cdRe, cos2, Fma.MultiplyAdd(beRe, cos1, aRe));
            Vector256<double> evenIm = Fma.MultiplyAdd(cdIm, cos2, Fma.MultiplyAdd(beIm, cos1, aIm));
            Vector256<double> oddRe = Fma.MultiplyAdd(bmeIm, sin1, cmdIm * sin2);
            Vector256<double> oddIm = Fma.MultiplyAdd(bmeRe, sin1, cmdRe * sin2);
            StorePair(evenRe, evenIm, oddRe, oddIm, ref w, 0, 6, ref toRe, ref toIm, put + q + stride, put + q + (4 * stride));
            evenRe = Fma.MultiplyAdd(cdRe, cos1, Fma.MultiplyAdd(beRe, cos2, aRe));
            evenIm = Fma.MultiplyAdd(cdIm, cos1, Fma.MultiplyAdd(beIm, cos2, aIm));
            oddRe = Fma.MultiplyAddNegated(cmdIm, sin1, bmeIm * sin2);
            oddIm = Fma.MultiplyAddNegated(cmdRe, sin1, bmeRe * sin2);
            StorePair(
                evenRe, evenIm, oddRe, oddIm, ref w, 2, 4, ref toRe, ref toIm, put + q + (2 * stride), put + q + (3 * stride));
            if (q + 4 >= stride)
            {
                return;
            }
        }
    }

    public static void RadixOdd(
        FourierPass pass, ref double re, ref double im, nuint at, ref double toRe, ref double toIm, nuint put, ref double w)
    {
        int radix = pass.Radix;
        nuint stride = (nuint)pass.Stride;
        nuint step = stride * (nuint)pass.Groups;
        for (nuint q = 0; ; q = Next(q, stride))
        {
            nuint from = at + q;
            Vector256<double> firstRe = Vector256.LoadUnsafe(ref re, from);
            Vector256<double> firstIm = Vector256.LoadUnsafe(ref im, from);
            Vector256<double> totalRe = firstRe;
            Vector256<double> totalIm = firstIm;
            for (int j = 1; j < radix; j++)
            {
                totalRe += Vector256.LoadUnsafe(ref re, from + ((nuint)j * step));
                totalIm += Vector256.LoadUnsafe(ref im, from + ((nuint)j * step));
            }

            totalRe.StoreUnsafe(ref toRe, put + q);
            totalIm.StoreUnsafe(ref toIm, put + q);
            for (int k = 1; 2 * k < radix; k++)
            {
                Vector256<double> evenRe = firstRe;
                Vector256<double> evenIm = firstIm;
                Vector256<double> oddRe = Vector256<double>.Zero;
                Vector256<double> oddIm = Vector256<double>.Zero;
                int root = 0;
                for (int j = 1; 2 * j < radix; j++)
                {
                    root += k;
                    root = root >= radix ? root - radix : root;
                    Vector256<double> cos = Vector256.Create(pass.Roots[2 * root]);
                    Vector256<double> sin = Vector256.Create(pass.Roots[(2 * root) + 1]);
                    nuint low = from + ((nuint)j * step);
                    nuint high = from + ((nuint)(radix - j) * step);
                    SumAndDifference(ref re, low, high, out Vector256<double> sumRe, out Vector256<double> difRe);
                    SumAndDifference(ref im, low, high, out Vector256<double> sumIm, out Vector256<double> difIm);
                    evenRe = Fma.MultiplyAdd(cos, sumRe, evenRe);
                    evenIm = Fma.MultiplyAdd(cos, sumIm, evenIm);
                    oddRe = Fma.MultiplyAdd(sin, difIm, oddRe);
                    oddIm = Fma.MultiplyAdd(sin, difRe, oddIm);
                }

                int mirror = radix - k;
                nuint putLow = put + q + ((nuint)k * stride);
                nuint putHigh = put + q + ((nuint)mirror * stride);
                StorePair(
                    evenRe, evenIm, oddRe, oddIm, ref w, (2 * k) - 2, (2 * mirror) - 2, ref toRe, ref toIm, putLow, putHigh);
            }

            if (q + 4 >= stride)
            {
                return;
            }
        }
    }

    /// <summary>Writes even − i·odd and even + i·odd, turned, where odd has its parts as (imaginary, real).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(
        Vector256<double> evenRe,
        Vector256<double> evenIm,
        Vector256<double> oddRe,
        Vector256<double> oddIm,
        ref double w,
        int turnLow,
        int turnHigh,
        ref double toRe,
        ref double toIm,
        nuint putLow,
        nuint putHigh)
    {
        Store<Twiddled>(evenRe + oddRe, evenIm - oddIm, ref w, turnLow, ref toRe, ref toIm, putLow);
        Store<Twiddled>(evenRe - oddRe, evenIm + oddIm, ref w, turnHigh, ref toRe, ref toIm, putHigh);
    }
}
