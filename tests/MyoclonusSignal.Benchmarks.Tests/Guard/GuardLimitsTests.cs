using System.Text.Json;
using MyoclonusSignal.Benchmarks.Guard;

namespace MyoclonusSignal.Benchmarks.Tests.Guard;

public sealed class GuardLimitsTests
{
    [Fact]
    public void EveryLoopAndTotalHasALimitAndEveryLimitOneOfThem() => Assert.Equal(
        HotLoops.Create().Select(loop => loop.Name).Concat(PipelineGuard.Names).Order(StringComparer.Ordinal),
        GuardLimits.Load().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void ALimitIsAFinitePositiveNumber() =>
        Assert.All(GuardLimits.Load().Values.SelectMany(limit => (double[])[limit.ToNaive, limit.ToCopy, limit.ToNaiveWithout512 ?? 1]), limit => Assert.InRange(limit, 1e-6, 1e5));

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

    [Theory]
    [InlineData(true, 1.7, 6, 9)]
    [InlineData(false, 5, 7, 1.7)]
    public void AProposalLeavesTheLimitForOtherProcessorsAlone(bool has512, double toNaive, double toCopy, double without512)
    {
        LoopLimit kept = new(5, 7) { ToNaiveWithout512 = 9 };
        LoopResult measured = new("loop", new LoopMeasurement(1, 1, 0.5, 0), kept, 1);
        LoopLimit proposed = JsonSerializer.Deserialize<Dictionary<string, LoopLimit>>(GuardLimits.Propose([measured], has512))!["loop"];
        Assert.Equal(new LoopLimit(toNaive, toCopy) { ToNaiveWithout512 = without512 }, proposed);
    }
}
