using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Signals;

/// <summary>Where the next samples of eight signals lie.</summary>
internal ref struct LaneRows
{
    public ref double A;
    public ref double B;
    public ref double C;
    public ref double D;
    public ref double E;
    public ref double F;
    public ref double G;
    public ref double H;

    /// <summary>Gives where the next samples of eight signals lie from an index on.</summary>
    /// <param name="signals">At least eight signals from <paramref name="first"/> on.</param>
    /// <param name="first">The first of the eight.</param>
    /// <param name="start">The index of the sample in each.</param>
    public static LaneRows Of(ReadOnlySpan<double[]> signals, int first, int start)
    {
        LaneRows rows = default;
        rows.A = ref At(signals[first], start);
        rows.B = ref At(signals[first + 1], start);
        rows.C = ref At(signals[first + 2], start);
        rows.D = ref At(signals[first + 3], start);
        rows.E = ref At(signals[first + 4], start);
        rows.F = ref At(signals[first + 5], start);
        rows.G = ref At(signals[first + 6], start);
        rows.H = ref At(signals[first + 7], start);
        return rows;
    }

    /// <summary>Moves on by some samples.</summary>
    public void Skip(int count)
    {
        A = ref Unsafe.Add(ref A, count);
        B = ref Unsafe.Add(ref B, count);
        C = ref Unsafe.Add(ref C, count);
        D = ref Unsafe.Add(ref D, count);
        E = ref Unsafe.Add(ref E, count);
        F = ref Unsafe.Add(ref F, count);
        G = ref Unsafe.Add(ref G, count);
        H = ref Unsafe.Add(ref H, count);
    }

    private static ref double At(double[] signal, int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(signal), index);
}
