using System.Runtime.CompilerServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// One to six second-order sections in one pass over frames of samples, transposed direct form II. A section waits eight
/// cycles for its own last sample; the sections of a pass wait side by side, so that more of them cost little more. The
/// loops are compiled in full at once: unoptimized they would be fifty times slower, and profiles have nothing to tell about them.
/// </summary>
internal static class SectionPass
{
    /// <summary>The most sections of one pass.</summary>
    public const int MostSections = 6;

    /// <summary>Runs the sections over some frames.</summary>
    /// <param name="sections">One to six sections.</param>
    /// <param name="state">First and second state of each section in turn, a value for each lane.</param>
    /// <param name="input">The first sample of the first frame.</param>
    /// <param name="output">Where the first sample goes; may be the input.</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="stride">The samples from one frame to the next.</param>
    /// <typeparam name="T">The lanes.</typeparam>
    public static void Run<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        switch (sections.Length)
        {
            case 1:
                One<T>(sections, ref state, ref input, ref output, frames, stride);
                break;
            case 2:
                Two<T>(sections, ref state, ref input, ref output, frames, stride);
                break;
            case 3:
                Three<T>(sections, ref state, ref input, ref output, frames, stride);
                break;
            case 4:
                Four<T>(sections, ref state, ref input, ref output, frames, stride);
                break;
            case 5:
                Five<T>(sections, ref state, ref input, ref output, frames, stride);
                break;
            default:
                Six<T>(sections, ref state, ref input, ref output, frames, stride);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        SosSection a = sections[0];
        T a0 = T.Splat(a.B0);
        T a1 = T.Splat(a.B1);
        T a2 = T.Splat(a.B2);
        T a3 = T.Splat(-a.A1);
        T a4 = T.Splat(-a.A2);
        T aFirst = T.Load(ref Unsafe.Add(ref state, 0 * T.Count));
        T aSecond = T.Load(ref Unsafe.Add(ref state, 1 * T.Count));
        nint at = 0;
        for (int i = 0; i < frames; i++)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            T y = T.MultiplyAdd(a0, x, aFirst);
            aFirst = T.MultiplyAdd(a3, y, T.MultiplyAdd(a1, x, aSecond));
            aSecond = T.MultiplyAdd(a4, y, a2 * x);
            y.Store(ref Unsafe.Add(ref output, at));
            at += stride;
        }

        aFirst.Store(ref Unsafe.Add(ref state, 0 * T.Count));
        aSecond.Store(ref Unsafe.Add(ref state, 1 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        SosSection a = sections[0];
        SosSection b = sections[1];
        T a0 = T.Splat(a.B0);
        T a1 = T.Splat(a.B1);
        T a2 = T.Splat(a.B2);
        T a3 = T.Splat(-a.A1);
        T a4 = T.Splat(-a.A2);
        T b0 = T.Splat(b.B0);
        T b1 = T.Splat(b.B1);
        T b2 = T.Splat(b.B2);
        T b3 = T.Splat(-b.A1);
        T b4 = T.Splat(-b.A2);
        T aFirst = T.Load(ref Unsafe.Add(ref state, 0 * T.Count));
        T aSecond = T.Load(ref Unsafe.Add(ref state, 1 * T.Count));
        T bFirst = T.Load(ref Unsafe.Add(ref state, 2 * T.Count));
        T bSecond = T.Load(ref Unsafe.Add(ref state, 3 * T.Count));
        nint at = 0;
        for (int i = 0; i < frames; i++)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            T y = T.MultiplyAdd(a0, x, aFirst);
            aFirst = T.MultiplyAdd(a3, y, T.MultiplyAdd(a1, x, aSecond));
            aSecond = T.MultiplyAdd(a4, y, a2 * x);
            T z = T.MultiplyAdd(b0, y, bFirst);
            bFirst = T.MultiplyAdd(b3, z, T.MultiplyAdd(b1, y, bSecond));
            bSecond = T.MultiplyAdd(b4, z, b2 * y);
            z.Store(ref Unsafe.Add(ref output, at));
            at += stride;
        }

        aFirst.Store(ref Unsafe.Add(ref state, 0 * T.Count));
        aSecond.Store(ref Unsafe.Add(ref state, 1 * T.Count));
        bFirst.Store(ref Unsafe.Add(ref state, 2 * T.Count));
        bSecond.Store(ref Unsafe.Add(ref state, 3 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        SosSection a = sections[0];
        SosSection b = sections[1];
        SosSection c = sections[2];
        T a0 = T.Splat(a.B0);
        T a1 = T.Splat(a.B1);
        T a2 = T.Splat(a.B2);
        T a3 = T.Splat(-a.A1);
        T a4 = T.Splat(-a.A2);
        T b0 = T.Splat(b.B0);
        T b1 = T.Splat(b.B1);
        T b2 = T.Splat(b.B2);
        T b3 = T.Splat(-b.A1);
        T b4 = T.Splat(-b.A2);
        T c0 = T.Splat(c.B0);
        T c1 = T.Splat(c.B1);
        T c2 = T.Splat(c.B2);
        T c3 = T.Splat(-c.A1);
        T c4 = T.Splat(-c.A2);
        T aFirst = T.Load(ref Unsafe.Add(ref state, 0 * T.Count));
        T aSecond = T.Load(ref Unsafe.Add(ref state, 1 * T.Count));
        T bFirst = T.Load(ref Unsafe.Add(ref state, 2 * T.Count));
        T bSecond = T.Load(ref Unsafe.Add(ref state, 3 * T.Count));
        T cFirst = T.Load(ref Unsafe.Add(ref state, 4 * T.Count));
        T cSecond = T.Load(ref Unsafe.Add(ref state, 5 * T.Count));
        nint at = 0;
        for (int i = 0; i < frames; i++)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            T y = T.MultiplyAdd(a0, x, aFirst);
            aFirst = T.MultiplyAdd(a3, y, T.MultiplyAdd(a1, x, aSecond));
            aSecond = T.MultiplyAdd(a4, y, a2 * x);
            T z = T.MultiplyAdd(b0, y, bFirst);
            bFirst = T.MultiplyAdd(b3, z, T.MultiplyAdd(b1, y, bSecond));
            bSecond = T.MultiplyAdd(b4, z, b2 * y);
            T u = T.MultiplyAdd(c0, z, cFirst);
            cFirst = T.MultiplyAdd(c3, u, T.MultiplyAdd(c1, z, cSecond));
            cSecond = T.MultiplyAdd(c4, u, c2 * z);
            u.Store(ref Unsafe.Add(ref output, at));
            at += stride;
        }

        aFirst.Store(ref Unsafe.Add(ref state, 0 * T.Count));
        aSecond.Store(ref Unsafe.Add(ref state, 1 * T.Count));
        bFirst.Store(ref Unsafe.Add(ref state, 2 * T.Count));
        bSecond.Store(ref Unsafe.Add(ref state, 3 * T.Count));
        cFirst.Store(ref Unsafe.Add(ref state, 4 * T.Count));
        cSecond.Store(ref Unsafe.Add(ref state, 5 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        SosSection a = sections[0];
        SosSection b = sections[1];
        SosSection c = sections[2];
        SosSection d = sections[3];
        T a0 = T.Splat(a.B0);
        T a1 = T.Splat(a.B1);
        T a2 = T.Splat(a.B2);
        T a3 = T.Splat(-a.A1);
        T a4 = T.Splat(-a.A2);
        T b0 = T.Splat(b.B0);
        T b1 = T.Splat(b.B1);
        T b2 = T.Splat(b.B2);
        T b3 = T.Splat(-b.A1);
        T b4 = T.Splat(-b.A2);
        T c0 = T.Splat(c.B0);
        T c1 = T.Splat(c.B1);
        T c2 = T.Splat(c.B2);
        T c3 = T.Splat(-c.A1);
        T c4 = T.Splat(-c.A2);
        T d0 = T.Splat(d.B0);
        T d1 = T.Splat(d.B1);
        T d2 = T.Splat(d.B2);
        T d3 = T.Splat(-d.A1);
        T d4 = T.Splat(-d.A2);
        T aFirst = T.Load(ref Unsafe.Add(ref state, 0 * T.Count));
        T aSecond = T.Load(ref Unsafe.Add(ref state, 1 * T.Count));
        T bFirst = T.Load(ref Unsafe.Add(ref state, 2 * T.Count));
        T bSecond = T.Load(ref Unsafe.Add(ref state, 3 * T.Count));
        T cFirst = T.Load(ref Unsafe.Add(ref state, 4 * T.Count));
        T cSecond = T.Load(ref Unsafe.Add(ref state, 5 * T.Count));
        T dFirst = T.Load(ref Unsafe.Add(ref state, 6 * T.Count));
        T dSecond = T.Load(ref Unsafe.Add(ref state, 7 * T.Count));
        nint at = 0;
        for (int i = 0; i < frames; i++)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            T y = T.MultiplyAdd(a0, x, aFirst);
            aFirst = T.MultiplyAdd(a3, y, T.MultiplyAdd(a1, x, aSecond));
            aSecond = T.MultiplyAdd(a4, y, a2 * x);
            T z = T.MultiplyAdd(b0, y, bFirst);
            bFirst = T.MultiplyAdd(b3, z, T.MultiplyAdd(b1, y, bSecond));
            bSecond = T.MultiplyAdd(b4, z, b2 * y);
            T u = T.MultiplyAdd(c0, z, cFirst);
            cFirst = T.MultiplyAdd(c3, u, T.MultiplyAdd(c1, z, cSecond));
            cSecond = T.MultiplyAdd(c4, u, c2 * z);
            T v = T.MultiplyAdd(d0, u, dFirst);
            dFirst = T.MultiplyAdd(d3, v, T.MultiplyAdd(d1, u, dSecond));
            dSecond = T.MultiplyAdd(d4, v, d2 * u);
            v.Store(ref Unsafe.Add(ref output, at));
            at += stride;
        }

        aFirst.Store(ref Unsafe.Add(ref state, 0 * T.Count));
        aSecond.Store(ref Unsafe.Add(ref state, 1 * T.Count));
        bFirst.Store(ref Unsafe.Add(ref state, 2 * T.Count));
        bSecond.Store(ref Unsafe.Add(ref state, 3 * T.Count));
        cFirst.Store(ref Unsafe.Add(ref state, 4 * T.Count));
        cSecond.Store(ref Unsafe.Add(ref state, 5 * T.Count));
        dFirst.Store(ref Unsafe.Add(ref state, 6 * T.Count));
        dSecond.Store(ref Unsafe.Add(ref state, 7 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        SosSection a = sections[0];
        SosSection b = sections[1];
        SosSection c = sections[2];
        SosSection d = sections[3];
        SosSection e = sections[4];
        T a0 = T.Splat(a.B0);
        T a1 = T.Splat(a.B1);
        T a2 = T.Splat(a.B2);
        T a3 = T.Splat(-a.A1);
        T a4 = T.Splat(-a.A2);
        T b0 = T.Splat(b.B0);
        T b1 = T.Splat(b.B1);
        T b2 = T.Splat(b.B2);
        T b3 = T.Splat(-b.A1);
        T b4 = T.Splat(-b.A2);
        T c0 = T.Splat(c.B0);
        T c1 = T.Splat(c.B1);
        T c2 = T.Splat(c.B2);
        T c3 = T.Splat(-c.A1);
        T c4 = T.Splat(-c.A2);
        T d0 = T.Splat(d.B0);
        T d1 = T.Splat(d.B1);
        T d2 = T.Splat(d.B2);
        T d3 = T.Splat(-d.A1);
        T d4 = T.Splat(-d.A2);
        T e0 = T.Splat(e.B0);
        T e1 = T.Splat(e.B1);
        T e2 = T.Splat(e.B2);
        T e3 = T.Splat(-e.A1);
        T e4 = T.Splat(-e.A2);
        T aFirst = T.Load(ref Unsafe.Add(ref state, 0 * T.Count));
        T aSecond = T.Load(ref Unsafe.Add(ref state, 1 * T.Count));
        T bFirst = T.Load(ref Unsafe.Add(ref state, 2 * T.Count));
        T bSecond = T.Load(ref Unsafe.Add(ref state, 3 * T.Count));
        T cFirst = T.Load(ref Unsafe.Add(ref state, 4 * T.Count));
        T cSecond = T.Load(ref Unsafe.Add(ref state, 5 * T.Count));
        T dFirst = T.Load(ref Unsafe.Add(ref state, 6 * T.Count));
        T dSecond = T.Load(ref Unsafe.Add(ref state, 7 * T.Count));
        T eFirst = T.Load(ref Unsafe.Add(ref state, 8 * T.Count));
        T eSecond = T.Load(ref Unsafe.Add(ref state, 9 * T.Count));
        nint at = 0;
        for (int i = 0; i < frames; i++)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            T y = T.MultiplyAdd(a0, x, aFirst);
            aFirst = T.MultiplyAdd(a3, y, T.MultiplyAdd(a1, x, aSecond));
            aSecond = T.MultiplyAdd(a4, y, a2 * x);
            T z = T.MultiplyAdd(b0, y, bFirst);
            bFirst = T.MultiplyAdd(b3, z, T.MultiplyAdd(b1, y, bSecond));
            bSecond = T.MultiplyAdd(b4, z, b2 * y);
            T u = T.MultiplyAdd(c0, z, cFirst);
            cFirst = T.MultiplyAdd(c3, u, T.MultiplyAdd(c1, z, cSecond));
            cSecond = T.MultiplyAdd(c4, u, c2 * z);
            T v = T.MultiplyAdd(d0, u, dFirst);
            dFirst = T.MultiplyAdd(d3, v, T.MultiplyAdd(d1, u, dSecond));
            dSecond = T.MultiplyAdd(d4, v, d2 * u);
            T w = T.MultiplyAdd(e0, v, eFirst);
            eFirst = T.MultiplyAdd(e3, w, T.MultiplyAdd(e1, v, eSecond));
            eSecond = T.MultiplyAdd(e4, w, e2 * v);
            w.Store(ref Unsafe.Add(ref output, at));
            at += stride;
        }

        aFirst.Store(ref Unsafe.Add(ref state, 0 * T.Count));
        aSecond.Store(ref Unsafe.Add(ref state, 1 * T.Count));
        bFirst.Store(ref Unsafe.Add(ref state, 2 * T.Count));
        bSecond.Store(ref Unsafe.Add(ref state, 3 * T.Count));
        cFirst.Store(ref Unsafe.Add(ref state, 4 * T.Count));
        cSecond.Store(ref Unsafe.Add(ref state, 5 * T.Count));
        dFirst.Store(ref Unsafe.Add(ref state, 6 * T.Count));
        dSecond.Store(ref Unsafe.Add(ref state, 7 * T.Count));
        eFirst.Store(ref Unsafe.Add(ref state, 8 * T.Count));
        eSecond.Store(ref Unsafe.Add(ref state, 9 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        SosSection a = sections[0];
        SosSection b = sections[1];
        SosSection c = sections[2];
        SosSection d = sections[3];
        SosSection e = sections[4];
        SosSection f = sections[5];
        T a0 = T.Splat(a.B0);
        T a1 = T.Splat(a.B1);
        T a2 = T.Splat(a.B2);
        T a3 = T.Splat(-a.A1);
        T a4 = T.Splat(-a.A2);
        T b0 = T.Splat(b.B0);
        T b1 = T.Splat(b.B1);
        T b2 = T.Splat(b.B2);
        T b3 = T.Splat(-b.A1);
        T b4 = T.Splat(-b.A2);
        T c0 = T.Splat(c.B0);
        T c1 = T.Splat(c.B1);
        T c2 = T.Splat(c.B2);
        T c3 = T.Splat(-c.A1);
        T c4 = T.Splat(-c.A2);
        T d0 = T.Splat(d.B0);
        T d1 = T.Splat(d.B1);
        T d2 = T.Splat(d.B2);
        T d3 = T.Splat(-d.A1);
        T d4 = T.Splat(-d.A2);
        T e0 = T.Splat(e.B0);
        T e1 = T.Splat(e.B1);
        T e2 = T.Splat(e.B2);
        T e3 = T.Splat(-e.A1);
        T e4 = T.Splat(-e.A2);
        T f0 = T.Splat(f.B0);
        T f1 = T.Splat(f.B1);
        T f2 = T.Splat(f.B2);
        T f3 = T.Splat(-f.A1);
        T f4 = T.Splat(-f.A2);
        T aFirst = T.Load(ref Unsafe.Add(ref state, 0 * T.Count));
        T aSecond = T.Load(ref Unsafe.Add(ref state, 1 * T.Count));
        T bFirst = T.Load(ref Unsafe.Add(ref state, 2 * T.Count));
        T bSecond = T.Load(ref Unsafe.Add(ref state, 3 * T.Count));
        T cFirst = T.Load(ref Unsafe.Add(ref state, 4 * T.Count));
        T cSecond = T.Load(ref Unsafe.Add(ref state, 5 * T.Count));
        T dFirst = T.Load(ref Unsafe.Add(ref state, 6 * T.Count));
        T dSecond = T.Load(ref Unsafe.Add(ref state, 7 * T.Count));
        T eFirst = T.Load(ref Unsafe.Add(ref state, 8 * T.Count));
        T eSecond = T.Load(ref Unsafe.Add(ref state, 9 * T.Count));
        T fFirst = T.Load(ref Unsafe.Add(ref state, 10 * T.Count));
        T fSecond = T.Load(ref Unsafe.Add(ref state, 11 * T.Count));
        nint at = 0;
        for (int i = 0; i < frames; i++)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            T y = T.MultiplyAdd(a0, x, aFirst);
            aFirst = T.MultiplyAdd(a3, y, T.MultiplyAdd(a1, x, aSecond));
            aSecond = T.MultiplyAdd(a4, y, a2 * x);
            T z = T.MultiplyAdd(b0, y, bFirst);
            bFirst = T.MultiplyAdd(b3, z, T.MultiplyAdd(b1, y, bSecond));
            bSecond = T.MultiplyAdd(b4, z, b2 * y);
            T u = T.MultiplyAdd(c0, z, cFirst);
            cFirst = T.MultiplyAdd(c3, u, T.MultiplyAdd(c1, z, cSecond));
            cSecond = T.MultiplyAdd(c4, u, c2 * z);
            T v = T.MultiplyAdd(d0, u, dFirst);
            dFirst = T.MultiplyAdd(d3, v, T.MultiplyAdd(d1, u, dSecond));
            dSecond = T.MultiplyAdd(d4, v, d2 * u);
            T w = T.MultiplyAdd(e0, v, eFirst);
            eFirst = T.MultiplyAdd(e3, w, T.MultiplyAdd(e1, v, eSecond));
            eSecond = T.MultiplyAdd(e4, w, e2 * v);
            T r = T.MultiplyAdd(f0, w, fFirst);
            fFirst = T.MultiplyAdd(f3, r, T.MultiplyAdd(f1, w, fSecond));
            fSecond = T.MultiplyAdd(f4, r, f2 * w);
            r.Store(ref Unsafe.Add(ref output, at));
            at += stride;
        }

        aFirst.Store(ref Unsafe.Add(ref state, 0 * T.Count));
        aSecond.Store(ref Unsafe.Add(ref state, 1 * T.Count));
        bFirst.Store(ref Unsafe.Add(ref state, 2 * T.Count));
        bSecond.Store(ref Unsafe.Add(ref state, 3 * T.Count));
        cFirst.Store(ref Unsafe.Add(ref state, 4 * T.Count));
        cSecond.Store(ref Unsafe.Add(ref state, 5 * T.Count));
        dFirst.Store(ref Unsafe.Add(ref state, 6 * T.Count));
        dSecond.Store(ref Unsafe.Add(ref state, 7 * T.Count));
        eFirst.Store(ref Unsafe.Add(ref state, 8 * T.Count));
        eSecond.Store(ref Unsafe.Add(ref state, 9 * T.Count));
        fFirst.Store(ref Unsafe.Add(ref state, 10 * T.Count));
        fSecond.Store(ref Unsafe.Add(ref state, 11 * T.Count));
    }
}
