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
}
