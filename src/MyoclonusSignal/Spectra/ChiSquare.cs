namespace MyoclonusSignal.Spectra;

/// <summary>The chi-square distribution for any positive number of degrees of freedom, whole or not.</summary>
internal static class ChiSquare
{
    // Lanczos, g = 7, 9 terms: relative error below 1e-14 (Godfrey (2001)).
    private static ReadOnlySpan<double> Lanczos =>
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Gives the probability of a value at or below <paramref name="x"/>.</summary>
    public static double Cdf(double x, double degreesOfFreedom)
    {
        if (!(x > 0))
        {
            return 0;
        }

        (double below, _) = IncompleteGamma(0.5 * degreesOfFreedom, 0.5 * x);
        return below;
    }

    /// <summary>Gives the value that a probability lies below: the inverse of <see cref="Cdf"/>.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        // Bisection over the logarithm needs no derivative and cannot diverge; a few steps of Newton's follow.
        double low = -745;
        double high = Math.Log(degreesOfFreedom + 1) + 8;
        while (high - low > 1e-3)
        {
            double middle = 0.5 * (low + high);
            if (IsBelow(probability, Math.Exp(middle), degreesOfFreedom))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        double a = 0.5 * degreesOfFreedom;
        double x = 0.5 * Math.Exp(0.5 * (low + high));
        for (int i = 0; i < 4; i++)
        {
            (double below, double above) = IncompleteGamma(a, x);
            double error = below < above ? below - probability : 1 - probability - above;
            double logDensity = ((a - 1) * Math.Log(x)) - x - LogGamma(a);
            x -= error * Math.Exp(-logDensity);
        }

        return 2 * x;
    }

    /// <summary>Gives the half-width, in standard deviations, of the two-sided interval of a normal value.</summary>
    public static double NormalHalfWidth(double confidence) => Math.Sqrt(Quantile(confidence, 1));

    /// <summary>ln Γ(a) for a > 0.</summary>
    internal static double LogGamma(double a)
    {
        if (a < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * a)) - LogGamma(1 - a);
        }

        double sum = Lanczos[0];
        for (int i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (a - 1 + i);
        }

        double t = a + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((a - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    private static bool IsBelow(double probability, double x, double degreesOfFreedom)
    {
        (double below, double above) = IncompleteGamma(0.5 * degreesOfFreedom, 0.5 * x);
        return below < above ? below < probability : above > 1 - probability;
    }

    /// <summary>The regularised incomplete gamma functions P(a, x) and Q = 1 − P, the smaller one to full precision.</summary>
    /// <remarks>Series below a + 1, continued fraction (modified Lentz) above: Abramowitz and Stegun 6.5.29, 6.5.31.</remarks>
    private static (double Below, double Above) IncompleteGamma(double a, double x)
    {
        const double Smallest = 1e-300;
        double front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        if (x < a + 1)
        {
            double term = 1 / a;
            double sum = term;
            for (double n = a + 1; term > sum * 1e-17; n++)
            {
                term *= x / n;
                sum += term;
            }

            double below = front * sum;
            return (below, 1 - below);
        }

        double b = x + 1 - a;
        double c = 1 / Smallest;
        double d = 1 / b;
        double fraction = d;
        double change = 0;
        for (int i = 1; Math.Abs(change - 1) > 1e-16 && i < 100_000; i++)
        {
            double numerator = -i * (i - a);
            b += 2;
            d = (numerator * d) + b;
            d = 1 / (Math.Abs(d) < Smallest ? Smallest : d);
            c = b + (numerator / c);
            c = Math.Abs(c) < Smallest ? Smallest : c;
            change = d * c;
            fraction *= change;
        }

        double above = front * fraction;
        return (1 - above, above);
    }
}
