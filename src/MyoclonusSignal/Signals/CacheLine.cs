using System.Runtime.CompilerServices;

namespace MyoclonusSignal.Signals;

/// <summary>Where samples lie relative to the lines of the processor's cache. Only speed depends on it, never a result.</summary>
internal static class CacheLine
{
    /// <summary>The samples of a line, which are those of the widest vector.</summary>
    public const int Samples = 64 / sizeof(double);

    /// <summary>Gives the number of samples, 1 to 8, up to the beginning of the next line.</summary>
    public static int SamplesUpTo(ref double sample)
    {
        long address = Unsafe.ByteOffset(ref Unsafe.NullRef<double>(), ref sample);
        return Samples - (int)(address / sizeof(double) % Samples);
    }
}
