namespace MyoclonusSignal.Detection;

/// <summary>The quantile of a mean of squares through that of the normal distribution, as thresholds need it.</summary>
internal static class NormalDistribution
{
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
}
