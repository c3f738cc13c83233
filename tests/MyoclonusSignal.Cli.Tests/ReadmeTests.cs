namespace MyoclonusSignal.Cli.Tests;

/// <summary>What the README and the docs show is what the command prints.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void TheMainJobPrintsWhatTheReadmeShows()
    {
        string recording = Path.Combine(TestData.RepoRoot, "samples", "data", "rhythmic_5hz.csv");
        string printed = _cli.Run("analyze", recording, "-o", "out").Succeeded().Output;
        string readme = File.ReadAllText(Path.Combine(TestData.RepoRoot, "README.md"));
        string block = readme.Split("```text\n")[1].Split("```")[0];
        Assert.Equal(Lines(block), Lines(printed));
    }

    [Fact]
    public void WatchGivesTheEventThatThePageOnItShows()
    {
        byte[] recording = File.ReadAllBytes(Path.Combine(TestData.RepoRoot, "samples", "data", "rhythmic_5hz.csv"));
        string[] printed = Lines(_cli.RunWithInput(recording, "watch", "-").Succeeded().Output);
        string page = File.ReadAllText(Path.Combine(TestData.RepoRoot, "docs", "live.md"));
        string[] shown = [.. new[] { "event", "rhythm" }.Select(type => printed.First(line => line.StartsWith($$"""{"type":"{{type}}",""", StringComparison.Ordinal)))];
        Assert.Equal(Lines(page.Split("```json\n")[1].Split("```")[0]), shown);
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
