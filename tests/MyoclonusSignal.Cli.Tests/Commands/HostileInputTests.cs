using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>What mutated inputs found, reduced to what was wrong.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const int Rows = 4000;
    private const double SampleRate = 200;

    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void AClockThatIsSetFrom1970CostsNoMoreThanWhatWasRecorded()
    {
        Random random = new(1);
        StringBuilder text = new("time_s,emg [uV]\n");
        for (int i = 0; i < Rows; i++)
        {
            double time = (i / SampleRate) + (i < Rows / 2 ? 0 : 1.7e9);
            text.Append(CultureInfo.InvariantCulture, $"{time:F3},{(random.NextDouble() - 0.5) * (i % 200 < 15 ? 200 : 10):F2}\n");
        }

        _cli.Write("r.csv", text.ToString());
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out");
        Assert.True(result.ExitCode == ExitCodes.Success, result.Error);
        Assert.InRange(_cli.Bytes("out/r_summary.json").Length, 1000, 100_000);
        JsonElement blocks = _cli.Json("out/r_summary.json").GetProperty("channels")[0].GetProperty("jerks").GetProperty("blocks");
        Assert.Equal(10, blocks.GetProperty("block_s").GetDouble());

        // Ten seconds before the jump, and the second ten seconds behind it.
        Assert.Equal(2, blocks.GetProperty("count").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"channels": ["\ud800"]}""")]
    [InlineData("""{"\ud800": 1}""")]
    [InlineData("""{"reading": {"kinds": null}}""")]
    public void OptionsThatAreNoTextAreAnErrorOfTheFile(string options)
    {
        _cli.Write("r.csv", "time_s,emg\n0,1\n0.01,2\n0.02,3\n");
        _cli.Write("o.json", options);
        CommandResult result = _cli.Run("analyze", "r.csv", "--options", "o.json");
        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("o.json", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"schema_version":1,"software":{"name":"m","version":"1"},"options":{},"files":[null]}""")]
    [InlineData("""{"schema_version":1,"software":{"name":"m","version":"1"},"options":{},"files":[],"input":{"file":"r","sha256":"0","side_files":[null]}}""")]
    [InlineData("""{"schema_version":1,"software":{"name":"m","version":"1"},"options":{"\ud800":1},"files":[]}""")]
    public void AManifestWithHolesIsNone(string manifest)
    {
        _cli.Write("m.json", manifest);
        Assert.Null(ResultManifest.Read(_cli.PathOf("m.json")));
    }

    [Fact]
    public void ANumberOfAnyExponentInASummaryIsNoSummary()
    {
        _cli.Write("s.json", """{"input":{"file":"r","sha256":"0"},"options":{},"channels":1e-99999999999}""");
        Assert.Equal(ExitCodes.BadData, Assert.Throws<CliException>(() => SummaryFile.Read(_cli.PathOf("s.json"))).ExitCode);
    }
}
