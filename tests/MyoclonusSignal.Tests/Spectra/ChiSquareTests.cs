using MathNet.Numerics.Distributions;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class ChiSquareTests
{
    [Fact]
    public void TheQuantileEqualsThatOfSciPy()
    {
        double[] rows = Reference.Read("chi2.txt")["rows"];
        for (int row = 0; row < rows.Length; row += 3)
        {
            double found = ChiSquare.Quantile(rows[row], rows[row + 1]);
            Assert.Equal(rows[row + 2], found, 1e-10 * rows[row + 2]);
        }
    }

    [Fact]
    public void TheDistributionEqualsThatOfMathNetAndUndoesTheQuantile()
    {
        foreach (double degrees in new[] { 0.5, 1, 2, 7.3, 40, 500 })
        {
            foreach (double x in new[] { 1e-3, 0.3, 1, 5, 45, 480, 600 })
            {
                Assert.Equal(new ChiSquared(degrees).CumulativeDistribution(x), ChiSquare.Cdf(x, degrees), 1e-11);
            }

            Assert.Equal(0.3, ChiSquare.Cdf(ChiSquare.Quantile(0.3, degrees), degrees), 1e-13);
        }

        Assert.Equal(0, ChiSquare.Cdf(0, 3));
        Assert.Equal(0, ChiSquare.Cdf(double.NaN, 3));
    }

    [Fact]
    public void TheNormalHalfWidthOf95PercentIsOnePointNineSix() =>
        Assert.Equal(1.959963984540054, ChiSquare.NormalHalfWidth(0.95), 1e-12);
}
