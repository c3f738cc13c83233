using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MyoclonusSignal.Signals;

/// <summary>Turns four signals into lanes of frames and back, squares of four by four samples at a time.</summary>
internal static class FrameTransposer
{
    /// <summary>Puts the next samples of four signals into four neighbouring lanes of frames.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(
        ref double a, ref double b, ref double c, ref double d, ref double frames, int stride, int count)
    {
        int i = 0;
        nint at = 0;
        if (Avx.IsSupported)
        {
            for (; i + 4 <= count; i += 4)
            {
                Vector256<double> ac01 = Halves(ref Unsafe.Add(ref a, i), ref Unsafe.Add(ref c, i));
                Vector256<double> bd01 = Halves(ref Unsafe.Add(ref b, i), ref Unsafe.Add(ref d, i));
                Vector256<double> ac23 = Halves(ref Unsafe.Add(ref a, i + 2), ref Unsafe.Add(ref c, i + 2));
                Vector256<double> bd23 = Halves(ref Unsafe.Add(ref b, i + 2), ref Unsafe.Add(ref d, i + 2));
                Avx.UnpackLow(ac01, bd01).StoreUnsafe(ref Unsafe.Add(ref frames, at));
                Avx.UnpackHigh(ac01, bd01).StoreUnsafe(ref Unsafe.Add(ref frames, at + stride));
                Avx.UnpackLow(ac23, bd23).StoreUnsafe(ref Unsafe.Add(ref frames, at + (2 * stride)));
                Avx.UnpackHigh(ac23, bd23).StoreUnsafe(ref Unsafe.Add(ref frames, at + (3 * stride)));
                at += 4 * stride;
            }
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref frames, at) = Unsafe.Add(ref a, i);
            Unsafe.Add(ref frames, at + 1) = Unsafe.Add(ref b, i);
            Unsafe.Add(ref frames, at + 2) = Unsafe.Add(ref c, i);
            Unsafe.Add(ref frames, at + 3) = Unsafe.Add(ref d, i);
            at += stride;
        }
    }

    /// <summary>Takes four neighbouring lanes of frames apart into four signals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(
        ref double frames, int stride, int count, ref double a, ref double b, ref double c, ref double d)
    {
        int i = 0;
        nint at = 0;
        if (Avx.IsSupported)
        {
            for (; i + 4 <= count; i += 4)
            {
                Vector256<double> frame0 = Vector256.LoadUnsafe(ref Unsafe.Add(ref frames, at));
                Vector256<double> frame1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref frames, at + stride));
                Vector256<double> frame2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref frames, at + (2 * stride)));
                Vector256<double> frame3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref frames, at + (3 * stride)));
                Vector256<double> ac01 = Avx.UnpackLow(frame0, frame1);
                Vector256<double> bd01 = Avx.UnpackHigh(frame0, frame1);
                Vector256<double> ac23 = Avx.UnpackLow(frame2, frame3);
                Vector256<double> bd23 = Avx.UnpackHigh(frame2, frame3);
                StoreHalves(ac01, ref Unsafe.Add(ref a, i), ref Unsafe.Add(ref c, i));
                StoreHalves(bd01, ref Unsafe.Add(ref b, i), ref Unsafe.Add(ref d, i));
                StoreHalves(ac23, ref Unsafe.Add(ref a, i + 2), ref Unsafe.Add(ref c, i + 2));
                StoreHalves(bd23, ref Unsafe.Add(ref b, i + 2), ref Unsafe.Add(ref d, i + 2));
                at += 4 * stride;
            }
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref a, i) = Unsafe.Add(ref frames, at);
            Unsafe.Add(ref b, i) = Unsafe.Add(ref frames, at + 1);
            Unsafe.Add(ref c, i) = Unsafe.Add(ref frames, at + 2);
            Unsafe.Add(ref d, i) = Unsafe.Add(ref frames, at + 3);
            at += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Halves(ref double low, ref double high) =>
        Vector256.Create(Vector128.LoadUnsafe(ref low), Vector128.LoadUnsafe(ref high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<double> pair, ref double low, ref double high)
    {
        pair.GetLower().StoreUnsafe(ref low);
        pair.GetUpper().StoreUnsafe(ref high);
    }

    /// <summary>Puts the next samples of eight signals into eight neighbouring lanes of frames.</summary>
    public static void GatherEight(LaneRows rows, ref double frames, int stride, int count)
    {
        int i = 0;
        if (Lanes.HasVectorsOfEight && Avx512F.IsSupported)
        {
            i = Squares(rows, ref frames, stride, count, isGather: true);
        }

        ref double rest = ref Unsafe.Add(ref frames, (nint)stride * i);
        rows.Skip(i);
        Gather(ref rows.A, ref rows.B, ref rows.C, ref rows.D, ref rest, stride, count - i);
        Gather(ref rows.E, ref rows.F, ref rows.G, ref rows.H, ref Unsafe.Add(ref rest, 4), stride, count - i);
    }

    /// <summary>Takes eight neighbouring lanes of frames apart into eight signals.</summary>
    public static void ScatterEight(ref double frames, int stride, int count, LaneRows rows)
    {
        int i = 0;
        if (Lanes.HasVectorsOfEight && Avx512F.IsSupported)
        {
            i = Squares(rows, ref frames, stride, count, isGather: false);
        }

        ref double rest = ref Unsafe.Add(ref frames, (nint)stride * i);
        rows.Skip(i);
        Scatter(ref rest, stride, count - i, ref rows.A, ref rows.B, ref rows.C, ref rows.D);
        Scatter(ref Unsafe.Add(ref rest, 4), stride, count - i, ref rows.E, ref rows.F, ref rows.G, ref rows.H);
    }

    /// <summary>Turns whole squares of eight by eight samples over, either way; gives how many samples of each signal that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Squares(LaneRows rows, ref double frames, int stride, int count, bool isGather)
    {
        ref double a = ref rows.A;
        ref double b = ref rows.B;
        ref double c = ref rows.C;
        ref double d = ref rows.D;
        ref double e = ref rows.E;
        ref double f = ref rows.F;
        ref double g = ref rows.G;
        ref double h = ref rows.H;
        nint i = 0;
        nint step = stride;
        if (isGather)
        {
            for (; i + 8 <= count; i += 8)
            {
                ref double square = ref Unsafe.Add(ref frames, step * i);
                Square(
                    ref Unsafe.Add(ref a, i), ref Unsafe.Add(ref b, i), ref Unsafe.Add(ref c, i), ref Unsafe.Add(ref d, i),
                    ref Unsafe.Add(ref e, i), ref Unsafe.Add(ref f, i), ref Unsafe.Add(ref g, i), ref Unsafe.Add(ref h, i),
                    ref square, ref Unsafe.Add(ref square, step), ref Unsafe.Add(ref square, 2 * step), ref Unsafe.Add(ref square, 3 * step),
                    ref Unsafe.Add(ref square, 4 * step), ref Unsafe.Add(ref square, 5 * step), ref Unsafe.Add(ref square, 6 * step), ref Unsafe.Add(ref square, 7 * step));
            }
        }
        else
        {
            for (; i + 8 <= count; i += 8)
            {
                ref double square = ref Unsafe.Add(ref frames, step * i);
                Square(
                    ref square, ref Unsafe.Add(ref square, step), ref Unsafe.Add(ref square, 2 * step), ref Unsafe.Add(ref square, 3 * step),
                    ref Unsafe.Add(ref square, 4 * step), ref Unsafe.Add(ref square, 5 * step), ref Unsafe.Add(ref square, 6 * step), ref Unsafe.Add(ref square, 7 * step),
                    ref Unsafe.Add(ref a, i), ref Unsafe.Add(ref b, i), ref Unsafe.Add(ref c, i), ref Unsafe.Add(ref d, i),
                    ref Unsafe.Add(ref e, i), ref Unsafe.Add(ref f, i), ref Unsafe.Add(ref g, i), ref Unsafe.Add(ref h, i));
            }
        }

        return (int)i;
    }

    /// <summary>Pairs of samples, then pairs of pairs, then fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(
        ref double a, ref double b, ref double c, ref double d, ref double e, ref double f, ref double g, ref double h,
        ref double to0, ref double to1, ref double to2, ref double to3, ref double to4, ref double to5, ref double to6, ref double to7)
    {
        Vector512<double> rowA = Vector512.LoadUnsafe(ref a);
        Vector512<double> rowB = Vector512.LoadUnsafe(ref b);
        Vector512<double> rowC = Vector512.LoadUnsafe(ref c);
        Vector512<double> rowD = Vector512.LoadUnsafe(ref d);
        Vector512<double> rowE = Vector512.LoadUnsafe(ref e);
        Vector512<double> rowF = Vector512.LoadUnsafe(ref f);
        Vector512<double> rowG = Vector512.LoadUnsafe(ref g);
        Vector512<double> rowH = Vector512.LoadUnsafe(ref h);
        Fours(
            Avx512F.UnpackLow(rowA, rowB), Avx512F.UnpackLow(rowC, rowD), Avx512F.UnpackLow(rowE, rowF), Avx512F.UnpackLow(rowG, rowH),
            ref to0, ref to2, ref to4, ref to6);
        Fours(
            Avx512F.UnpackHigh(rowA, rowB), Avx512F.UnpackHigh(rowC, rowD), Avx512F.UnpackHigh(rowE, rowF), Avx512F.UnpackHigh(rowG, rowH),
            ref to1, ref to3, ref to5, ref to7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fours(
        Vector512<double> ab, Vector512<double> cd, Vector512<double> ef, Vector512<double> gh,
        ref double to0, ref double to2, ref double to4, ref double to6)
    {
        // 0x88 takes the even quarters of both vectors, 0xDD the odd ones.
        Vector512<double> evenLow = Avx512F.Shuffle4x128(ab, cd, 0x88);
        Vector512<double> evenHigh = Avx512F.Shuffle4x128(ef, gh, 0x88);
        Vector512<double> oddLow = Avx512F.Shuffle4x128(ab, cd, 0xDD);
        Vector512<double> oddHigh = Avx512F.Shuffle4x128(ef, gh, 0xDD);
        Avx512F.Shuffle4x128(evenLow, evenHigh, 0x88).StoreUnsafe(ref to0);
        Avx512F.Shuffle4x128(oddLow, oddHigh, 0x88).StoreUnsafe(ref to2);
        Avx512F.Shuffle4x128(evenLow, evenHigh, 0xDD).StoreUnsafe(ref to4);
        Avx512F.Shuffle4x128(oddLow, oddHigh, 0xDD).StoreUnsafe(ref to6);
    }
}
