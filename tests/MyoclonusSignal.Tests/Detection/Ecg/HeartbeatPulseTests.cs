using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class HeartbeatPulseTests
{
    [Theory]
    [InlineData(0.6, 0)]
    [InlineData(0.6, 3)]
    [InlineData(0.9, 2)]
    [InlineData(1.5, 4)]
    public void ThePulseIsFoundWhereBeatsAreHidden(double pulse, int hiddenEvery)
    {
        double[] seconds = [.. Enumerable.Range(0, 60).Where(i => hiddenEvery == 0 || i % (hiddenEvery + 1) != 0).Select(i => pulse * (i + (0.05 * Math.Sin(i))))];
        Assert.Equal(pulse, HeartbeatPulse.Find(seconds, out int next)!.Value, 0.1 * pulse);
        Assert.InRange(next, 1, seconds.Length - 1);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.33)]
    public void ATrainFasterThanAHeartHasNone(double interval) =>
        Assert.Null(HeartbeatPulse.Find([.. Enumerable.Range(0, 60).Select(i => interval * i)], out _));

    [Fact]
    public void TimesAtRandomHaveNone()
    {
        Random random = new(1);
        int found = 0;
        for (int i = 0; i < 200; i++)
        {
            double[] seconds = [.. Enumerable.Range(0, 30).Select(_ => 45 * random.NextDouble()).Order()];
            found += HeartbeatPulse.Find(seconds, out _) is null ? 0 : 1;
        }

        Assert.Equal(0, found);
    }

    [Fact]
    public void TooFewTimesHaveNone()
    {
        Assert.Null(HeartbeatPulse.Find([], out _));
        Assert.Null(HeartbeatPulse.Find([1], out _));
        Assert.Null(HeartbeatPulse.Find([1, 2, 3], out _));
    }

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.3, true)]
    [InlineData(1, false)]
    public void IntervalsThatKeepTogetherAreAnIrregularHeart(double scatter, bool isOne)
    {
        Random random = new(2);
        int found = 0;
        for (int i = 0; i < 100; i++)
        {
            double time = 0;
            double[] seconds = [.. Enumerable.Range(0, 60).Select(_ => time += scatter < 1
                ? 0.8 * Math.Max(0.4, 1 + (scatter * random.NextNormal()))
                : 0.2 - (0.6 * Math.Log(1 - random.NextDouble())))];
            found += HeartbeatPulse.FindIrregular(seconds, out _) is null ? 0 : 1;
        }

        Assert.InRange(found, isOne ? 98 : 0, isOne ? 100 : 0);
        Assert.Null(HeartbeatPulse.FindIrregular([.. Enumerable.Range(0, 20).Select(i => (double)i)], out _));
        Assert.NotNull(HeartbeatPulse.FindIrregular([.. Enumerable.Range(0, 21).Select(i => (double)i)], out int next));
        Assert.Equal(20, next);
    }
}
