namespace MyoclonusSignal.Detection;

/// <summary>
/// The sample at which the power of a Gaussian signal changes, by maximum likelihood: with power σ² on one side and rσ²
/// on the other, a sample y contributes y²/σ²·(1 − 1/r) − ln r to twice the log-likelihood ratio (Staude and Wolf (1999),
/// doi:10.1016/S1350-4533(99)00067-3).
/// </summary>
internal static class ChangePoint
{
    /// <summary>
    /// Gives the ratio of power for which a change point is looked for: between noise and peak, in the middle of their
    /// logarithms, so that a burst that rises slowly is caught on its way up.
    /// </summary>
    public static double RatioOf(double peakRatio) => Math.Clamp(Math.Sqrt(peakRatio), 2.5, 5);

    /// <summary>Gives the first sample of the raised stretch that ends before <paramref name="peak"/>, not before <paramref name="earliest"/>.</summary>
    public static long Onset(BinHistory bins, long earliest, long peak, double noisePower, double ratio)
    {
        double slope = (1 - (1 / ratio)) / noisePower;
        double cost = Math.Log(ratio);
        double sum = 0;
        double best = 0;
        long onset = peak;
        for (long n = peak - 1; n >= earliest; n--)
        {
            sum += (bins.Square(n) * slope) - cost;
            if (sum > best)
            {
                best = sum;
                onset = n;
            }
        }

        return onset;
    }

    /// <summary>Gives the sample behind the raised stretch that starts at <paramref name="peak"/>, at most <paramref name="latest"/>.</summary>
    public static long Offset(BinHistory bins, long peak, long latest, double noisePower, double ratio)
    {
        double slope = (1 - (1 / ratio)) / noisePower;
        double cost = Math.Log(ratio);
        double sum = 0;
        double best = 0;
        long offset = peak;
        for (long n = peak; n < latest; n++)
        {
            sum += (bins.Square(n) * slope) - cost;
            if (sum > best)
            {
                best = sum;
                offset = n + 1;
            }
        }

        return offset;
    }
}
