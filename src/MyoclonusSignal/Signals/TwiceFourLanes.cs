using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MyoclonusSignal.Signals;

/// <summary>Eight signals as two vectors of 256 bits, where there are none of 512: the processor runs the two side by side.</summary>
internal readonly struct TwiceFourLanes : ILanes<TwiceFourLanes>
{
    private readonly Vector256<double> _low;
    private readonly Vector256<double> _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TwiceFourLanes(Vector256<double> low, Vector256<double> high)
    {
        _low = low;
        _high = high;
    }

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwiceFourLanes operator *(TwiceFourLanes a, TwiceFourLanes b) => new(a._low * b._low, a._high * b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwiceFourLanes operator -(TwiceFourLanes a, TwiceFourLanes b) => new(a._low - b._low, a._high - b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwiceFourLanes Load(ref double source) =>
        new(Vector256.LoadUnsafe(ref source), Vector256.LoadUnsafe(ref source, 4));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwiceFourLanes Splat(double value) => new(Vector256.Create(value), Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwiceFourLanes MultiplyAdd(TwiceFourLanes a, TwiceFourLanes b, TwiceFourLanes c) => new(
        Vector256.FusedMultiplyAdd(a._low, b._low, c._low), Vector256.FusedMultiplyAdd(a._high, b._high, c._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwiceFourLanes Abs(TwiceFourLanes a) => new(Vector256.Abs(a._low), Vector256.Abs(a._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target)
    {
        _low.StoreUnsafe(ref target);
        _high.StoreUnsafe(ref target, 4);
    }
}
