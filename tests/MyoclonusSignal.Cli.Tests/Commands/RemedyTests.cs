using System.Text.Json;
using System.Text.RegularExpressions;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>What a refusal says to try is typed as it stands, and the same file is read right.</summary>
public sealed partial class RemedyTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("emg [uV]\n1\n2\n3\n4\n", "", "sample-rate")]
    [InlineData("sample,emg [uV]\n0,1\n1,2\n2,3\n3,4\n", "", "sample-rate")]
    [InlineData("time,emg [uV]\n0,1\n10,2\n20,3\n30,4\n", "", "time_ms,")]
    [InlineData("time,emg [uV]\n0,1\n1,2\n2,3\n3,4\n", "", "sample,")]
    [InlineData("time [ticks],emg [uV]\n0,1\n10,2\n20,3\n30,4\n", "", "time_ms,")]
    [InlineData("time_ms,emg [uV],mark\n0,1,0\n10,2,go\n20,3,0\n30,4,0\n40,4,0\n", "", "--columns")]
    [InlineData("time_ms,emg [uV],mark\n0,1,0\n10,2,go\n20,3,0\n30,4,0\n40,4,0\n", "", "--annotation-columns")]
    [InlineData("time_ms,\"LT TIB.ANT., uV\",\"mark, b\"\n0,1,0\n10,2,go\n20,3,0\n30,4,0\n40,4,0\n", "", "--columns")]
    [InlineData("time_ms,\"LT TIB.ANT., uV\",\"mark, b\"\n0,1,0\n10,2,go\n20,3,0\n30,4,0\n40,4,0\n", "", "--annotation-columns")]
    [InlineData("time_ms,emg [uV]\n0,1\nx,2\n20,3\n30,4\n40,4\n", "", "columns")]
    [InlineData("time_ms,\"emg, a [uV]\"\n0,1\n20,2\n10,3\n30,4\n40,4\n", "", "columns")]
    [InlineData("time_ms,emg [uV]\n30,1\n20,2\n10,3\n0,4\n", "", "columns")]
    [InlineData("time_ms,time_s,emg [uV]\n0,0.00,1\n10,0.01,2\n20,0.02,3\n30,0.53,4\n", "", "\"time_ms\"")]
    [InlineData("time_ms,emg [uV]\n0,1\n10,2\n20,3\n30,4\n", "--time-column clock", "\"time_ms\"")]
    [InlineData("0,1,7\n10,2,8\n20,3,9\n30,4,0\n", "--columns time_ms,emg[uV]", "columns")]
    [InlineData("time_s,emg [uV]\n0,1\n10,2\n20,3\n30,4\n40,5\n", "", "sample-rate")]
    [InlineData("time_s,emg [uV]\n0,1\n1e-12,2\n2e-12,3\n3e-12,4\n4e-12,5\n", "", "sample-rate")]
    [InlineData("time_ms,emg [uV]\n0,1\n10,2\n20,3\n30,4\n", "--clock coarse", "clock")]
    [InlineData("time_ms,emg [uV]\n0,1\n10,2\n20,3\n30,4\n", "--kind emgg=emg", "kind")]
    [InlineData("t\n1\n2\n3\n5\n", "", "columns")]
    public void TheOptionThatAMessageNamesReadsTheSameFile(string text, string arguments, string right)
    {
        _cli.Write("r.csv", text);
        string[] first = arguments.Length == 0 ? [] : arguments.Split(' ');
        CommandResult refused = _cli.Run(["inspect", "r.csv", .. first]);
        Assert.NotEqual(0, refused.ExitCode);
        string remedy = Assert.Single(refused.Error.Split('\n'), line => line.StartsWith("  try: ", StringComparison.Ordinal))[7..];
        string alternative = Assert.Single(Alternatives().Split(remedy), one => one.Contains(right, StringComparison.Ordinal) && one.Contains("--", StringComparison.Ordinal));
        List<string> options = [];
        foreach (Match option in Options().Matches(alternative))
        {
            options.AddRange([option.Groups["name"].Value, AsTyped(option.Groups["value"].Value).Replace("HZ", "100", StringComparison.Ordinal)]);
        }

        // What is told takes the place of what was wrong.
        string[] kept = first.Length > 0 && options.Contains(first[0]) ? [] : first;
        JsonElement read = JsonDocument.Parse(_cli.Run(["inspect", "r.csv", "--json", .. kept, .. options]).Succeeded().Output).RootElement;
        JsonElement channel = read.GetProperty("channels").EnumerateArray().First(channel => channel.GetProperty("kind").GetString() == "emg");
        Assert.Equal(100, channel.GetProperty("sampling_rate_hz").GetDouble());
        Assert.Equal(text.Contains("x,2", StringComparison.Ordinal) ? 5 : text.TrimEnd('\n').Split('\n').Count(line => !char.IsLetter(line[0]) && line[0] != '"'), channel.GetProperty("signals")[0].GetProperty("samples").GetInt32());
    }

    [Theory]
    [InlineData("--channels", "emg,akc", "emg,acc")]
    [InlineData("--channels", "nothing", "emg,\"acc, left\",acc")]
    public void AChannelThatIsNotThereIsAnsweredByThoseThatAre(string option, string asked, string right)
    {
        _cli.Write("r.csv", "time_ms,emg [uV],\"acc, left [g]\",acc [g]\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i * 10},{i * 37 % 101},{i % 7},{i % 5}\n")));
        CommandResult refused = _cli.Run("analyze", "r.csv", "-o", "out", option, asked);
        Match remedy = Options().Match(refused.Error);
        Assert.Equal(right, remedy.Groups["value"].Value.Trim('\'', '"'));
        _cli.Run("analyze", "r.csv", "-o", "out", option, remedy.Groups["value"].Value.Trim('\'').Trim('"')).Succeeded();
    }

    // A shell takes away one pair of quotes.
    private static string AsTyped(string value) => value[0] is '"' or '\'' ? value[1..^1] : value;

    [Fact]
    public void ARateThatNoSensorHasIsAMistakeOfTheCommandLine() =>
        Assert.Contains("at most 200000", _cli.Run("inspect", "r.csv", "--sample-rate", "1e9").Error, StringComparison.Ordinal);

    // A semicolon outside quotes parts alternatives.
    [GeneratedRegex("""; (?=(?:[^"]*"[^"]*")*[^"]*$)""")]
    private static partial Regex Alternatives();

    [GeneratedRegex("""(?<name>--[a-z-]+) (?<value>'[^']*'|"[^"]*"|[\w-]+)""")]
    private static partial Regex Options();
}
