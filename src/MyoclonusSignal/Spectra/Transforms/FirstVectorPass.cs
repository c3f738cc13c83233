using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MyoclonusSignal.Spectra;

/// <summary>The first pass, radix 4, of a transform whose length is a multiple of 16: four butterflies at a time.</summary>
/// <remarks>
/// Its stride is 1, so the four neighbours in a vector are four groups p with their own twiddle factors. Splitting the
/// parts with two unpack instructions leaves the groups in the order 0, 2, 1, 3; the twiddle factors are stored in this
/// order and each group's four outputs are written where they belong, so nothing is put right in between.
/// </remarks>
internal static class FirstVectorPass
{
    private static ReadOnlySpan<int> GroupOrder => [0, 2, 1, 3];

    /// <summary>Gives the pass's twiddle factors as vectors: for each four groups, cosines then sines of k = 1, 2, 3.</summary>
    public static double[] Twiddles(FourierPass pass)
    {
        double[] twiddles = new double[6 * pass.Groups];
        for (int p = 0; p < pass.Groups; p++)
        {
            for (int part = 0; part < 6; part++)
            {
                int lane = GroupOrder.IndexOf(p % 4);
                twiddles[(24 * (p / 4)) + (4 * part) + lane] = pass.Twiddles[(6 * p) + part];
            }
        }

        return twiddles;
    }

    /// <summary>Runs the pass from parts in turn to split parts.</summary>
    public static void Radix4(
        int groups, ReadOnlySpan<double> input, Span<double> toRe, Span<double> toIm, ReadOnlySpan<double> twiddles)
    {
        ref double from = ref MemoryMarshal.GetReference(input);
        ref double re = ref MemoryMarshal.GetReference(toRe);
        ref double im = ref MemoryMarshal.GetReference(toIm);
        ref double w = ref MemoryMarshal.GetReference(twiddles);
        nuint quarter = 2 * (nuint)groups;
        for (nuint p = 0; p < (nuint)groups; p += 4)
        {
            Split(ref from, 2 * p, out Vector256<double> aRe, out Vector256<double> aIm);
            Split(ref from, (2 * p) + quarter, out Vector256<double> bRe, out Vector256<double> bIm);
            Split(ref from, (2 * p) + (2 * quarter), out Vector256<double> cRe, out Vector256<double> cIm);
            Split(ref from, (2 * p) + (3 * quarter), out Vector256<double> dRe, out Vector256<double> dIm);
            Vector256<double> acRe = aRe + cRe;
            Vector256<double> acIm = aIm + cIm;
            Vector256<double> bdRe = bRe + dRe;
            Vector256<double> bdIm = bIm + dIm;
            aRe -= cRe;
            aIm -= cIm;
            bRe -= dRe;
            bIm -= dIm;
            Turn(aRe + bIm, aIm - bRe, ref w, out Vector256<double> y1Re, out Vector256<double> y1Im);
            Turn(acRe - bdRe, acIm - bdIm, ref Unsafe.Add(ref w, 8), out Vector256<double> y2Re, out Vector256<double> y2Im);
            Turn(aRe - bIm, aIm + bRe, ref Unsafe.Add(ref w, 16), out Vector256<double> y3Re, out Vector256<double> y3Im);
            StoreGroups(acRe + bdRe, y1Re, y2Re, y3Re, ref re, 4 * p);
            StoreGroups(acIm + bdIm, y1Im, y2Im, y3Im, ref im, 4 * p);
            w = ref Unsafe.Add(ref w, 24);
        }
    }

    /// <summary>Reads four complex values as real and imaginary parts, in the order 0, 2, 1, 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(ref double from, nuint at, out Vector256<double> re, out Vector256<double> im)
    {
        Vector256<double> low = Vector256.LoadUnsafe(ref from, at);
        Vector256<double> high = Vector256.LoadUnsafe(ref from, at + 4);
        re = Avx.UnpackLow(low, high);
        im = Avx.UnpackHigh(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Vector256<double> re, Vector256<double> im, ref double w, out Vector256<double> turnedRe, out Vector256<double> turnedIm)
    {
        Vector256<double> cos = Vector256.LoadUnsafe(ref w);
        Vector256<double> sin = Vector256.LoadUnsafe(ref w, 4);
        turnedRe = Fma.MultiplyAddNegated(im, sin, re * cos);
        turnedIm = Fma.MultiplyAdd(re, sin, im * cos);
    }

    /// <summary>Transposes four outputs of four groups and writes each group's four beside each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreGroups(
        Vector256<double> y0, Vector256<double> y1, Vector256<double> y2, Vector256<double> y3, ref double to, nuint at)
    {
        Vector256<double> low01 = Avx.UnpackLow(y0, y1);
        Vector256<double> high01 = Avx.UnpackHigh(y0, y1);
        Vector256<double> low23 = Avx.UnpackLow(y2, y3);
        Vector256<double> high23 = Avx.UnpackHigh(y2, y3);

        // Lanes 0…3 hold the groups 0, 2, 1, 3.
        Avx.Permute2x128(low01, low23, 0x20).StoreUnsafe(ref to, at);
        Avx.Permute2x128(low01, low23, 0x31).StoreUnsafe(ref to, at + 4);
        Avx.Permute2x128(high01, high23, 0x20).StoreUnsafe(ref to, at + 8);
        Avx.Permute2x128(high01, high23, 0x31).StoreUnsafe(ref to, at + 12);
    }
}
