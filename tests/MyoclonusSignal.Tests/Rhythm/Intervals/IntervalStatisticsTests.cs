using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class IntervalStatisticsTests
{
    [Fact]
    public void AnExampleByHand()
    {
        // Intervals 1, 2, 1, 4: mean 2, deviations −1 0 −1 2, sum of squares 6.
        IntervalStatistics found = IntervalStatistics.FromOnsets([0, 1, 3, 4, 8]);
        Assert.Equal(5, found.OnsetCount);
        Assert.Equal(4, found.IntervalCount);
        Assert.Equal(2, found.MeanSeconds, 1e-12);
        Assert.Equal(1.5, found.MedianSeconds, 1e-12);
        Assert.Equal(Math.Sqrt(2) / 2, found.CoefficientOfVariation, 1e-12);
        Assert.Equal(2 * ((1.0 / 3) + (1.0 / 3) + (3.0 / 5)) / 3, found.Cv2, 1e-12);
        Assert.Equal((1.0 / 9) + (1.0 / 9) + (9.0 / 25), found.LocalVariation, 1e-12);
    }

    [Fact]
    public void ABreakSplitsTheTrain()
    {
        IntervalStatistics found = IntervalStatistics.FromOnsets([0, 0.2, 0.4, 60, 60.2, 60.4], longestIntervalSeconds: 1);
        Assert.Equal(4, found.IntervalCount);
        Assert.Equal(0, found.CoefficientOfVariation, 1e-9);
        Assert.Equal(0, found.Cv2, 1e-9);
    }

    [Fact]
    public void ChanceHasACoefficientOfOne()
    {
        double[] onsets = [.. new TrainSimulator(4).Gamma(4000, 5, 1)];
        IntervalStatistics found = IntervalStatistics.FromOnsets(onsets);
        Assert.Equal(1, found.CoefficientOfVariation, 0.03);
        Assert.Equal(1, found.Cv2, 0.03);
        Assert.Equal(1, found.LocalVariation, 0.05);
    }

    [Fact]
    public void NoneAndOneOnsetGiveNoIntervals()
    {
        Assert.True(double.IsNaN(IntervalStatistics.FromOnsets([]).MeanSeconds));
        Assert.Equal(0, IntervalStatistics.FromOnsets([3.0]).IntervalCount);
        Assert.True(double.IsNaN(IntervalStatistics.FromOnsets([3.0, 4.0]).CoefficientOfVariation));
    }

    [Fact]
    public void DisorderAndNotANumberAreRefused()
    {
        Assert.Throws<ArgumentException>(() => IntervalStatistics.FromOnsets([1.0, 0.5]));
        Assert.Throws<ArgumentException>(() => IntervalStatistics.FromOnsets([1.0, double.NaN]));
    }

    [Fact]
    public void AClockKeepsOnePhaseAndChanceNone()
    {
        double[] clock = [.. Enumerable.Range(0, 50).Select(i => (i / 5.0) + 0.05)];
        RayleighTest kept = RayleighTest.Of(clock, 5);
        Assert.Equal(1, kept.VectorStrength, 1e-9);
        Assert.Equal(Math.PI / 2, kept.PhaseRadians, 1e-9);
        Assert.True(kept.PValue < 1e-10);

        int below = 0;
        for (int i = 0; i < 500; i++)
        {
            double[] chance = [.. new TrainSimulator(i).Gamma(20, 5, 1)];
            below += RayleighTest.Of(chance, 5).PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(below, 10, 42);
        Assert.Equal(1, RayleighTest.Of([], 5).PValue);
    }
}
