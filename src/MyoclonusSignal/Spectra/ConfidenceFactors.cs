using MathNet.Numerics.Distributions;

namespace MyoclonusSignal.Spectra;

/// <summary>What an estimated power is multiplied by to give the ends of its interval of confidence.</summary>
/// <param name="Lower">Factor of the lower end, below 1.</param>
/// <param name="Upper">Factor of the upper end, above 1.</param>
public readonly record struct ConfidenceFactors(double Lower, double Upper)
{
    /// <summary>ν/χ²: the interval of a power that is a chi-square value with ν degrees of freedom about its mean.</summary>
    internal static ConfidenceFactors OfChiSquare(double confidence, double degreesOfFreedom)
    {
        double tail = 0.5 * (1 - confidence);
        return new ConfidenceFactors(
            degreesOfFreedom / ChiSquared.InvCDF(degreesOfFreedom, 1 - tail),
            degreesOfFreedom / ChiSquared.InvCDF(degreesOfFreedom, tail));
    }
}
