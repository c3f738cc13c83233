using System.Runtime.CompilerServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>|x|.</summary>
internal readonly struct MagnitudeEnergy : IEnergy
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T beforeLast, T last, T sample)
        where T : struct, ILanes<T> => T.Abs(sample);
}
