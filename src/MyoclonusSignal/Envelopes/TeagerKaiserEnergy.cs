using System.Runtime.CompilerServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>|ψ| of the sample before.</summary>
internal readonly struct TeagerKaiserEnergy : IEnergy
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T beforeLast, T last, T sample)
        where T : struct, ILanes<T> => T.Abs((last * last) - (beforeLast * sample));
}
