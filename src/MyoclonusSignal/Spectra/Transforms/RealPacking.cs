using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MyoclonusSignal.Spectra;

/// <summary>
/// Between the spectrum X of n real samples and the transform Z of the n/2 complex values even sample + i·odd sample.
/// </summary>
/// <remarks>
/// X[k] = E[k] + exp(−2πik/n)·O[k] with E = (Z[k] + Z*[m−k])/2, O = (Z[k] − Z*[m−k])/(2i), m = n/2; X[m−k] is the
/// conjugate of E[k] − exp(−2πik/n)·O[k]. The turns are kept as half cosines, then half sines, of k = 0…m/2.
/// </remarks>
internal static class RealPacking
{
    /// <summary>Gives ½cos and ½sin of −2πk/n for k = 0…n/4.</summary>
    public static double[] Turns(int length)
    {
        int count = (length / 4) + 1;
        double[] turns = new double[2 * count];
        for (int k = 0; k < count; k++)
        {
            (double sin, double cos) = UnitCircle.SinCos(-k, length);
            turns[k] = 0.5 * cos;
            turns[count + k] = 0.5 * sin;
        }

        return turns;
    }

    /// <summary>From split Z to X with its parts in turn.</summary>
    public static void Unpack(ReadOnlySpan<double> re, ReadOnlySpan<double> im, ReadOnlySpan<double> turns, Span<double> x, bool vectors)
    {
        int m = re.Length;
        x[0] = re[0] + im[0];
        x[1] = 0;
        x[2 * m] = re[0] - im[0];
        x[(2 * m) + 1] = 0;
        ReadOnlySpan<double> sines = turns[(turns.Length / 2)..];
        int k = vectors ? UnpackVectors(re, im, turns, sines, x) : 1;
        for (; 2 * k <= m; k++)
        {
            double evenRe = 0.5 * (re[k] + re[m - k]);
            double evenIm = 0.5 * (im[k] - im[m - k]);
            double oddRe = im[k] + im[m - k];
            double oddIm = re[m - k] - re[k];
            double turnedRe = (oddRe * turns[k]) - (oddIm * sines[k]);
            double turnedIm = (oddRe * sines[k]) + (oddIm * turns[k]);
            x[2 * (m - k)] = evenRe - turnedRe;
            x[(2 * (m - k)) + 1] = turnedIm - evenIm;
            x[2 * k] = evenRe + turnedRe;
            x[(2 * k) + 1] = evenIm + turnedIm;
        }
    }

    /// <summary>
    /// From X to Z scaled by 2·<paramref name="scale"/>, written as imaginary and real part in turn, so that a forward
    /// transform of it is the inverse with its parts exchanged.
    /// </summary>
    public static void Pack(ReadOnlySpan<double> x, ReadOnlySpan<double> turns, double scale, Span<double> swappedZ)
    {
        int m = swappedZ.Length / 2;
        ReadOnlySpan<double> sines = turns[(turns.Length / 2)..];
        swappedZ[1] = (x[0] + x[2 * m]) * scale;
        swappedZ[0] = (x[0] - x[2 * m]) * scale;
        for (int k = 1; 2 * k <= m; k++)
        {
            double evenRe = (x[2 * k] + x[2 * (m - k)]) * scale;
            double evenIm = (x[(2 * k) + 1] - x[(2 * (m - k)) + 1]) * scale;
            double turnedRe = (x[2 * k] - x[2 * (m - k)]) * (2 * scale);
            double turnedIm = (x[(2 * k) + 1] + x[(2 * (m - k)) + 1]) * (2 * scale);
            double oddRe = (turnedRe * turns[k]) + (turnedIm * sines[k]);
            double oddIm = (turnedIm * turns[k]) - (turnedRe * sines[k]);
            swappedZ[(2 * (m - k)) + 1] = evenRe + oddIm;
            swappedZ[2 * (m - k)] = oddRe - evenIm;
            swappedZ[(2 * k) + 1] = evenRe - oddIm;
            swappedZ[2 * k] = evenIm + oddRe;
        }
    }

    /// <summary>Writes split parts in turn.</summary>
    public static void Interleave(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> inTurn, bool vectors)
    {
        int j = 0;
        if (vectors)
        {
            ref double to = ref MemoryMarshal.GetReference(inTurn);
            for (; j + 4 <= first.Length; j += 4)
            {
                Vector256<double> a = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(first), (nuint)j);
                Vector256<double> b = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(second), (nuint)j);
                StoreInTurn(a, b, ref to, 2 * (nuint)j);
            }
        }

        for (; j < first.Length; j++)
        {
            inTurn[2 * j] = first[j];
            inTurn[(2 * j) + 1] = second[j];
        }
    }

    /// <summary>Four k and their four mirrors at a time; gives the first k that is left.</summary>
    private static int UnpackVectors(
        ReadOnlySpan<double> re, ReadOnlySpan<double> im, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines, Span<double> x)
    {
        int m = re.Length;
        ref double r = ref MemoryMarshal.GetReference(re);
        ref double i = ref MemoryMarshal.GetReference(im);
        ref double to = ref MemoryMarshal.GetReference(x);
        Vector256<double> half = Vector256.Create(0.5);
        int k = 1;
        for (; (2 * k) + 7 <= m; k += 4)
        {
            nuint low = (nuint)k;
            nuint high = (nuint)(m - k - 3);
            Vector256<double> lowRe = Vector256.LoadUnsafe(ref r, low);
            Vector256<double> lowIm = Vector256.LoadUnsafe(ref i, low);
            Vector256<double> highRe = Avx2.Permute4x64(Vector256.LoadUnsafe(ref r, high), 0b00_01_10_11);
            Vector256<double> highIm = Avx2.Permute4x64(Vector256.LoadUnsafe(ref i, high), 0b00_01_10_11);
            Vector256<double> cos = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(cosines), low);
            Vector256<double> sin = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(sines), low);
            Vector256<double> evenRe = (lowRe + highRe) * half;
            Vector256<double> evenIm = (lowIm - highIm) * half;
            Vector256<double> oddRe = lowIm + highIm;
            Vector256<double> oddIm = highRe - lowRe;
            Vector256<double> turnedRe = Fma.MultiplyAddNegated(oddIm, sin, oddRe * cos);
            Vector256<double> turnedIm = Fma.MultiplyAdd(oddRe, sin, oddIm * cos);
            StoreInTurn(evenRe + turnedRe, evenIm + turnedIm, ref to, 2 * low);
            StoreBackwardsInTurn(evenRe - turnedRe, turnedIm - evenIm, ref to, 2 * high);
        }

        return k;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreInTurn(Vector256<double> re, Vector256<double> im, ref double to, nuint at)
    {
        Vector256<double> even = Avx.UnpackLow(re, im);
        Vector256<double> odd = Avx.UnpackHigh(re, im);
        Avx.Permute2x128(even, odd, 0x20).StoreUnsafe(ref to, at);
        Avx.Permute2x128(even, odd, 0x31).StoreUnsafe(ref to, at + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreBackwardsInTurn(Vector256<double> re, Vector256<double> im, ref double to, nuint at)
    {
        Vector256<double> even = Avx.UnpackLow(re, im);
        Vector256<double> odd = Avx.UnpackHigh(re, im);
        Avx.Permute2x128(odd, even, 0x31).StoreUnsafe(ref to, at);
        Avx.Permute2x128(odd, even, 0x20).StoreUnsafe(ref to, at + 4);
    }
}
