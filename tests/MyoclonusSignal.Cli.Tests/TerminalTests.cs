using System.Globalization;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>What is seen on a terminal, where a progress bar moves while the work goes on.</summary>
public sealed class TerminalTests : IDisposable
{
    private static readonly string Recording = Path.Combine(TestData.RepoRoot, "samples", "data", "rhythmic_5hz.csv");

    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public void TheResultStandsBehindTheProgressAndNothingIsWrittenOver(int width)
    {
        string[] lines = Screen(width, "analyze", Recording, "-o", "out");
        Assert.Equal("rhythmic_5hz.csv: 30 s, CSV, mains 50 Hz taken out", lines[0]);
        Assert.Equal(
            ["events.tsv", "events.json", "summary.json", "report.html", "manifest.json"],
            lines.Where(line => line.StartsWith("wrote ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf("5hz_", StringComparison.Ordinal) + 4)..]));
        Assert.DoesNotContain(lines, line => line.Contains('━', StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("300.00, regular", StringComparison.Ordinal));
    }

    [Fact]
    public void EachOfSeveralRecordingsHasItsResult()
    {
        File.Copy(Recording, _cli.PathOf("a.csv"));
        File.Copy(Recording, _cli.PathOf("b.csv"));
        string[] lines = Screen(100, "analyze", "a.csv", "missing.csv", "b.csv", "-o", "out", "--no-report");
        int a = Array.FindIndex(lines, line => line.StartsWith("a.csv: 30 s", StringComparison.Ordinal));
        int missing = Array.FindIndex(lines, line => line.StartsWith("error: missing.csv", StringComparison.Ordinal));
        int b = Array.FindIndex(lines, line => line.StartsWith("b.csv: 30 s", StringComparison.Ordinal));
        Assert.True(a >= 0 && missing > a && b > missing, string.Join('\n', lines));
        Assert.Contains("1 of 3 recordings failed: missing.csv", lines);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void InspectBreaksNoNumber(int width)
    {
        string[] lines = Screen(width, "inspect", Recording);
        Assert.Contains(lines, line => line.Split(' ').Contains("1000"));
        Assert.Contains(lines, line => line.Split(' ').Contains("30000"));
    }

    private string[] Screen(int width, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no program here that opens a pseudo-terminal (script, of util-linux).");
        string command = string.Join(' ', arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "myoclonus.dll")).Prepend("dotnet").Select(word => $"'{word}'"));
        CommandResult result = _cli.RunProgram(
            "script", [], "-qfc", string.Create(CultureInfo.InvariantCulture, $"stty cols {width} rows 50; {command}"), "/dev/null");
        return new TerminalScreen(width, result.Output).Lines;
    }
}
