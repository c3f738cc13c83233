using System.Text;

namespace MyoclonusSignal.Cli.Tests;

public sealed class StreamsTests : IDisposable
{
    private static readonly string[][] Verbs = [[], ["analyze"], ["inspect"], ["simulate"], ["evaluate"], ["watch"], ["report"], ["run"]];

    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string> VerbNames() => [.. Verbs.Select(verb => string.Join(' ', verb))];

    [Fact]
    public void AnEdfFromAPipeIsRefusedWithTheReason()
    {
        _cli.Run("simulate", "p.edf", "--duration", "5").Succeeded();
        CommandResult refused = _cli.RunWithInput(_cli.Bytes("p.edf"), "analyze", "-", "-o", "out").Refused(65);
        Assert.Contains("found an EDF or BDF file", refused.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("from a file only, not from a pipe", refused.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.Files("out"));
    }

    [Fact]
    public void ARecordingOnStandardInputGivesTheEventsOfTheFile()
    {
        _cli.Run("simulate", "r.csv", "--scenario", "rhythmic-train", "--duration", "20").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "file").Succeeded();
        CommandResult result = _cli.RunWithInput(_cli.Bytes("r.csv"), "analyze", "-", "-o", "out", "--json").Succeeded();
        Assert.Equal(_cli.Bytes("file/r_events.tsv"), _cli.Bytes("out/stdin_events.tsv"));
        Assert.Equal(_cli.Bytes("out/stdin_summary.json"), result.OutputBytes);
        Assert.Equal(
            _cli.Json("file/r_summary.json").GetProperty("input").GetProperty("sha256").GetString(),
            result.Json().GetProperty("input").GetProperty("sha256").GetString());
    }

    [Fact]
    public void InspectReadsStandardInput()
    {
        CommandResult result = _cli.RunWithInput(Encoding.UTF8.GetBytes(RecordingText.Whole()), "inspect", "-", "--json").Succeeded();
        Assert.Contains("emg_ta", result.Output, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Object, result.Json().ValueKind);
    }

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void HelpBeginsWithExamples(string verb)
    {
        CommandResult result = _cli.Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Succeeded();
        Assert.StartsWith("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void WithoutArgumentsHelpIsShown()
    {
        CommandResult result = _cli.Run().Succeeded();
        Assert.StartsWith("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Contains("analyze", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("inspect")]
    [InlineData("watch")]
    public void CtrlCEndsACommandThatWaitsForItsInput(string verb)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no signal to send on Windows.");
        Assert.Equal(130, _cli.RunInterrupted(TimeSpan.FromSeconds(1.5), verb, "-"));
        Assert.Empty(_cli.Files("."));
    }

    [Fact]
    public void TheVersionIsThatOfTheSummary()
    {
        CommandResult version = _cli.Run("--version").Succeeded();
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\s*$", version.Output);
        _cli.Write("r.csv", RecordingText.Whole());
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--json").Succeeded();
        Assert.StartsWith(
            result.Json().GetProperty("software").GetProperty("version").GetString()!, version.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WarningsGoToStandardErrorOnly()
    {
        // Neither name nor unit tells the kind: one warning.
        _cli.Write("r.csv", RecordingText.Whole().Replace("emg_ta [uV],emg_eo [uV]", "left,right", StringComparison.Ordinal));
        foreach (string[] command in (string[][])[["analyze", "r.csv", "-o", "out"], ["inspect", "r.csv"], ["analyze", "r.csv", "-o", "out", "--json", "--force"]])
        {
            CommandResult result = _cli.Run(command).Succeeded();
            Assert.DoesNotContain("warning", result.Output.Replace("\"warnings\"", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("error", result.Error, StringComparison.Ordinal);
            if (!command.Contains("--json"))
            {
                Assert.Contains("warning: ", result.Error, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void QuietSaysNothing()
    {
        _cli.Write("r.csv", RecordingText.Whole().Replace("emg_ta [uV],emg_eo [uV]", "left,right", StringComparison.Ordinal));
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--quiet").Succeeded();
        Assert.Empty(result.Output);
        Assert.Empty(result.Error);
        Assert.NotEmpty(_cli.Files("out"));
        Assert.Empty(_cli.Run("simulate", "s.csv", "--duration", "5", "-q").Succeeded().Output);
    }

    [Theory]
    [InlineData("TERM", "xterm-256color")]
    [InlineData("GITHUB_ACTIONS", "true")]
    [InlineData("FORCE_COLOR", "1")]
    public void RedirectedStreamsHoldNoEscapeSequences(string variable, string value)
    {
        _cli.Environment[variable] = value;
        _cli.Write("r.csv", RecordingText.Whole().Replace("emg_ta [uV],emg_eo [uV]", "left,[red]right[/]", StringComparison.Ordinal));
        _cli.Write("broken.csv", RecordingText.WithRow(17, "0.016,oops,1.0"));
        foreach (string[] command in (string[][])[["analyze", "r.csv", "broken.csv", "-o", "out"], ["inspect", "r.csv"], ["--help"], ["analyze", "--nonsense"]])
        {
            CommandResult result = _cli.Run(command);
            Assert.DoesNotContain('\e', result.Output);
            Assert.DoesNotContain('\e', result.Error);
        }
    }

    [Fact]
    public void EvaluateRefusesWhatIsNoTable()
    {
        _cli.Write("events.tsv", "onset\tduration\n1\t0.1\n");
        _cli.Write("r.csv", RecordingText.Whole());
        _cli.Run("evaluate", "events.tsv", "nofile.tsv").Refused(66);
        _cli.Run("evaluate", "r.csv", "events.tsv").Refused(65);
        _cli.Write("bad.tsv", "onset\tduration\n1\t0.1\noops\t0.1\n");
        CommandResult result = _cli.Run("evaluate", "bad.tsv", "events.tsv").Refused(65);
        Assert.Contains("line 3", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("oops", result.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateOfATableAgainstItselfIsPerfect()
    {
        _cli.Write("events.tsv", "onset\tduration\n1\t0.1\n2\t0.2\n");
        Assert.Equal(1, _cli.Run("evaluate", "events.tsv", "events.tsv", "--json").Succeeded().Json().GetProperty("overall").GetProperty("f1").GetDouble());
    }

    [Theory]
    [InlineData("r.mat")]
    [InlineData("r.csv", "--duration", "0")]
    [InlineData("r.csv", "--duration", "1e300")]
    [InlineData("r.csv", "--sample-rate", "0")]
    [InlineData("r.csv", "--hum", "1e9")]
    [InlineData("r.csv", "--rate", "1e9")]
    [InlineData("r.csv", "--scenario", "random-jerk")]
    [InlineData("r.csv", "--seed", "-1")]
    [InlineData("r.csv", "--emg-model", "magic")]
    public void SimulateRefusesWhatCannotBe(params string[] arguments)
    {
        _cli.Run(["simulate", .. arguments]).Refused(64);
        Assert.Empty(_cli.Files("."));
    }
}
