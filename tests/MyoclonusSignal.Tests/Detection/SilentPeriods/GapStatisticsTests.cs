using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>The tail of natural gaps.</summary>
public sealed class GapStatisticsTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void TheScaleIsThatOfTheGapsThoughTheLongOnesAreNotSeen(double scale)
    {
        GapStatistics gaps = WithGaps(scale, 4000);
        Assert.InRange(gaps.Scale(), 0.9 * scale, 1.12 * scale);
    }

    [Fact]
    public void TheThresholdIsWhatGapsExceedAsOftenAsAskedOrLess()
    {
        // 40 gaps a second of scale 1 over the least: at 4 + ln(…) above it one an hour is left.
        double exact = GapStatistics.LeastBins + Math.Log(40 * 3600);
        Assert.InRange(WithGaps(1, 4000).Threshold(1), exact, 1.25 * exact);
    }

    [Fact]
    public void LongerGapsAndRarerFalseAlarmsRaiseTheThreshold()
    {
        Assert.True(WithGaps(2, 1000).Threshold(1) > WithGaps(1, 1000).Threshold(1));
        Assert.True(WithGaps(1, 1000).Threshold(0.1) > WithGaps(1, 1000).Threshold(1));
    }

    [Fact]
    public void NothingButLongGapsIsATrain()
    {
        GapStatistics gaps = new(0.005, 0.04, 2);
        for (int i = 0; i < 400; i++)
        {
            Assert.Equal(i > 300, i > 300 && gaps.IsTrain);
            gaps.AddTime(0.05);
            if (i % 4 == 0)
            {
                gaps.Add(20);
            }
        }
    }

    [Fact]
    public void ResetForgets()
    {
        GapStatistics gaps = WithGaps(3, 1000);
        gaps.Reset();
        Assert.Equal(new GapStatistics(0.005, 0.04, 2).Threshold(1), gaps.Threshold(1));
    }

    private static GapStatistics WithGaps(double scale, int count)
    {
        GapStatistics gaps = new(0.005, 0.04, 2);
        Random random = new(1);
        for (int i = 0; i < count; i++)
        {
            gaps.AddTime(0.025);
            gaps.Add(GapStatistics.LeastBins - (scale * Math.Log(1 - random.NextDouble())));
        }

        return gaps;
    }
}
