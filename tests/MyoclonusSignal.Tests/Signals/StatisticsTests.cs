using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

public sealed class StatisticsTests
{
    [Fact]
    public void TheUpperMedianIsAValueThatOccurs()
    {
        Assert.Equal(3, Statistics.UpperMedian([1, 2, 3, 4]));
        Assert.Equal(2, Statistics.UpperMedian([1, 2, 3]));
        Assert.Equal(1, Statistics.UpperMedian([1]));
        Assert.Equal(double.NaN, Statistics.UpperMedian([]));
        Assert.Equal(7, Statistics.UpperMedian([], ofNone: 7));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 3)]
    [InlineData(0.9, 6.8)]
    [InlineData(1, 8)]
    public void QuantilesAreThoseOfNumPy(double fraction, double expected) => Assert.Equal(expected, Statistics.Quantile([1, 2, 4, 8], fraction), 1e-12);

    [Fact]
    public void TheCoefficientOfVariationIsOfASample() => Assert.Equal(Math.Sqrt(2) / 2, Statistics.CoefficientOfVariation([1, 3]), 1e-12);
}
