using MyoclonusSignal.Benchmarks.Foreign.Clocks;

namespace MyoclonusSignal.Benchmarks.Tests.Foreign;

/// <summary>Onsets under ten clocks, and the cost of lost samples, on fewer recordings than <c>foreign clocks</c> and <c>foreign gaps</c> measure.</summary>
public sealed class ClockTableTests
{
    // Neither the seeds of the tables nor any that a constant was set on.
    private const int SeedBase = 41_000;

    public static TheoryData<string> Kinds => [.. ClockKinds.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OnsetsStandOnTheRecordingsOwnClock(string kind)
    {
        ClockErrors errors = ClockTable.Measure(kind, records: 2, SeedBase);
        Assert.InRange(errors.Median, 0, 0.01);
        Assert.InRange(errors.Found, 0.85 * errors.Taps, errors.Taps);
        Assert.InRange(errors.False, 0, 2);
    }

    [Theory]
    [InlineData(0.02, 0)]
    [InlineData(0.03, 0)]
    [InlineData(0.02, 0.02)]
    public void ShortLossesCostHardlyAnything(double share, double lossSeconds)
    {
        GapCost whole = GapTable.Measure(0, 0, records: 2, SeedBase);
        GapCost cost = GapTable.Measure(share, lossSeconds, records: 2, SeedBase);
        Assert.InRange(cost.F1, whole.F1 - 0.01, 1);
        Assert.InRange(cost.RateRatio, 0.97 * whole.RateRatio, 1.03 * whole.RateRatio);
        Assert.InRange(cost.EmgHzOff, 0, 0.02);
        Assert.InRange(cost.AccelerationHzOff, 0, 0.02);
    }
}
