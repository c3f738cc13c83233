using System.Numerics;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Spectra;

/// <summary>Finds samples that are missing: NaN or infinite.</summary>
internal static class Finite
{
    /// <summary>Gives the number of finite samples before the first missing one, or all.</summary>
    public static int CountLeading(ReadOnlySpan<double> samples)
    {
        int at = 0;
        foreach (Vector<double> block in MemoryMarshal.Cast<double, Vector<double>>(samples))
        {
            // Zero times a number is zero, zero times NaN or infinity is not.
            if (block * Vector<double>.Zero != Vector<double>.Zero)
            {
                break;
            }

            at += Vector<double>.Count;
        }

        while (at < samples.Length && double.IsFinite(samples[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Gives the number of missing samples before the first finite one, or all.</summary>
    public static int CountLeadingMissing(ReadOnlySpan<double> samples)
    {
        int at = 0;
        while (at < samples.Length && !double.IsFinite(samples[at]))
        {
            at++;
        }

        return at;
    }
}
