using MyoclonusSignal.Benchmarks.Guard;
using MyoclonusSignal.Benchmarks.Pipeline;

namespace MyoclonusSignal.Benchmarks.Tests.Guard;

public sealed class PipelineGuardTests
{
    private static readonly PipelineTotals Noise = new(2_000_000, 0, Whole: 60, Read: 20, Reference: 2, Copy: 0.5);
    private static readonly PipelineTotals Jerks = new(2_000_000, 1000, Whole: 100, Read: 20, Reference: 2, Copy: 0.5);

    private static readonly Dictionary<string, LoopLimit> Limits = new()
    {
        [PipelineGuard.WholeInNoise] = Limit(30, 120),
        [PipelineGuard.WholeWithJerks] = Limit(50, 200),
        [PipelineGuard.AnalysisInNoise] = Limit(20, 80),
        [PipelineGuard.EventASecond] = Limit(20, 80),
    };

    [Fact]
    public void AJobAsFastAsItWasPasses()
    {
        IReadOnlyList<LoopResult> results = new PipelineGuard(() => (Noise, Jerks), Limits).Run();
        Assert.Equal(PipelineGuard.Names, results.Select(result => result.Name));
        Assert.All(results, result => Assert.True(result.IsOk && result.MeasurementCount == 1, result.Name));

        // 40 ns more a sample, of which there are 2000 for each event: 80 µs, or 40 ns a sample at one a second.
        Assert.Equal([60, 100, 40, 40], results.Select(result => Math.Round(result.Measurement.LoopNanoseconds, 9)));
        Assert.Equal([30, 50, 20, 20], results.Select(result => Math.Round(result.Measurement.RatioToNaive, 9)));
    }

    [Fact]
    public void AJobAtHalfTheSpeedFailsInEachTotal()
    {
        IReadOnlyList<LoopResult> results = Run(() => (Slowed(Noise, 2, 2), Slowed(Jerks, 2, 2)));
        Assert.All(results, result => Assert.Equal("FAIL: slow", result.Verdict));
        Assert.All(results, result => Assert.Equal(1 + GuardRunner.MostRepeats, result.MeasurementCount));
        Assert.Equal(1, GuardCommand.ExitCode(results));
    }

    [Fact]
    public void AnalysisAtHalfTheSpeedFailsThoughReadingHidesItInTheWhole() => Assert.Equal(
        [PipelineGuard.AnalysisInNoise],
        Failed(() => (Noise with { Whole = Noise.Read + (2 * Noise.Analysis) }, Jerks with { Whole = Jerks.Whole + Noise.Analysis })));

    [Fact]
    public void EventsThatCostTwiceAsMuchFail() => Assert.Equal([PipelineGuard.EventASecond], Failed(() => (Noise, Jerks with { Whole = 140 })));

    [Fact]
    public void ReadingThatTakesFourTimesAsLongFails() => Assert.Equal(
        [PipelineGuard.WholeInNoise], Failed(() => (Noise with { Whole = 120, Read = 80 }, Jerks with { Whole = 160, Read = 80 })));

    [Fact]
    public void WhatSlowsTheReferenceWorkAlikeFailsAgainstTheCopy() => Assert.Contains(
        PipelineGuard.WholeInNoise,
        Failed(() => (Slowed(Noise, 4, 4) with { Reference = 8 }, Slowed(Jerks, 4, 4) with { Reference = 8 })));

    [Fact]
    public void AJobThatWasDisturbedOnceIsMeasuredAgain()
    {
        int calls = 0;
        IReadOnlyList<LoopResult> results = Run(() => calls++ == 0 ? (Slowed(Noise, 3, 3), Slowed(Jerks, 3, 3)) : (Noise, Jerks));
        Assert.All(results, result => Assert.True(result.IsOk && result.MeasurementCount == 2, result.Name));
        Assert.Equal(0, GuardCommand.ExitCode(results));
    }

    [Fact]
    public void ATotalWithoutALimitFails()
    {
        IReadOnlyList<LoopResult> results = new PipelineGuard(() => (Noise, Jerks), new Dictionary<string, LoopLimit>()).Run();
        Assert.All(results, result => Assert.Equal("FAIL: no limit", result.Verdict));
    }

    private static LoopLimit Limit(double toReference, double toCopy) => new(GuardLimits.Margin * toReference, GuardLimits.CopyMargin * toCopy);

    private static PipelineTotals Slowed(PipelineTotals totals, double whole, double read) =>
        totals with { Whole = whole * totals.Whole, Read = read * totals.Read };

    private static IReadOnlyList<LoopResult> Run(Func<(PipelineTotals, PipelineTotals)> measure) => new PipelineGuard(measure, Limits).Run();

    private static IEnumerable<string> Failed(Func<(PipelineTotals, PipelineTotals)> measure) =>
        Run(measure).Where(result => !result.IsOk).Select(result => result.Name);
}
