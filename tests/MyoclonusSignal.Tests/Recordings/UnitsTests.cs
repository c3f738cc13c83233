using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings;

/// <summary>One table of units: however one is spelled, it is one quantity of one size.</summary>
public sealed class UnitsTests
{
    [Theory]
    [InlineData("uV", 1)]
    [InlineData("µV", 1)]
    [InlineData("μV", 1)]
    [InlineData("Microvolts", 1)]
    [InlineData(" mV ", 1e3)]
    [InlineData("millivolt", 1e3)]
    [InlineData("V", 1e6)]
    [InlineData("nv", 1e-3)]
    public void AVoltageHasItsSizeHoweverItIsSpelled(string written, double microvolts)
    {
        Assert.Equal(microvolts, Units.Microvolts(Units.Spell(written)));
        Assert.Null(Units.MetresPerSecondSquared(Units.Spell(written)));
        Assert.Equal(("uV", microvolts), (UnitConversion.Of(written, keepsUnit: false).Unit, UnitConversion.Of(written, keepsUnit: false).Factor));
    }

    [Theory]
    [InlineData("g", 9.80665)]
    [InlineData("G", 9.80665)]
    [InlineData("milli-g", 0.00980665)]
    [InlineData("m/s²", 1)]
    [InlineData("m/s2", 1)]
    [InlineData("m/s/s", 1)]
    [InlineData("ms-2", 1)]
    public void AnAccelerationHasItsSizeHoweverItIsSpelled(string written, double metresPerSecondSquared)
    {
        Assert.Equal(metresPerSecondSquared, Units.MetresPerSecondSquared(Units.Spell(written))!.Value, 1e-12);
        Assert.Null(Units.Microvolts(written));
    }

    [Theory]
    [InlineData("deg/s")]
    [InlineData("counts")]
    [InlineData("")]
    [InlineData(null)]
    public void WhatIsNeitherHasNoSize(string? written) => Assert.Equal((null, null), (Units.Microvolts(written), Units.MetresPerSecondSquared(written)));

    [Fact]
    public void MegaIsMilliInATableOnly()
    {
        Assert.Equal(("MV", "mV"), (Units.Spell("MV"), Units.SpellOfTable("MV")));
        Assert.Equal("mg", Units.SpellOfTable("MG"));
        Assert.Null(Units.SpellOfTable(" "));
    }
}
