using MyoclonusSignal.Benchmarks.Pipeline;

namespace MyoclonusSignal.Benchmarks.Tests.Pipeline;

public sealed class PipelineTableTests
{
    private static readonly PipelineTable Noise = new(new PipelineTotals(1000, 0, 60, 20, 2, 0.5), [("read", 20), ("rest", 40)]);
    private static readonly PipelineTable Jerks = new(new PipelineTotals(1000, 4, 100, 22, 2.5, 0.5), [("read", 22), ("rest", 78)]);

    [Fact]
    public void ARowHasTimesRatiosAndTheCostOfAnEvent()
    {
        using StringWriter text = new();
        PipelineTable.Write(Noise, Jerks, text);
        string[] lines = text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.Equal("| read | 20.00 | 10.00 | 40.0 | 22.00 | 8.80 | 44.0 | 0.5 |", lines[2]);
        Assert.Equal("| rest | 40.00 | 20.00 | 80.0 | 78.00 | 31.20 | 156.0 | 9.5 |", lines[3]);
        Assert.Equal("| **whole job** | 60.00 | 30.00 | 120.0 | 100.00 | 40.00 | 200.0 | 10.0 |", lines[4]);
        Assert.Equal("| **whole job but reading** | 40.00 | 20.00 | 80.0 | 78.00 | 31.20 | 156.0 | 9.5 |", lines[5]);
        Assert.Equal("| reference work | 2.00 | 1.00 | 4.0 | 2.50 | 1.00 | 5.0 | |", lines[6]);
        Assert.Equal(lines[0].Count(c => c == '|'), lines[4].Count(c => c == '|'));
    }

    [Fact]
    public void AnUnknownArgumentIsRefused()
    {
        using StringWriter text = new();
        Assert.Equal(2, PipelineCommand.Run(["--fast"], text));
        Assert.Contains("--fast", text.ToString(), StringComparison.Ordinal);
    }
}
