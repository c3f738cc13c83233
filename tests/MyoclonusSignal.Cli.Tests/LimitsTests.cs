using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>Large and odd recordings within what docs/limits.md states.</summary>
public sealed class LimitsTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void MemoryIsProportionalToWhatIsThere()
    {
        // 0.2 MB a channel; a megabyte was kept for each, and blocks of 16,384 rows for all.
        const int Columns = 2000;
        StringBuilder text = new("time");
        text.AppendJoin(string.Empty, Enumerable.Range(0, Columns).Select(column => string.Create(CultureInfo.InvariantCulture, $",emg_{column} [uV]"))).Append('\n');
        for (int row = 0; row < 20; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row / 1000.0:0.000}");
            text.AppendJoin(string.Empty, Enumerable.Range(0, Columns).Select(column => string.Create(CultureInfo.InvariantCulture, $",{((row * 7919) + (column * 104729)) % 23}"))).Append('\n');
        }

        _cli.Write("wide.csv", text.ToString());
        _cli.Environment["DOTNET_GCHeapHardLimit"] = "0x18000000";
        _cli.Run("analyze", "wide.csv", "-o", "out", "--no-report").Succeeded();
        Assert.Equal(Columns, _cli.Json("out/wide_summary.json").GetProperty("channels").GetArrayLength());
    }

    [Fact]
    public void ALabelOfAnEdfWithControlsIsAName()
    {
        const string Label = "EMG\ta\nb\rc\u001b";
        _cli.Run("simulate", "r.edf", "--duration", "20", "--rate", "60").Succeeded();
        byte[] edf = _cli.Bytes("r.edf");

        // The labels stand behind the 256 bytes that every header has.
        Encoding.ASCII.GetBytes(Label.PadRight(16)).CopyTo(edf, 256);
        File.WriteAllBytes(_cli.PathOf("r.edf"), edf);
        CommandResult result = _cli.Run("analyze", "r.edf", "-o", "out");
        Assert.True(result.ExitCode is 0 or 65, result.Error);
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        if (result.ExitCode == 0)
        {
            string[] lines = _cli.Lines("out/r_events.tsv");
            Assert.All(lines, line => Assert.Equal(lines[0].Count(letter => letter == '\t'), line.Count(letter => letter == '\t')));
        }
    }
}
