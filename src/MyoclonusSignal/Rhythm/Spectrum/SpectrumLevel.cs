namespace MyoclonusSignal.Rhythm;

/// <summary>The level of a spectrum.</summary>
internal static class SpectrumLevel
{
    /// <summary>The geometric mean of a spectrum; 0 where there is no signal.</summary>
    public static double GeometricMean(ReadOnlySpan<double> power)
    {
        double total = 0;
        foreach (double p in power)
        {
            total += p;
        }

        // A window without change leaves only rounding errors, if that.
        double smallest = total * 1e-15;
        if (!(smallest > 1e-290))
        {
            return 0;
        }

        // A product of sixteen values between 10⁻¹⁵ and 1 is far from underflow, and takes one logarithm.
        double logs = 0;
        double product = 1;
        for (int b = 0; b < power.Length; b++)
        {
            product *= Math.Max(power[b], smallest) / total;
            if (b % 16 == 15)
            {
                logs += Math.Log(product);
                product = 1;
            }
        }

        return total * Math.Exp((logs + Math.Log(product)) / power.Length);
    }
}
