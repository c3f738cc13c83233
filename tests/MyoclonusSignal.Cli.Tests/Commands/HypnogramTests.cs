namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>Sleep stages beside a recording, and recordings simulated as EDF.</summary>
public sealed class HypnogramTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public HypnogramTests() => _cli.Run("simulate", "r.edf", "--duration", "60", "--rate", "60").Succeeded();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void AnEventHasTheStageInWhichItBegins()
    {
        _cli.Write("stages.txt", "W\nN2\n");
        _cli.Run("analyze", "r.edf", "-o", "out", "--hypnogram", "stages.txt").Succeeded();
        EventsFile events = new(_cli.Lines("out/r_events.tsv"));
        string[][] rows = [.. _cli.Lines("out/r_events.tsv").Skip(1).Select(line => line.Split('\t'))];
        int stage = Array.IndexOf(_cli.Lines("out/r_events.tsv")[0].Split('\t'), "stage");
        Assert.NotEmpty(events.Rows);
        Assert.All(rows, cells => Assert.Equal(double.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture) < 30 ? "W" : "N2", cells[stage]));
        Assert.Contains(rows, cells => cells[stage] == "N2");
    }

    [Fact]
    public void NumbersNeedANamedScheme()
    {
        _cli.Write("stages.txt", "0\n4\n");
        CommandResult refused = _cli.Run("analyze", "r.edf", "-o", "out", "--hypnogram", "stages.txt").Refused(65);
        Assert.Contains("--hypnogram-scheme edf|profusion|yasa", refused.Error, StringComparison.Ordinal);
        _cli.Run("analyze", "r.edf", "-o", "out", "--hypnogram", "stages.txt", "--hypnogram-scheme", "yasa").Succeeded();
        Assert.Contains(_cli.Lines("out/r_events.tsv"), line => line.Contains("\tR\t", StringComparison.Ordinal));
        _cli.Run("analyze", "r.edf", "-o", "out2", "--hypnogram", "stages.txt", "--hypnogram-scheme", "mine").Refused(64);
    }

    [Fact]
    public void AHypnogramOfAnotherLengthIsRefusedWithBothLengths()
    {
        _cli.Write("stages.txt", "W\nW\nW\nW\nW\n");
        CommandResult refused = _cli.Run("analyze", "r.edf", "-o", "out", "--hypnogram", "stages.txt").Refused(65);
        Assert.Contains("60 s", refused.Error, StringComparison.Ordinal);
        Assert.Contains("150 s", refused.Error, StringComparison.Ordinal);
        Assert.Equal([], _cli.Files("out"));
    }

    [Theory]
    [InlineData("s.edf")]
    [InlineData("s.bdf")]
    public void ASimulationCanBeWrittenAsEdf(string name)
    {
        _cli.Run("simulate", name, "--scenario", "rhythmic-train", "--duration", "30").Succeeded();
        _cli.Run("analyze", name, "-o", "out").Succeeded();
        _cli.Run("evaluate", "out/s_events.tsv", "s_truth.tsv", "--json").Succeeded();
        Assert.True(_cli.Lines("out/s_events.tsv").Length > 100, "Few jerks were found.");
    }
}
