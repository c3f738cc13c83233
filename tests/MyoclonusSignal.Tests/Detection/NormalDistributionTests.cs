using MathNet.Numerics.Distributions;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public class NormalDistributionTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(80)]
    public void MeanSquareQuantileIsNearTheExactChiSquare(double degreesOfFreedom)
    {
        // Wilson and Hilferty's cube root is good to a few per cent, far out in the tail too.
        foreach (double tail in (double[])[1e-6, 1e-3, 0.1, 0.5])
        {
            double exact = ChiSquared.InvCDF(degreesOfFreedom, 1 - tail) / degreesOfFreedom;
            double z = -Normal.InvCDF(0, 1, tail);
            Assert.Equal(1, NormalDistribution.MeanSquareQuantile(degreesOfFreedom, z) / exact, 0.06);
        }
    }
}
