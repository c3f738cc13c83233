using CsCheck;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class PortableMathTests
{
    [Fact]
    public void ExponentialAgreesWithThePlatform() =>
        Gen.Double[-700, 700].Sample(x => AssertClose(Math.Exp(x), PortableMath.Exp(x), 1e-13));

    [Fact]
    public void LogarithmAgreesWithThePlatform() =>
        Gen.Double[-300, 300].Sample(x =>
        {
            double value = Math.Pow(10, x);
            Assert.Equal(Math.Log(value), PortableMath.Log(value), 1e-14 * Math.Max(1, Math.Abs(Math.Log(value))));
        });

    [Fact]
    public void SineAgreesWithThePlatform() =>
        Gen.Double[-1000, 1000].Sample(turns =>
        {
            double reduced = turns - Math.Floor(turns);
            Assert.Equal(Math.Sin(2 * Math.PI * reduced), PortableMath.SinTurns(turns), 1e-14);
            Assert.Equal(Math.Cos(2 * Math.PI * reduced), PortableMath.CosTurns(turns), 1e-12);
        });

    [Fact]
    public void QuarterTurnsAreExact()
    {
        Assert.Equal(0, PortableMath.SinTurns(0));
        Assert.Equal(1, PortableMath.SinTurns(0.25), 1e-15);
        Assert.Equal(0, PortableMath.SinTurns(0.5), 1e-15);
        Assert.Equal(-1, PortableMath.SinTurns(-0.25), 1e-15);
    }

    [Fact]
    public void DecibelsOfPowerAndAmplitudeAgree()
    {
        Assert.Equal(10, PortableMath.AmplitudeRatio(20), 1e-13);
        Assert.Equal(20, PortableMath.Decibels(100), 1e-13);
        Assert.Equal(Math.Pow(2.5, 1.7), PortableMath.Pow(2.5, 1.7), 1e-13);
    }

    [Fact]
    public void AVeryNegativeExponentGivesZero() => Assert.Equal(0, PortableMath.Exp(-1000));

    private static void AssertClose(double expected, double actual, double relative) =>
        Assert.Equal(expected, actual, Math.Abs(expected) * relative);
}
