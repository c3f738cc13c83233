using MathNet.Numerics;

namespace MyoclonusSignal.Rhythm;

/// <summary>The upper tail of Fisher's F distribution, also for the tens of thousands of degrees of freedom of a night.</summary>
internal static class FisherTail
{
    // Above this the continued fraction of the incomplete beta function needs more terms than the library takes,
    // and the cube-root transformation is exact to a few parts in a thousand of the tail.
    private const double LargeFreedom = 2000;

    public static double Above(double ratio, double freedom1, double freedom2)
    {
        if (!(ratio > 0))
        {
            return 1;
        }

        if (freedom1 + freedom2 > LargeFreedom)
        {
            // Paulson (1942), doi:10.1214/aoms/1177731608.
            double c1 = 2 / (9 * freedom1);
            double c2 = 2 / (9 * freedom2);
            double root = Math.Cbrt(ratio);
            double z = (((1 - c2) * root) - (1 - c1)) / Math.Sqrt((c2 * root * root) + c1);
            return 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));
        }

        return SpecialFunctions.BetaRegularized(freedom2 / 2, freedom1 / 2, freedom2 / (freedom2 + (freedom1 * ratio)));
    }

    /// <summary>How often per unit of the parameter an F field crosses a level upwards (Worsley 1994, doi:10.2307/1427576).</summary>
    /// <param name="ratio">The level.</param>
    /// <param name="freedom1">Degrees of freedom of the numerator.</param>
    /// <param name="freedom2">Degrees of freedom of the denominator.</param>
    /// <param name="roughness">Variance of the derivative of the Gaussian components of unit variance.</param>
    public static double CrossingRate(double ratio, double freedom1, double freedom2, double roughness)
    {
        double log = (0.5 * Math.Log(roughness / Math.PI))
            + SpecialFunctions.GammaLn((freedom1 + freedom2 - 1) / 2)
            - SpecialFunctions.GammaLn(freedom1 / 2) - SpecialFunctions.GammaLn(freedom2 / 2)
            + (((freedom1 - 1) / 2) * Math.Log(freedom1 * ratio / freedom2))
            - (((freedom1 + freedom2 - 2) / 2) * double.LogP1(freedom1 * ratio / freedom2));
        return Math.Exp(log);
    }

    /// <summary>The level that is exceeded with a given probability.</summary>
    public static double Level(double probability, double freedom1, double freedom2)
    {
        double low = 0;
        double high = 1;
        while (Above(high, freedom1, freedom2) > probability && high < 1e12)
        {
            high *= 2;
        }

        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Above(middle, freedom1, freedom2) > probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
