using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

public sealed class AnalyzeManyTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void ABrokenRecordingDoesNotStopTheOthers(string jobs)
    {
        _cli.Write("a.csv", RecordingText.Whole());
        _cli.Write("broken.csv", RecordingText.WithRow(17, "0.016,oops,1.0"));
        _cli.Write("c.csv", RecordingText.Whole());
        CommandResult result = _cli.Run("analyze", "a.csv", "broken.csv", "c.csv", "-o", "out", "--jobs", jobs);
        Assert.Equal(65, result.ExitCode);
        Assert.Equal(["a_events.json", "a_events.tsv", "a_manifest.json", "a_summary.json", "c_events.json", "c_events.tsv", "c_manifest.json", "c_summary.json"], ResultFiles());
        Assert.Contains("broken.csv", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("a.csv", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("error: broken.csv, line 18", StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsTheSameForEveryChannelIsToldOnce()
    {
        string[] rows = [.. Enumerable.Range(0, 2000).Select(i => FormattableString.Invariant($"{i / 200.0:0.000},{i * 7919 % 101},{i * 104729 % 97}"))];
        _cli.Write("slow.csv", RecordingText.Join([RecordingText.Header, .. rows]));
        CommandResult result = _cli.Run("analyze", "slow.csv", "-o", "out").Succeeded();
        string line = Assert.Single(result.ErrorLines, line => line.Contains("upper border", StringComparison.Ordinal));
        Assert.StartsWith("warning: emg_ta, emg_eo: sampled at 200 Hz", line, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingRecordingGivesItsExitCode()
    {
        _cli.Write("a.csv", RecordingText.Whole());
        CommandResult result = _cli.Run("analyze", "a.csv", "nofile.csv", "-o", "out", "--json");
        Assert.Equal(66, result.ExitCode);
        Assert.Contains("nofile.csv", result.ErrorLines[^1], StringComparison.Ordinal);
        JsonElement summary = Assert.Single(result.Json().EnumerateArray());
        Assert.Equal("a.csv", summary.GetProperty("input").GetProperty("file").GetString());
    }

    [Fact]
    public void SeveralFailuresAreAllListedOnTheLastLine()
    {
        _cli.Write("a.csv", RecordingText.Whole());
        _cli.Write("empty.csv", string.Empty);
        CommandResult result = _cli.Run("analyze", "nofile.csv", "a.csv", "empty.csv", "-o", "out");
        Assert.Equal(66, result.ExitCode);
        Assert.Contains("nofile.csv", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Contains("empty.csv", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal(4, ResultFiles().Length);
    }

    [Fact]
    public void AChannelWithoutAnySampleIsAWarningAndTheOthersAreAnalysed()
    {
        _cli.Run("simulate", "s.csv", "--scenario", "rhythmic-train", "--duration", "30").Succeeded();
        string[] lines = _cli.Lines("s.csv");
        _cli.Write("r.csv", RecordingText.Join(lines.Select((line, i) => line + (i == 0 ? ",emg_lost [uV]" : ",NaN"))));
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        Assert.Contains(result.ErrorLines, line => line.StartsWith("warning: ", StringComparison.Ordinal) && line.Contains("emg_lost", StringComparison.Ordinal));
        JsonElement summary = _cli.Json("out/r_summary.json");
        JsonElement[] channels = [.. summary.GetProperty("channels").EnumerateArray()];
        Assert.Equal(["emg", "emg_lost"], channels.Select(channel => channel.GetProperty("name").GetString()));
        Assert.True(channels[0].GetProperty("jerks").GetProperty("count").GetInt32() > 100);
        Assert.Equal(1, channels[1].GetProperty("quality").GetProperty("missing_fraction").GetDouble());
        Assert.Contains(
            summary.GetProperty("warnings").EnumerateArray(),
            warning => warning.GetProperty("channel").GetString() == "emg_lost");
    }

    private string[] ResultFiles() => [.. _cli.Files("out").Where(name => !name.EndsWith(".html", StringComparison.Ordinal))];
}
