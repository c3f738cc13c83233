using System.Runtime.CompilerServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>What makes a sample of both signs one of size, from it and the two samples before it.</summary>
internal interface IEnergy
{
    /// <summary>Gives the size.</summary>
    /// <param name="beforeLast">The sample before the last one.</param>
    /// <param name="last">The sample before this one.</param>
    /// <param name="sample">This sample.</param>
    /// <typeparam name="T">The lanes.</typeparam>
    public static abstract T Of<T>(T beforeLast, T last, T sample)
        where T : struct, ILanes<T>;
}

/// <summary>|x|.</summary>
internal readonly struct MagnitudeEnergy : IEnergy
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T beforeLast, T last, T sample)
        where T : struct, ILanes<T> => T.Abs(sample);
}

/// <summary>|ψ| of the sample before.</summary>
internal readonly struct TeagerKaiserEnergy : IEnergy
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T beforeLast, T last, T sample)
        where T : struct, ILanes<T> => T.Abs((last * last) - (beforeLast * sample));
}
