using MyoclonusSignal.Benchmarks.Guard;

namespace MyoclonusSignal.Benchmarks.Tests.Guard;

/// <summary>The clock is scripted; the bytes are really allocated.</summary>
public sealed class GuardRunnerTests
{
    // A loop of half its twin's time, with the margin of the committed limits.
    private const double GoodMicroseconds = ScriptedLoop.NaiveMicroseconds / 2;
    private static readonly LoopLimit Limit = new(0.5 * GuardLimits.Margin, 10 * GuardLimits.CopyMargin);

    private static byte[]? _kept;

    private readonly ManualTime _time = new();

    [Fact]
    public void AGoodLoopPasses()
    {
        LoopResult result = Judge(new ScriptedLoop(_time, GoodMicroseconds));
        Assert.True(result.IsOk);
        Assert.Equal("ok", result.Verdict);
        Assert.Equal(1, result.MeasurementCount);
        Assert.Equal(0.5, result.Measurement.RatioToNaive, 1e-9);
        Assert.Equal(10, result.Measurement.RatioToCopy, 1e-9);
        Assert.Equal(GoodMicroseconds * 1000 / HotLoop.BlockSamples, result.Measurement.LoopNanoseconds, 1e-6);
        Assert.Equal(0, GuardCommand.ExitCode([result]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void ASlowedLoopFails(double factor)
    {
        LoopResult result = Judge(new ScriptedLoop(_time, factor * GoodMicroseconds));
        Assert.False(result.IsOk);
        Assert.Equal("FAIL: slow", result.Verdict);
        Assert.Equal(1 + GuardRunner.MostRepeats, result.MeasurementCount);
        Assert.Equal(1, GuardCommand.ExitCode([result]));
    }

    [Fact]
    public void ALoopThatIsSlowAgainstTheCopyAloneFails()
    {
        // As where loop and twin share what has become slow.
        LoopLimit limit = Limit with { ToCopy = 9 };
        ScriptedLoop loop = new(_time, GoodMicroseconds);
        LoopResult result = Assert.Single(new GuardRunner(_time, new Dictionary<string, LoopLimit> { [loop.Name] = limit }).Run([loop]));
        Assert.Equal("FAIL: slow", result.Verdict);
    }

    [Fact]
    public void AnAllocatingLoopFails()
    {
        LoopResult result = Judge(new ScriptedLoop(_time, GoodMicroseconds) { InProcess = () => _kept = new byte[100] });
        Assert.True(result.IsFastEnough);
        Assert.False(result.IsOk);
        Assert.Equal("FAIL: allocates", result.Verdict);
        Assert.InRange(result.Measurement.BytesPerBlock, 100, 200);
        Assert.Equal(1, GuardCommand.ExitCode([result]));
    }

    [Fact]
    public void ALoopThatAllocatesNowAndThenFails()
    {
        int calls = 0;
        LoopResult result = Judge(new ScriptedLoop(_time, GoodMicroseconds)
        {
            InProcess = () => _kept = ++calls % 8 == 0 ? new byte[100] : _kept,
        });
        Assert.Equal("FAIL: allocates", result.Verdict);
    }

    [Fact]
    public void APreparationIsNeitherTimedNorCounted()
    {
        LoopResult result = Judge(new ScriptedLoop(_time, GoodMicroseconds)
        {
            InPrepare = () =>
            {
                _kept = new byte[100];
                _time.Advance(TimeSpan.FromMilliseconds(20));
            },
        });
        Assert.True(result.IsOk, result.Verdict);
    }

    [Fact]
    public void CallsThatANeighbourDisturbsDoNotCount()
    {
        LoopResult result = Judge(new ScriptedLoop(_time, call => call % 10 == 0 ? GoodMicroseconds : 5 * GoodMicroseconds));
        Assert.True(result.IsOk, result.Verdict);
        Assert.Equal(1, result.MeasurementCount);
    }

    [Fact]
    public void ALoopThatWasDisturbedThroughoutIsMeasuredAgain()
    {
        LoopResult result = Judge(new ScriptedLoop(_time, call => call < 500 ? 3 * GoodMicroseconds : GoodMicroseconds));
        Assert.True(result.IsOk, result.Verdict);
        Assert.InRange(result.MeasurementCount, 2, 1 + GuardRunner.MostRepeats);
    }

    [Fact]
    public void ALoopWithoutALimitFails()
    {
        GuardRunner runner = new(_time, new Dictionary<string, LoopLimit>());
        LoopResult result = Assert.Single(runner.Run([new ScriptedLoop(_time, GoodMicroseconds)]));
        Assert.Equal("FAIL: no limit", result.Verdict);
        Assert.Equal(1, GuardCommand.ExitCode([result]));
    }

    [Fact]
    public void OneFailingLoopAmongGoodOnesFailsTheRun()
    {
        GuardRunner runner = new(_time, new Dictionary<string, LoopLimit> { ["scripted"] = Limit });
        IReadOnlyList<LoopResult> results = runner.Run(
            [new ScriptedLoop(_time, GoodMicroseconds), new ScriptedLoop(_time, 2 * GoodMicroseconds), new ScriptedLoop(_time, GoodMicroseconds)]);
        Assert.Equal([true, false, true], results.Select(result => result.IsOk));
        Assert.Equal(1, GuardCommand.ExitCode(results));
    }

    [Fact]
    public void NoLoopAtAllIsNoPass() => Assert.Equal(1, GuardCommand.ExitCode([]));

    private LoopResult Judge(HotLoop loop) =>
        Assert.Single(new GuardRunner(_time, new Dictionary<string, LoopLimit> { [loop.Name] = Limit }).Run([loop]));
}
