using MathNet.Numerics.Distributions;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public class NormalDistributionTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(0.1)]
    [InlineData(0.025)]
    [InlineData(1e-3)]
    [InlineData(1e-7)]
    [InlineData(1e-12)]
    public void UpperQuantileAgreesWithMathNet(double tail) =>
        Assert.Equal(-Normal.InvCDF(0, 1, tail), NormalDistribution.UpperQuantile(tail), 1e-7);

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
