using System.Text;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>Names that look like something else, outputs that take nothing, and numbers without sense.</summary>
public sealed class MannersTests : IDisposable
{
    private const string Hostile = "=2+3\u001b]0;own\u0007\u202e";

    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void BehindTwoDashesEverythingIsAName()
    {
        _cli.Write("-x.csv", RecordingText.Whole());
        _cli.Run("analyze", "-x.csv", "-o", "out").Refused(64);
        _cli.Run("analyze", "-o", "out", "--", "-x.csv").Succeeded();
        Assert.Contains("-x_events.tsv", _cli.Files("out"));
        Assert.Equal("-x.csv", _cli.Json("out/-x_summary.json").GetProperty("input").GetProperty("file").GetString());
    }

    [Fact]
    public void ANameThatBeginsWithAnAtIsAName()
    {
        _cli.Write("@r.csv", RecordingText.Whole());
        _cli.Run("inspect", "@r.csv").Succeeded();
        _cli.Write("arguments", "--help");
        _cli.Run("inspect", "@arguments").Refused(66);
    }

    [Fact]
    public void ALongNameIsRefusedBeforeTheWork()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows limits the path, not the name.");
        string name = new string('r', 245) + ".csv";
        _cli.Write(name, RecordingText.Whole());
        Assert.Contains("shorter name", _cli.Run("analyze", name, "-o", "out").Refused(73).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.PathOf("out")), "A folder was left.");
        string longest = new string('r', 240) + ".csv";
        _cli.Write(longest, RecordingText.Whole());
        _cli.Run("analyze", longest, "-o", "out").Succeeded();
    }

    [Fact]
    public void AHostileNameIsTextOnATerminalAndInATable()
    {
        _cli.Run("simulate", "s.csv", "--duration", "20", "--rate", "60").Succeeded();
        _cli.Write("r.csv", Encoding.UTF8.GetString(_cli.Bytes("s.csv")).Replace(",emg", "," + Hostile, StringComparison.Ordinal));
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        string shown = result.Output + result.Error + string.Concat(_cli.Run("inspect", "r.csv").Succeeded().Output);
        Assert.Contains("\\u001b]0;own\\u0007\\u202e", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(shown, letter => letter is '\u001b' or '\u0007' or '\u202e');
        string table = Encoding.UTF8.GetString(_cli.Bytes("out/r_events.tsv"));
        Assert.DoesNotContain(table, letter => letter is '\u001b' or '\u0007' or '\u202e');
        EventsFile events = new(_cli.Lines("out/r_events.tsv"));
        Assert.Contains(@"'=2+3\u001b]0;own\u0007\u202e", events.Texts("channel"));

        // The names read back as they were.
        Assert.Contains("F1               1.0000", _cli.Run("evaluate", "out/r_events.tsv", "out/r_events.tsv").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("\\u001b", _cli.Run("inspect", "\u001b[31m\nmissing.csv").Refused(66).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inspect r.csv > /dev/full", 74)]
    [InlineData("inspect r.csv >&-", 74)]
    [InlineData("inspect r.csv --json > /dev/full", 74)]
    [InlineData("analyze r.csv -o out > /dev/full", 74)]
    [InlineData("analyze missing.csv 2> /dev/full", 66)]
    [InlineData("analyze missing.csv 2>&-", 66)]
    [InlineData("nonsense 2> /dev/full", 64)]
    [InlineData("--help > /dev/full", 74)]
    public void AnOutputThatTakesNothingIsToldAndNeverAnAbort(string arguments, int code)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        _cli.Write("r.csv", RecordingText.Whole());
        string command = Path.Combine(AppContext.BaseDirectory, "myoclonus.dll");
        CommandResult result = _cli.RunProgram("sh", [], "-c", $"dotnet '{command}' {arguments}");
        Assert.Equal(code, result.ExitCode);
        Assert.DoesNotContain("permissions", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tolerance", "1e300")]
    [InlineData("--duration", "1e300")]
    public void NumbersWithoutSenseAreRefusedWithTheirLimit(string option, string value)
    {
        _cli.Write("e.tsv", "onset\tduration\ttrial_type\n1\t0.1\tjerk\n");
        Assert.Contains("at most", _cli.Run("evaluate", "e.tsv", "e.tsv", option, value).Refused(64).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALenientReaderSkipsAndReportsLinesThatAreNoRows()
    {
        string[] lines = RecordingText.Whole().Split('\n');
        _cli.Write("r.csv", string.Join('\n', [.. lines[..500], string.Empty, "garbage,,", .. lines[500..]]));
        Assert.Contains("line 501", _cli.Run("analyze", "r.csv", "-o", "out").Refused(65).Error, StringComparison.Ordinal);
        CommandResult read = _cli.Run("analyze", "r.csv", "-o", "out", "--lenient").Succeeded();
        Assert.Contains("line 501", read.Error, StringComparison.Ordinal);
        Assert.Contains("line 502", read.Error, StringComparison.Ordinal);
        CommandResult live = _cli.RunWithInput(_cli.Bytes("r.csv"), "watch", "-", "--lenient", "--kind", "emg_ta=emg").Succeeded();
        Assert.Contains("line 502", live.Error, StringComparison.Ordinal);
        Assert.Contains("\"lenient\":true", live.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("\"kinds\":{\"emg_ta\":\"emg\"}", live.Output.Split('\n')[0], StringComparison.Ordinal);
    }
}
