using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

public sealed class AnalyzeOptionsFileTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public AnalyzeOptionsFileTests() => _cli.Run("simulate", "r.csv", "--scenario", "rhythmic-train", "--duration", "30").Succeeded();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void TheSummaryOfAnAnalysisRepeatsIt()
    {
        _cli.Run("analyze", "r.csv", "-o", "a", "--rhythm-band", "4-7", "--start", "2.5", "--line-frequency", "60", "--remove-ecg").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "b", "--options", "a/r_summary.json").Succeeded();
        Assert.Equal(_cli.Bytes("a/r_summary.json"), _cli.Bytes("b/r_summary.json"));
        Assert.Equal(_cli.Bytes("a/r_events.tsv"), _cli.Bytes("b/r_events.tsv"));
    }

    [Fact]
    public void AnOptionBesideTheFileCountsMore()
    {
        _cli.Write("o.json", """{"rhythm_band_hz": [4, 7], "start_s": 3, "emg_detector": {"jerk_limit_s": 0.3}}""");
        JsonElement options = _cli.Run("analyze", "r.csv", "-o", "out", "--options", "o.json", "--start", "5", "--json").Succeeded().Json().GetProperty("options");
        Assert.Equal(5, options.GetProperty("start_s").GetDouble());
        Assert.Equal(4, options.GetProperty("rhythm_band_hz")[0].GetDouble());
        Assert.Equal(0.3, options.GetProperty("emg_detector").GetProperty("jerk_limit_s").GetDouble());
    }

    [Fact]
    public void ADetectorOfTheLiteratureIsUsedAndRecorded()
    {
        JsonElement ours = _cli.Run("analyze", "r.csv", "-o", "a", "--json").Succeeded().Json();
        JsonElement theirs = _cli.Run("analyze", "r.csv", "-o", "b", "--json", "--detector", "Hodges-Bui").Succeeded().Json();
        Assert.Equal("adaptive", ours.GetProperty("options").GetProperty("detector").GetString());
        Assert.Equal("hodges-bui", theirs.GetProperty("options").GetProperty("detector").GetString());
        Assert.NotEqual(_cli.Bytes("a/r_events.tsv"), _cli.Bytes("b/r_events.tsv"));
        _cli.Run("analyze", "r.csv", "-o", "c", "--options", "b/r_summary.json").Succeeded();
        Assert.Equal(_cli.Bytes("b/r_summary.json"), _cli.Bytes("c/r_summary.json"));
        Assert.Contains("extended-double-threshold", _cli.Run("analyze", "r.csv", "-o", "d", "--detector", "best").Refused(64).ErrorLines[0], StringComparison.Ordinal);
        _cli.Run("analyze", "r.csv", "-o", "e", "--options", "b/r_summary.json", "--detector", "adaptive").Succeeded();
        Assert.Equal(_cli.Bytes("a/r_events.tsv"), _cli.Bytes("e/r_events.tsv"));
    }

    [Theory]
    [InlineData("""{"detector": "best"}""", "hodges-bui")]
    [InlineData("[1, 2]", "an object")]
    [InlineData("not json", "JSON")]
    [InlineData("""{"rythm_band_hz": [3, 8]}""", "rythm_band_hz")]
    [InlineData("""{"rhythm_band_hz": [8, 3]}""", "0 < low < high")]
    [InlineData("""{"rhythm_band_hz": "3-8"}""", "[low, high]")]
    [InlineData("""{"start_s": "1"}""", "a number")]
    [InlineData("""{"line_frequency": "50 Hz"}""", "auto")]
    [InlineData("""{"emg_detector": {"jerk_limit": 1}}""", "emg_detector.jerk_limit")]
    [InlineData("""{"channels": [1]}""", "a list of names")]
    [InlineData("""{"group_s": -1}""", "-1")]
    [InlineData("""{"remove_ecg": 1}""", "true or false")]
    public void WrongOptionsAreRefusedWithTheirKey(string json, string part)
    {
        _cli.Write("o.json", json);
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--options", "o.json").Refused(64);
        Assert.Contains("o.json", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(part, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Empty(_cli.Files("out"));
    }

    [Fact]
    public void AMissingOptionsFileIsSaidAsSuch() =>
        _cli.Run("analyze", "r.csv", "-o", "out", "--options", "nofile.json").Refused(66);
}
