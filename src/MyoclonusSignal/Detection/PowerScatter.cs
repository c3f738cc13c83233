namespace MyoclonusSignal.Detection;

/// <summary>How the power of Gaussian noise in a window scatters around its mean: a chi-square that is stretched about it.</summary>
/// <param name="Satterthwaite">The degrees of freedom by the variance alone.</param>
/// <param name="Freedom">The degrees of freedom of the upper tail.</param>
/// <param name="Stretch">By how much less than a chi-square of those it scatters.</param>
internal readonly record struct PowerScatter(double Satterthwaite, double Freedom, double Stretch)
{
    public PowerScatter(double freedom)
        : this(freedom, freedom, 1)
    {
    }

    public PowerScatter(double squares, double cubes)
        : this(1 / squares, squares * squares * squares / (cubes * cubes), squares * squares / cubes)
    {
    }

    /// <summary>Gives the power over its mean that lies so many normal deviates above it.</summary>
    public double Quantile(double deviate) => Quantile(deviate, 1);

    /// <summary>The same where the power has only a part of the degrees of freedom of Gaussian noise.</summary>
    public double Quantile(double deviate, double part) =>
        1 + (Stretch * (NormalDistribution.MeanSquareQuantile(part * Freedom, deviate) - 1));
}
