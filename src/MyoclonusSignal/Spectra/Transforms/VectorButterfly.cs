using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MyoclonusSignal.Spectra;

/// <summary>What the vector passes share: walking along a stride, loading pairs, turning and storing.</summary>
internal static class VectorButterfly
{
    /// <summary>The next four butterflies, or the last four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Next(nuint q, nuint stride) => nuint.Min(q + 4, stride - 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumAndDifference(
        ref double from, nuint low, nuint high, out Vector256<double> sum, out Vector256<double> difference)
    {
        Vector256<double> a = Vector256.LoadUnsafe(ref from, low);
        Vector256<double> b = Vector256.LoadUnsafe(ref from, high);
        sum = a + b;
        difference = a - b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(
        Vector256<double> re, Vector256<double> im, ref double w, int turn, ref double toRe, ref double toIm, nuint put)
        where T : struct
    {
        Vector256<double> cos = Vector256.Create(Unsafe.Add(ref w, turn));
        Vector256<double> sin = Vector256.Create(Unsafe.Add(ref w, turn + 1));
        Store<T>(re, im, cos, sin, ref toRe, ref toIm, put);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(
        Vector256<double> re,
        Vector256<double> im,
        Vector256<double> cos,
        Vector256<double> sin,
        ref double toRe,
        ref double toIm,
        nuint put)
        where T : struct
    {
        if (typeof(T) == typeof(Untwiddled))
        {
            re.StoreUnsafe(ref toRe, put);
            im.StoreUnsafe(ref toIm, put);
            return;
        }

        Fma.MultiplyAddNegated(im, sin, re * cos).StoreUnsafe(ref toRe, put);
        Fma.MultiplyAdd(re, sin, im * cos).StoreUnsafe(ref toIm, put);
    }

    /// <summary>Marks a group whose twiddle factors are not one.</summary>
    public readonly struct Twiddled;

    /// <summary>Marks the group p = 0, whose twiddle factors are one.</summary>
    public readonly struct Untwiddled;
}
