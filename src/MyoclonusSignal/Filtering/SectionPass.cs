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
        LaneSection<T> a = new(sections[0]);
        (T a1, T a2) = Load<T>(ref state, 0);
        nint at = 0;
        for (int i = 0; i < frames; i++, at += stride)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            x = a.Next(x, ref a1, ref a2);
            x.Store(ref Unsafe.Add(ref output, at));
        }

        Save(ref state, 0, a1, a2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        LaneSection<T> a = new(sections[0]);
        LaneSection<T> b = new(sections[1]);
        (T a1, T a2) = Load<T>(ref state, 0);
        (T b1, T b2) = Load<T>(ref state, 1);
        nint at = 0;
        for (int i = 0; i < frames; i++, at += stride)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            x = a.Next(x, ref a1, ref a2);
            x = b.Next(x, ref b1, ref b2);
            x.Store(ref Unsafe.Add(ref output, at));
        }

        Save(ref state, 0, a1, a2);
        Save(ref state, 1, b1, b2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        LaneSection<T> a = new(sections[0]);
        LaneSection<T> b = new(sections[1]);
        LaneSection<T> c = new(sections[2]);
        (T a1, T a2) = Load<T>(ref state, 0);
        (T b1, T b2) = Load<T>(ref state, 1);
        (T c1, T c2) = Load<T>(ref state, 2);
        nint at = 0;
        for (int i = 0; i < frames; i++, at += stride)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            x = a.Next(x, ref a1, ref a2);
            x = b.Next(x, ref b1, ref b2);
            x = c.Next(x, ref c1, ref c2);
            x.Store(ref Unsafe.Add(ref output, at));
        }

        Save(ref state, 0, a1, a2);
        Save(ref state, 1, b1, b2);
        Save(ref state, 2, c1, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        LaneSection<T> a = new(sections[0]);
        LaneSection<T> b = new(sections[1]);
        LaneSection<T> c = new(sections[2]);
        LaneSection<T> d = new(sections[3]);
        (T a1, T a2) = Load<T>(ref state, 0);
        (T b1, T b2) = Load<T>(ref state, 1);
        (T c1, T c2) = Load<T>(ref state, 2);
        (T d1, T d2) = Load<T>(ref state, 3);
        nint at = 0;
        for (int i = 0; i < frames; i++, at += stride)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            x = a.Next(x, ref a1, ref a2);
            x = b.Next(x, ref b1, ref b2);
            x = c.Next(x, ref c1, ref c2);
            x = d.Next(x, ref d1, ref d2);
            x.Store(ref Unsafe.Add(ref output, at));
        }

        Save(ref state, 0, a1, a2);
        Save(ref state, 1, b1, b2);
        Save(ref state, 2, c1, c2);
        Save(ref state, 3, d1, d2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        LaneSection<T> a = new(sections[0]);
        LaneSection<T> b = new(sections[1]);
        LaneSection<T> c = new(sections[2]);
        LaneSection<T> d = new(sections[3]);
        LaneSection<T> e = new(sections[4]);
        (T a1, T a2) = Load<T>(ref state, 0);
        (T b1, T b2) = Load<T>(ref state, 1);
        (T c1, T c2) = Load<T>(ref state, 2);
        (T d1, T d2) = Load<T>(ref state, 3);
        (T e1, T e2) = Load<T>(ref state, 4);
        nint at = 0;
        for (int i = 0; i < frames; i++, at += stride)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            x = a.Next(x, ref a1, ref a2);
            x = b.Next(x, ref b1, ref b2);
            x = c.Next(x, ref c1, ref c2);
            x = d.Next(x, ref d1, ref d2);
            x = e.Next(x, ref e1, ref e2);
            x.Store(ref Unsafe.Add(ref output, at));
        }

        Save(ref state, 0, a1, a2);
        Save(ref state, 1, b1, b2);
        Save(ref state, 2, c1, c2);
        Save(ref state, 3, d1, d2);
        Save(ref state, 4, e1, e2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six<T>(
        ReadOnlySpan<SosSection> sections, ref double state, ref double input, ref double output, int frames, int stride)
        where T : struct, ILanes<T>
    {
        LaneSection<T> a = new(sections[0]);
        LaneSection<T> b = new(sections[1]);
        LaneSection<T> c = new(sections[2]);
        LaneSection<T> d = new(sections[3]);
        LaneSection<T> e = new(sections[4]);
        LaneSection<T> f = new(sections[5]);
        (T a1, T a2) = Load<T>(ref state, 0);
        (T b1, T b2) = Load<T>(ref state, 1);
        (T c1, T c2) = Load<T>(ref state, 2);
        (T d1, T d2) = Load<T>(ref state, 3);
        (T e1, T e2) = Load<T>(ref state, 4);
        (T f1, T f2) = Load<T>(ref state, 5);
        nint at = 0;
        for (int i = 0; i < frames; i++, at += stride)
        {
            T x = T.Load(ref Unsafe.Add(ref input, at));
            x = a.Next(x, ref a1, ref a2);
            x = b.Next(x, ref b1, ref b2);
            x = c.Next(x, ref c1, ref c2);
            x = d.Next(x, ref d1, ref d2);
            x = e.Next(x, ref e1, ref e2);
            x = f.Next(x, ref f1, ref f2);
            x.Store(ref Unsafe.Add(ref output, at));
        }

        Save(ref state, 0, a1, a2);
        Save(ref state, 1, b1, b2);
        Save(ref state, 2, c1, c2);
        Save(ref state, 3, d1, d2);
        Save(ref state, 4, e1, e2);
        Save(ref state, 5, f1, f2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T First, T Second) Load<T>(ref double state, int section)
        where T : struct, ILanes<T>
    {
        ref double own = ref Unsafe.Add(ref state, 2 * section * T.Count);
        return (T.Load(ref own), T.Load(ref Unsafe.Add(ref own, T.Count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Save<T>(ref double state, int section, T first, T second)
        where T : struct, ILanes<T>
    {
        ref double own = ref Unsafe.Add(ref state, 2 * section * T.Count);
        first.Store(ref own);
        second.Store(ref Unsafe.Add(ref own, T.Count));
    }
}
