using System.Runtime.Intrinsics;

namespace MyoclonusSignal.Signals;

/// <summary>What the processor has.</summary>
internal static class Lanes
{
    /// <summary>Gets a value indicating whether vectors of eight doubles run at full speed; the runtime says no where they slow the clock.</summary>
    public static bool HasVectorsOfEight => Vector512.IsHardwareAccelerated;
}
