using System.Security.Cryptography;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>A summary repeats its analysis: also what was said about the file, and the hypnogram.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void ASummaryRepeatsRateKindsAndColumns()
    {
        _cli.Write("bare.csv", RecordingText.Join(RecordingText.Rows().Select(row => row[(row.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        _cli.Run("analyze", "bare.csv", "-o", "a", "--columns", "left,right", "--sample-rate", "1000.0625", "--kind", "left=emg", "--kind", "right=acc", "--lenient").Succeeded();
        JsonElement reading = _cli.Json("a/bare_summary.json").GetProperty("options").GetProperty("reading");
        Assert.Equal(1000.0625, reading.GetProperty("sample_rate_hz").GetDouble());
        Assert.Equal("acc", reading.GetProperty("kinds").GetProperty("right").GetString());
        Assert.Equal(["left", "right"], reading.GetProperty("columns").EnumerateArray().Select(name => name.GetString()!));
        Assert.True(reading.GetProperty("lenient").GetBoolean());
        AssertReplays("bare", "bare.csv");
    }

    [Fact]
    public void ASummaryRepeatsResampling()
    {
        string[] rows = RecordingText.Rows();
        for (int i = 1; i < rows.Length; i += 2)
        {
            rows[i] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(i / 1000.0) + 0.0003:0.0000}") + rows[i][rows[i].IndexOf(',', StringComparison.Ordinal)..];
        }

        _cli.Write("r.csv", RecordingText.Join([RecordingText.Header, .. rows]));
        _cli.Run("analyze", "r.csv", "-o", "a", "--resample").Succeeded();
        Assert.True(_cli.Json("a/r_summary.json").GetProperty("options").GetProperty("resample").GetBoolean());
        AssertReplays("r", "r.csv");
    }

    [Fact]
    public void ASummaryNamesItsHypnogramAndRepeatsIt()
    {
        _cli.Run("simulate", "r.edf", "--duration", "60", "--rate", "60").Succeeded();
        _cli.Write("stages.txt", "0\n4\n");
        _cli.Run("analyze", "r.edf", "-o", "a", "--hypnogram", "stages.txt", "--hypnogram-scheme", "YASA").Succeeded();
        JsonElement input = _cli.Json("a/r_summary.json").GetProperty("input").GetProperty("hypnogram");
        Assert.Equal("stages.txt", input.GetProperty("file").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_cli.Bytes("stages.txt"))), input.GetProperty("sha256").GetString());
        Assert.Equal("yasa", input.GetProperty("scheme").GetString());
        Assert.Equal(2, input.GetProperty("epochs").GetInt32());
        Assert.Equal(30, input.GetProperty("epoch_s").GetDouble());
        AssertReplays("r", "r.edf");
    }

    [Fact]
    public void JerksAreCountedByStageOverItsTime()
    {
        _cli.Run("simulate", "r.edf", "--duration", "100", "--rate", "60").Succeeded();
        _cli.Write("stages.tsv", "onset\tduration\tstage\n0\t30\tW\n30\t40\tN2\n70\t10\t?\n80\t20\tR\n");
        JsonElement summary = _cli.Run("analyze", "r.edf", "-o", "a", "--hypnogram", "stages.tsv", "--json").Succeeded().Json();
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("input").GetProperty("hypnogram").GetProperty("epoch_s").ValueKind);
        EventsFile events = new(_cli.Lines("a/r_events.tsv"));
        foreach (JsonElement channel in summary.GetProperty("sleep").GetProperty("channels").EnumerateArray())
        {
            string name = channel.GetProperty("name").GetString()!;
            Dictionary<string, JsonElement> stages = channel.GetProperty("stages").EnumerateArray().ToDictionary(stage => stage.GetProperty("stage").GetString()!);
            Assert.Equal(["W", "N1", "N2", "N3", "R", "M"], stages.Keys);
            foreach ((string stage, double seconds) in new[] { ("W", 30.0), ("N1", 0), ("N2", 40), ("R", 20) })
            {
                int jerks = events.Texts("trial_type").Zip(events.Texts("channel"), events.Texts("stage")).Count(row => row == ("jerk", name, stage));
                Assert.Equal(seconds, stages[stage].GetProperty("analysed_s").GetDouble(), 3);
                Assert.Equal(jerks, stages[stage].GetProperty("jerks").GetInt32());
                if (seconds > 0)
                {
                    Assert.Equal(jerks * 3600 / seconds, stages[stage].GetProperty("rate_per_hour").GetDouble(), 1e-5 * jerks * 3600 / seconds);
                    Assert.True(stages[stage].GetProperty("rate_ci95")[0].GetDouble() < jerks * 3600 / seconds);
                }
            }

            Assert.Equal(JsonValueKind.Null, stages["N1"].GetProperty("rate_per_hour").ValueKind);
            Assert.Equal(10, channel.GetProperty("unscored").GetProperty("analysed_s").GetDouble(), 3);
            int all = stages.Values.Sum(stage => stage.GetProperty("jerks").GetInt32()) + channel.GetProperty("unscored").GetProperty("jerks").GetInt32();
            Assert.Equal(events.Texts("trial_type").Zip(events.Texts("channel")).Count(row => row == ("jerk", name)), all);
            Assert.True(all > 20, "Few jerks were found.");
        }
    }

    [Fact]
    public void WithoutAHypnogramASummaryHasNoSleep()
    {
        _cli.Write("r.csv", RecordingText.Whole());
        JsonElement summary = _cli.Run("analyze", "r.csv", "-o", "a", "--json").Succeeded().Json();
        Assert.False(summary.TryGetProperty("sleep", out _));
        Assert.False(summary.GetProperty("input").TryGetProperty("hypnogram", out _));
    }

    private void AssertReplays(string stem, string recording)
    {
        _cli.Run("analyze", recording, "-o", "b", "--options", $"a/{stem}_summary.json").Succeeded();
        foreach (string file in _cli.Files("a"))
        {
            Assert.Equal(_cli.Bytes("a/" + file), _cli.Bytes("b/" + file));
        }
    }
}
