using System.Numerics;

namespace MyoclonusSignal.Rhythm;

/// <summary>Sums of spectra, value by value.</summary>
internal static class PowerSums
{
    /// <summary>Adds the power of a spectrum.</summary>
    public static void AddPower(Span<double> power, ReadOnlySpan<Complex> spectrum)
    {
        for (int b = 0; b < power.Length; b++)
        {
            power[b] += (spectrum[b].Real * spectrum[b].Real) + (spectrum[b].Imaginary * spectrum[b].Imaginary);
        }
    }

    /// <summary>Adds powers.</summary>
    public static void AddTo(Span<double> sum, ReadOnlySpan<double> power)
    {
        for (int b = 0; b < sum.Length; b++)
        {
            sum[b] += power[b];
        }
    }

    /// <summary>Divides powers by a level.</summary>
    public static void Divide(Span<double> power, double level)
    {
        foreach (ref double p in power)
        {
            p /= level;
        }
    }
}
