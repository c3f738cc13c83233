using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static MyoclonusSignal.Spectra.VectorButterfly;

namespace MyoclonusSignal.Spectra;

/// <summary>The passes of a split transform with a stride of 4 or more: four neighbouring butterflies at a time.</summary>
/// <remarks>
/// A pass never writes where it reads, so a stride that is no multiple of four ends with a vector that overlaps the one
/// before and writes the same values again. The groups p = 0 have no twiddle factors; the last pass has only these.
/// </remarks>
internal static class VectorPasses
{
    /// <summary>Gets whether the processor has the instructions.</summary>
    public static bool AreSupported => Avx2.IsSupported && Fma.IsSupported;

    public static void Run(FourierPass pass, ref double re, ref double im, ref double toRe, ref double toIm)
    {
        for (int p = 0; p < pass.Groups; p++)
        {
            ref double w = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(pass.Twiddles), 2 * p * (pass.Radix - 1));
            nuint at = (nuint)p * (nuint)pass.Stride;
            nuint put = at * (nuint)pass.Radix;
            switch (pass.Radix)
            {
                case 2:
                    Radix2(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
                case 3:
                    VectorOddPasses.Radix3(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
                case 4 when p == 0:
                    Radix4<Untwiddled>(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
                case 4:
                    Radix4<Twiddled>(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
                case 5:
                    VectorOddPasses.Radix5(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
                case 8 when p == 0:
                    Radix8<Untwiddled>(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
                case 8:
                    Radix8<Twiddled>(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
                default:
                    VectorOddPasses.RadixOdd(pass, ref re, ref im, at, ref toRe, ref toIm, put, ref w);
                    break;
            }
        }
    }

    private static void Radix2(
        FourierPass pass, ref double re, ref double im, nuint at, ref double toRe, ref double toIm, nuint put, ref double w)
    {
        nuint stride = (nuint)pass.Stride;
        nuint half = stride * (nuint)pass.Groups;
        Vector256<double> c1 = Vector256.Create(w);
        Vector256<double> s1 = Vector256.Create(Unsafe.Add(ref w, 1));
        for (nuint q = 0; ; q = Next(q, stride))
        {
            Vector256<double> aRe = Vector256.LoadUnsafe(ref re, at + q);
            Vector256<double> aIm = Vector256.LoadUnsafe(ref im, at + q);
            Vector256<double> bRe = Vector256.LoadUnsafe(ref re, at + q + half);
            Vector256<double> bIm = Vector256.LoadUnsafe(ref im, at + q + half);
            (aRe + bRe).StoreUnsafe(ref toRe, put + q);
            (aIm + bIm).StoreUnsafe(ref toIm, put + q);
            Store<Twiddled>(aRe - bRe, aIm - bIm, c1, s1, ref toRe, ref toIm, put + q + stride);
            if (q + 4 >= stride)
            {
                return;
            }
        }
    }

    private static void Radix4<T>(
        FourierPass pass, ref double re, ref double im, nuint at, ref double toRe, ref double toIm, nuint put, ref double w)
        where T : struct
    {
        nuint stride = (nuint)pass.Stride;
        nuint quarter = stride * (nuint)pass.Groups;
        Vector256<double> c1 = Vector256.Create(w);
        Vector256<double> s1 = Vector256.Create(Unsafe.Add(ref w, 1));
        Vector256<double> c2 = Vector256.Create(Unsafe.Add(ref w, 2));
        Vector256<double> s2 = Vector256.Create(Unsafe.Add(ref w, 3));
        Vector256<double> c3 = Vector256.Create(Unsafe.Add(ref w, 4));
        Vector256<double> s3 = Vector256.Create(Unsafe.Add(ref w, 5));
        for (nuint q = 0; ; q = Next(q, stride))
        {
            nuint from = at + q;
            Vector256<double> aRe = Vector256.LoadUnsafe(ref re, from);
            Vector256<double> aIm = Vector256.LoadUnsafe(ref im, from);
            Vector256<double> bRe = Vector256.LoadUnsafe(ref re, from + quarter);
            Vector256<double> bIm = Vector256.LoadUnsafe(ref im, from + quarter);
            Vector256<double> cRe = Vector256.LoadUnsafe(ref re, from + (2 * quarter));
            Vector256<double> cIm = Vector256.LoadUnsafe(ref im, from + (2 * quarter));
            Vector256<double> dRe = Vector256.LoadUnsafe(ref re, from + (3 * quarter));
            Vector256<double> dIm = Vector256.LoadUnsafe(ref im, from + (3 * quarter));
            Vector256<double> acRe = aRe + cRe;
            Vector256<double> acIm = aIm + cIm;
            Vector256<double> bdRe = bRe + dRe;
            Vector256<double> bdIm = bIm + dIm;
            aRe -= cRe;
            aIm -= cIm;
            bRe -= dRe;
            bIm -= dIm;
            (acRe + bdRe).StoreUnsafe(ref toRe, put + q);
            (acIm + bdIm).StoreUnsafe(ref toIm, put + q);
            Store<T>(aRe + bIm, aIm - bRe, c1, s1, ref toRe, ref toIm, put + q + stride);
            Store<T>(acRe - bdRe, acIm - bdIm, c2, s2, ref toRe, ref toIm, put + q + (2 * stride));
            Store<T>(aRe - bIm, aIm + bRe, c3, s3, ref toRe, ref toIm, put + q + (3 * stride));
            if (q + 4 >= stride)
            {
                return;
            }
        }
    }

    private static void Radix8<T>(
        FourierPass pass, ref double re, ref double im, nuint at, ref double toRe, ref double toIm, nuint put, ref double w)
        where T : struct
    {
        nuint stride = (nuint)pass.Stride;
        nuint eighth = stride * (nuint)pass.Groups;
        Vector256<double> diagonal = Vector256.Create(pass.Roots[2]);
        for (nuint q = 0; ; q = Next(q, stride))
        {
            nuint from = at + q;
            nuint to = put + q;
            SumAndDifference(ref re, from, from + (4 * eighth), out Vector256<double> s0Re, out Vector256<double> d0Re);
            SumAndDifference(ref im, from, from + (4 * eighth), out Vector256<double> s0Im, out Vector256<double> d0Im);
            SumAndDifference(ref re, from + eighth, from + (5 * eighth), out Vector256<double> s1Re, out Vector256<double> d1Re);
            SumAndDifference(ref im, from + eighth, from + (5 * eighth), out Vector256<double> s1Im, out Vector256<double> d1Im);
            SumAndDifference(
                ref re, from + (2 * eighth), from + (6 * eighth), out Vector256<double> s2Re, out Vector256<double> d2Re);
            SumAndDifference(
                ref im, from + (2 * eighth), from + (6 * eighth), out Vector256<double> s2Im, out Vector256<double> d2Im);
            SumAndDifference(
                ref re, from + (3 * eighth), from + (7 * eighth), out Vector256<double> s3Re, out Vector256<double> d3Re);
            SumAndDifference(
                ref im, from + (3 * eighth), from + (7 * eighth), out Vector256<double> s3Im, out Vector256<double> d3Im);

            // The even outputs are the four-point transform of the sums.
            Vector256<double> tRe = s0Re + s2Re;
            Vector256<double> tIm = s0Im + s2Im;
            Vector256<double> uRe = s1Re + s3Re;
            Vector256<double> uIm = s1Im + s3Im;
            s0Re -= s2Re;
            s0Im -= s2Im;
            s1Re -= s3Re;
            s1Im -= s3Im;
            (tRe + uRe).StoreUnsafe(ref toRe, to);
            (tIm + uIm).StoreUnsafe(ref toIm, to);
            Store<T>(s0Re + s1Im, s0Im - s1Re, ref w, 2, ref toRe, ref toIm, to + (2 * stride));
            Store<T>(tRe - uRe, tIm - uIm, ref w, 6, ref toRe, ref toIm, to + (4 * stride));
            Store<T>(s0Re - s1Im, s0Im + s1Re, ref w, 10, ref toRe, ref toIm, to + (6 * stride));

            // The odd ones are that of the differences turned by 0, 1, 2, 3 eighths.
            uRe = (d1Re + d1Im) * diagonal;
            uIm = (d1Im - d1Re) * diagonal;
            tRe = (d3Im - d3Re) * diagonal;
            tIm = (d3Re + d3Im) * diagonal;
            d1Re = d0Re + d2Im;
            d1Im = d0Im - d2Re;
            d0Re -= d2Im;
            d0Im += d2Re;
            d2Re = uRe + tRe;
            d2Im = uIm - tIm;
            uRe -= tRe;
            uIm += tIm;
            Store<T>(d1Re + d2Re, d1Im + d2Im, ref w, 0, ref toRe, ref toIm, to + stride);
            Store<T>(d0Re + uIm, d0Im - uRe, ref w, 4, ref toRe, ref toIm, to + (3 * stride));
            Store<T>(d1Re - d2Re, d1Im - d2Im, ref w, 8, ref toRe, ref toIm, to + (5 * stride));
            Store<T>(d0Re - uIm, d0Im + uRe, ref w, 12, ref toRe, ref toIm, to + (7 * stride));
            if (q + 4 >= stride)
            {
                return;
            }
        }
    }
}
