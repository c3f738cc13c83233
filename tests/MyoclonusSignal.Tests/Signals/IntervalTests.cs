using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1, true)]
    [InlineData(2.4, true)]
    [InlineData(2.5, false)]
    public void ItsStartLiesInItAndItsEndDoesNot(double seconds, bool isIn) => Assert.Equal(isIn, new Interval(1, 2.5).Contains(seconds));

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0, 1.1, true)]
    [InlineData(1.5, 2, true)]
    [InlineData(0, 9, true)]
    [InlineData(2.5, 3, false)]
    public void IntervalsThatOnlyTouchDoNotOverlap(double start, double end, bool isShared)
    {
        Interval interval = new(1, 2.5);
        Assert.Equal(isShared, interval.Overlaps(new Interval(start, end)));
        Assert.Equal(isShared, new Interval(start, end).Overlaps(interval));
    }

    [Fact]
    public void TheDurationIsTheEndLessTheStart() => Assert.Equal(1.5, new Interval(1, 2.5).DurationSeconds);
}
