using System.Text.Json;
using MyoclonusSignal.Benchmarks.Guard;

namespace MyoclonusSignal.Benchmarks.Tests.Guard;

public sealed class GuardLimitsTests
{
    [Fact]
    public void EveryHotLoopHasALimitAndEveryLimitALoop() => Assert.Equal(
        HotLoops.Create().Select(loop => loop.Name).Order(StringComparer.Ordinal),
        GuardLimits.Load().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void ALimitIsAFinitePositiveNumber() =>
        Assert.All(GuardLimits.Load().Values.SelectMany(limit => (double[])[limit.ToNaive, limit.ToCopy]), limit => Assert.InRange(limit, 1e-6, 1e4));

    [Theory]
    [InlineData(0.0843)]
    [InlineData(0.52)]
    [InlineData(2.01)]
    [InlineData(37.3)]
    public void AProposedLimitPassesTheMeasuredLoopAndFailsItAtHalfTheSpeed(double ratio)
    {
        LoopResult measured = new("loop", new LoopMeasurement(ratio, 1, 0.5, 0), null, 1);
        LoopLimit limit = JsonSerializer.Deserialize<Dictionary<string, LoopLimit>>(GuardLimits.Propose([measured]))!["loop"];
        Assert.InRange(limit.ToNaive, 1.5 * ratio, 1.9 * ratio);
        Assert.InRange(limit.ToCopy, 5 * ratio, 7 * ratio);
    }
}
