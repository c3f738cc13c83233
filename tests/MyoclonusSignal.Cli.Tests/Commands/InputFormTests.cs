using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>One recording in the forms in which laboratories hand it over.</summary>
public sealed class InputFormTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public InputFormTests()
    {
        _cli.Run("simulate", "plain.csv", "--duration", "30", "--rate", "60").Succeeded();
        _cli.Run("analyze", "plain.csv", "-o", "plain").Succeeded();
        Assert.NotEmpty(new EventsFile(_cli.Lines("plain/plain_events.tsv")).Rows);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void BarsGiveTheSameEvents() => GivesTheSameEvents(text => text.Replace(',', '|'));

    [Fact]
    public void AColumnLeftOutByADashGivesTheSameEvents() => GivesTheSameEvents(
        text => RecordingText.Join(text.TrimEnd('\n').Split('\n').Select((line, i) => i % 3 == 1 ? line + ",1" : line + ",word")), "--columns", "time [s],emg [uV],-");

    [Fact]
    public void ANameWithACommaAndTheSameNameTwiceChooseOneChannel()
    {
        _cli.Write("comma.csv", RecordingText.Join(_cli.Lines("plain.csv").Select((line, i) => i == 0 ? "time [s],\"emg, left [uV]\"" : line)));
        _cli.Run("analyze", "comma.csv", "-o", "comma", "--channels", "emg, left,emg, left", "--kind", "emg, left=emg").Succeeded();
        Assert.Equal(_cli.Lines("plain/plain_events.tsv").Length, _cli.Lines("comma/comma_events.tsv").Length);
    }

    [Fact]
    public void SemicolonsAndDecimalCommasGiveTheSameEvents() =>
        GivesTheSameEvents(text => text.Replace(',', ';').Replace('.', ','));

    [Fact]
    public void TabsGiveTheSameEvents() => GivesTheSameEvents(text => text.Replace(',', '\t'));

    [Fact]
    public void WindowsLineEndsAndAByteOrderMarkGiveTheSameEvents() =>
        GivesTheSameEvents(text => '\uFEFF' + text.Replace("\n", "\r\n", StringComparison.Ordinal));

    [Fact]
    public void AMissingLastLineEndGivesTheSameEvents() => GivesTheSameEvents(text => text.TrimEnd('\n'));

    [Fact]
    public void MillisecondsGiveTheSameEvents() => GivesTheSameEvents(text => RecordingText.Join(text.TrimEnd('\n').Split('\n').Select(
        (line, i) => i == 0 ? "time_ms,emg [uV]" : Milliseconds(line))));

    [Fact]
    public void ASamplingRateGivenOnTheCommandLineGivesTheSameEvents() => GivesTheSameEvents(
        text => RecordingText.Join(text.TrimEnd('\n').Split('\n').Select(line => line.Split(',')[1])), "--sample-rate", "2000");

    [Fact]
    public void ASamplingRateInACommentGivesTheSameEvents() => GivesTheSameEvents(
        text => "# Sampling Rate (Hz):= 2000.00\n" + RecordingText.Join(text.TrimEnd('\n').Split('\n').Select(line => line.Split(',')[1])));

    [Fact]
    public void AnUnevenClockIsResampledWhereThatIsAskedForAndTheSummaryRepeatsIt()
    {
        Random random = new(5);
        _cli.Write("u.csv", RecordingText.Join(_cli.Lines("plain.csv").Select(
            (line, i) => i < 2 ? line : string.Create(CultureInfo.InvariantCulture, $"{((i - 1) + (0.6 * (random.NextDouble() - 0.5))) / 2000:F7},{line.Split(',')[1]}"))));
        Assert.Equal(["irregular-clock"], ClockWarnings("even"));
        Assert.Equal(["resampled"], ClockWarnings("resampled", "--resample"));
        Assert.Equal(["resampled"], ClockWarnings("repeated", "--options", _cli.PathOf("resampled/u_summary.json")));
        Assert.Equal(_cli.Lines("resampled/u_events.tsv"), _cli.Lines("repeated/u_events.tsv"));
        Assert.NotEqual(_cli.Lines("resampled/u_events.tsv"), _cli.Lines("even/u_events.tsv"));
        _cli.Run("convert", "u.csv", "v.csv", "--resample").Succeeded();
        Assert.Contains("not-resampled", Codes(_cli.Run("analyze", "v.csv", "-o", "v", "--json", "--resample").Succeeded().Json()));
    }

    [Fact]
    public void TheMainsOfABidsSidecarAreTakenOutUnlessTheCommandLineSaysOtherwise()
    {
        _cli.Run("convert", "plain.csv", "sub-01_task-rest_emg.edf").Succeeded();
        _cli.Write("sub-01_task-rest_emg.json", """{"PowerLineFrequency": 60}""");
        Assert.Equal(60, LineFrequency("stated"));
        Assert.Equal(50, LineFrequency("given", "--line-frequency", "50"));
    }

    [Fact]
    public void OnlyTheChannelsAskedForAreAnalysed()
    {
        _cli.Write("r.csv", RecordingText.Whole());
        JsonElement summary = _cli.Run("analyze", "r.csv", "-o", "out", "--json", "--channels", "emg_eo").Succeeded().Json();
        JsonElement channel = Assert.Single(summary.GetProperty("channels").EnumerateArray());
        Assert.Equal("emg_eo", channel.GetProperty("name").GetString());
        Assert.Equal("uV", channel.GetProperty("unit").GetString());
    }

    [Fact]
    public void TheKindGivenIsTheKindOfTheChannel()
    {
        _cli.Write("r.csv", RecordingText.Whole());
        JsonElement summary = _cli.Run("analyze", "r.csv", "-o", "out", "--json", "--kind", "emg_ta=acc").Succeeded().Json();
        Assert.Equal(
            ["acc", "emg"], summary.GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("kind").GetString()));
    }

    [Fact]
    public void ThreeAxesAreOneChannel()
    {
        _cli.Run("simulate", "acc.csv", "--scenario", "accelerometer").Succeeded();
        JsonElement summary = _cli.Run("analyze", "acc.csv", "-o", "out", "--json").Succeeded().Json();
        JsonElement channel = Assert.Single(summary.GetProperty("channels").EnumerateArray());
        Assert.Equal("acc", channel.GetProperty("kind").GetString());
        Assert.Equal("g", channel.GetProperty("unit").GetString());
        JsonElement inspection = _cli.Run("inspect", "acc.csv", "--json").Succeeded().Json();
        Assert.Equal(3, Assert.Single(inspection.GetProperty("channels").EnumerateArray()).GetProperty("signals").GetArrayLength());
    }

    [Fact]
    public void MissingCellsAreCountedAsMissing()
    {
        string[] rows = RecordingText.Rows();
        foreach ((int row, string cell) in (ReadOnlySpan<(int, string)>)[(100, ""), (101, "NaN"), (102, "n/a")])
        {
            rows[row] = $"{rows[row].Split(',')[0]},{cell},1.0";
        }

        _cli.Write("r.csv", RecordingText.Join([RecordingText.Header, .. rows]));
        JsonElement summary = _cli.Run("analyze", "r.csv", "-o", "out", "--json").Succeeded().Json();
        JsonElement[] channels = [.. summary.GetProperty("channels").EnumerateArray()];
        Assert.Equal(3.0 / 2000, channels[0].GetProperty("quality").GetProperty("missing_fraction").GetDouble(), 1e-6);
        Assert.Equal(0, channels[1].GetProperty("quality").GetProperty("missing_fraction").GetDouble());
    }

    private void GivesTheSameEvents(Func<string, string> form, params string[] options)
    {
        File.WriteAllText(_cli.PathOf("r.csv"), form(File.ReadAllText(_cli.PathOf("plain.csv"))), new UTF8Encoding(false));
        _cli.Run(["analyze", "r.csv", "-o", "out", .. options]).Succeeded();
        Assert.Equal(_cli.Lines("plain/plain_events.tsv"), _cli.Lines("out/r_events.tsv"));
    }

    /// <summary>The row with its time, written with six decimals, in milliseconds: the point moves by three digits.</summary>
    private static string Milliseconds(string line)
    {
        string[] cells = line.Split(',');
        int point = cells[0].IndexOf('.', StringComparison.Ordinal);
        return $"{cells[0][..point]}{cells[0][(point + 1)..(point + 4)]}.{cells[0][(point + 4)..]},{cells[1]}";
    }

    private static string[] Codes(JsonElement summary) =>
        [.. summary.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()!)];

    private string[] ClockWarnings(string folder, params string[] more) =>
        [.. Codes(_cli.Run(["analyze", "u.csv", "-o", folder, "--json", .. more]).Succeeded().Json()).Where(code => code is "irregular-clock" or "resampled" or "not-resampled")];

    private double LineFrequency(string folder, params string[] more) => _cli
        .Run(["analyze", "sub-01_task-rest_emg.edf", "-o", folder, "--json", .. more]).Succeeded().Json()
        .GetProperty("options").GetProperty("line_frequency_hz").GetDouble();
}
