using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>What <c>myoclonus inspect</c> prints.</summary>
public sealed class InspectTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void VoltsAreShownWithDigits()
    {
        _cli.Write("r.csv", "time_s,emg [V]\n" + Rows(3000, i => $"{i / 1000.0:0.000},{1e-5 * ((i * 37 % 101) - 50):0.00000000}"));
        Assert.Contains("-0.0005", _cli.Run("inspect", "r.csv").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("6.667E-08", _cli.Run("inspect", "r.csv").Succeeded().Output, StringComparison.Ordinal);
        _cli.Write("small.csv", "time_s,emg [V]\n" + Rows(3000, i => $"{i / 1000.0:0.000},{1e-7 * ((i * 37 % 101) - 50):0.00000000}"));
        Assert.Contains("-5E-06", _cli.Run("inspect", "small.csv").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameWarningOfManyChannelsIsOneLine()
    {
        _cli.Write("r.csv", "time_s," + string.Join(',', Enumerable.Range(1, 128).Select(i => $"line{i}")) + ",emg\n"
            + Rows(300, i => $"{i / 1000.0:0.000},{string.Join(',', Enumerable.Repeat("7", 128))},{i * 37 % 101}"));
        string error = _cli.Run("inspect", "r.csv").Succeeded().Error;
        Assert.Single(error.Split('\n'), line => line.Contains("is the same throughout", StringComparison.Ordinal));
        Assert.Contains("127 more channels, to line128", error.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void ALongAnnotationIsShortened()
    {
        _cli.Write("r.csv", RecordingText.Whole());
        string xml = "<event>" + new string('x', 5000) + "</event>";
        _cli.Write("r_annotations.tsv", $"onset\tduration\ttrial_type\n0.01\tn/a\t{xml}\n");
        string line = Assert.Single(_cli.Run("inspect", "r.csv").Succeeded().Output.Split('\n'), line => line.StartsWith("annotation:", StringComparison.Ordinal));
        Assert.InRange(line.Length, 80, 140);
        Assert.Contains(xml, _cli.Run("inspect", "r.csv", "--json").Succeeded().Output.Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void PackedTextIsReadFromStandardInput(int members)
    {
        using MemoryStream packed = new();
        string[] lines = RecordingText.Whole().Split('\n');
        foreach (string[] part in lines.Chunk((lines.Length / members) + 1))
        {
            using GZipStream packing = new(packed, CompressionLevel.Fastest, leaveOpen: true);
            packing.Write(Encoding.UTF8.GetBytes(string.Join('\n', part) + "\n"));
        }

        CommandResult plain = _cli.RunWithInput(Encoding.UTF8.GetBytes(RecordingText.Whole()), "inspect", "-").Succeeded();
        Assert.Equal(plain.Output, _cli.RunWithInput(packed.ToArray(), "inspect", "-").Succeeded().Output);
    }

    [Fact]
    public void TheLengthOfATableOfSensorsOfDifferentRatesIsThatOfTheLongest()
    {
        _cli.Write("r.csv", "X [s],EMG 1 [V],X [s],ACC X 1 [g],X [s],ACC Y 1 [g],X [s],ACC Z 1 [g]\n" + Rows(20_000, i => i < 1480
            ? $"{i / 2000.0:0.0000},{i % 7},{i / 148.0:0.000000},0.5,{i / 148.0:0.000000},0.5,{i / 148.0:0.000000},1.5" : (FormattableString)$"{i / 2000.0:0.0000},{i % 7},,,,,,"));
        string output = _cli.Run("inspect", "r.csv").Succeeded().Output;
        Assert.Contains("Delsys Trigno, 10 s, 1 segment", output, StringComparison.Ordinal);
        Assert.Matches(@"EMG 1 .* 2000 +20000 ", output);
        Assert.Matches(@"ACC X 1 .* 148 +1480 ", output);
    }

    private static string Rows(int count, Func<int, FormattableString> row) =>
        string.Concat(Enumerable.Range(0, count).Select(i => row(i).ToString(CultureInfo.InvariantCulture) + "\n"));
}
