namespace MyoclonusSignal.Detection;

/// <summary>Quantiles needed for thresholds: of the normal distribution, and of a mean of squares through it.</summary>
internal static class NormalDistribution
{
    /// <summary>
    /// Gives z with P(Z &gt; z) = <paramref name="upperTail"/> for a standard normal Z, by Newton's method on the tail's
    /// continued fraction; relative error below 1e-9 for tails from 1e-300 to 0.5.
    /// </summary>
    public static double UpperQuantile(double upperTail)
    {
        double z = Math.Sqrt(-2 * Math.Log(upperTail)) - 0.5;
        for (int iteration = 0; iteration < 60; iteration++)
        {
            double tail = UpperTail(z);
            double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

            // Newton on ln(tail): the tail is log-concave, so the steps never overshoot far.
            double step = tail / density * Math.Log(tail / upperTail);
            z += step;
            if (Math.Abs(step) < 1e-12 * (1 + Math.Abs(z)))
            {
                break;
            }
        }

        return z;
    }

    /// <summary>
    /// Gives the quantile of χ²(dof)/dof at normal deviate <paramref name="z"/> (Wilson and Hilferty (1931),
    /// doi:10.1073/pnas.17.12.684): the mean of squares of Gaussian noise over its power.
    /// </summary>
    public static double MeanSquareQuantile(double degreesOfFreedom, double z)
    {
        double variance = 2 / (9 * degreesOfFreedom);
        double cubeRoot = 1 - variance + z * Math.Sqrt(variance);
        return cubeRoot <= 0 ? 0 : cubeRoot * cubeRoot * cubeRoot;
    }

    private static double UpperTail(double z)
    {
        if (z < 2)
        {
            // erfc by its Taylor series around 0: fast and exact to rounding for small arguments.
            double term = z;
            double sum = z;
            for (int n = 1; n < 200 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
            {
                term *= -z * z / (2 * n);
                sum += term / ((2 * n) + 1);
            }

            return 0.5 - (sum / Math.Sqrt(2 * Math.PI));
        }

        double fraction = z;
        for (int n = 200; n > 0; n--)
        {
            fraction = z + n / fraction;
        }

        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) / fraction;
    }
}
