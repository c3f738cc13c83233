using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

public class GuardTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ASampleRateThatIsNotFiniteAndAboveZeroIsRefused(double sampleRate)
    {
        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>(() => Guard.ThrowIfNotSampleRate(sampleRate));
        Assert.Equal("sampleRate", error.ParamName);
    }

    [Fact]
    public void NotANumberIsOutsideEveryRange() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Guard.ThrowIfOutside(double.NaN, 0.0, 1.0));

    [Fact]
    public void APartialOverlapOfInputAndOutputIsRefused()
    {
        double[] memory = new double[8];
        Assert.Throws<ArgumentException>(
            () => Guard.ThrowIfNotInPlaceOrDisjoint<double>(memory.AsSpan(0, 4), memory.AsSpan(1, 4)));
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(memory.AsSpan(0, 4), memory.AsSpan(0, 4));
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(memory.AsSpan(0, 4), memory.AsSpan(4, 4));
    }

    [Fact]
    public void UnequalLengthsAreRefused() =>
        Assert.Throws<ArgumentException>(() => Guard.ThrowIfNotInPlaceOrDisjoint<double>(new double[3], new double[4]));
}
