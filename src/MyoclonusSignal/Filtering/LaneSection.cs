using System.Runtime.CompilerServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>The coefficients of one section in all lanes, transposed direct form II.</summary>
/// <typeparam name="T">The lanes.</typeparam>
/// <remarks>The states are the loop's own variables: as fields they would cost a sixth of the speed.</remarks>
internal readonly struct LaneSection<T>
    where T : struct, ILanes<T>
{
    private readonly T _b0;
    private readonly T _b1;
    private readonly T _b2;
    private readonly T _minusA1;
    private readonly T _minusA2;

    /// <summary>Initializes a new instance of the <see cref="LaneSection{T}"/> struct.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneSection(SosSection section)
    {
        _b0 = T.Splat(section.B0);
        _b1 = T.Splat(section.B1);
        _b2 = T.Splat(section.B2);
        _minusA1 = T.Splat(-section.A1);
        _minusA2 = T.Splat(-section.A2);
    }

    /// <summary>Filters a sample of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Next(T input, ref T first, ref T second)
    {
        T output = T.MultiplyAdd(_b0, input, first);
        first = T.MultiplyAdd(_minusA1, output, T.MultiplyAdd(_b1, input, second));
        second = T.MultiplyAdd(_minusA2, output, _b2 * input);
        return output;
    }
}
