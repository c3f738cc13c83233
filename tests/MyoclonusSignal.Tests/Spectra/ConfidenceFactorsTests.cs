using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class ConfidenceFactorsTests
{
    [Fact]
    public void TheFactorsAreThoseOfSciPysChiSquareQuantiles()
    {
        double[] rows = Reference.Read("chi2.txt")["rows"];
        for (int row = 0; row < rows.Length; row += 3)
        {
            (double probability, double degrees, double quantile) = (rows[row], rows[row + 1], rows[row + 2]);
            if (probability is < 1e-3 or > 1 - 1e-3)
            {
                // The tail of a confidence so near to 1 is not held by the rounding of the confidence itself.
                continue;
            }

            ConfidenceFactors found = ConfidenceFactors.OfChiSquare(Math.Abs(1 - (2 * probability)), degrees);
            double factor = probability > 0.5 ? found.Lower : found.Upper;
            Assert.Equal(degrees / quantile, factor, 1e-10 * factor);
        }
    }
}
