using MyoclonusSignal.Benchmarks.Guard;

namespace MyoclonusSignal.Benchmarks.Tests.Guard;

public sealed class GuardTableTests
{
    [Fact]
    public void TheTableHasAHeadAndALineForEachLoop()
    {
        using StringWriter text = new();
        GuardTable.Write(
            [
                new LoopResult("first", new LoopMeasurement(1.5, 3, 0.25, 0), new LoopLimit(0.85, 30), 1),
                new LoopResult("second", new LoopMeasurement(6, 3, 0.25, 24), new LoopLimit(0.85, 30), 4),
            ],
            text);
        string[] lines = text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal(["first", "1.500", "0.500", "0.85", "6.0", "30", "0", "ok"], Cells(lines[1]));
        Assert.Equal(
            ["second", "6.000", "2.000", "0.85", "24.0", "30", "24", "FAIL:", "allocates", "(measured", "4", "times)"], Cells(lines[2]));
    }

    [Fact]
    public void AnUnknownArgumentIsRefused()
    {
        using StringWriter text = new();
        Assert.Equal(2, GuardCommand.Run(["--fast"], text));
        Assert.Contains("--fast", text.ToString(), StringComparison.Ordinal);
    }

    private static string[] Cells(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
