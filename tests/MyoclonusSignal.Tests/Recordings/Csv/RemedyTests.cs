using System.IO.Compression;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Tables that once were refused and are read; what is refused stands beside its remedy in the tests of refusals.</summary>
public class RemedyTests
{
    private const string Rows = "0,1,rest\n10,2,rest\n20,3,move\n30,4,move\n";

    [Fact]
    public void AWordAmongNumbersIsLeftOutWithItsColumnByTheMessagesOwnOption()
    {
        string text = "time_ms,emg [uV],mark\n0,1,0\n10,2,0\n20,3,go\n30,4,0\n40,5,0\n50,6,0\n60,7,0\n70,8,0\n";
        RecordingFormatException fault = ReadRecording.FaultOf(text, new RecordingOptions());
        string remedy = fault.Remedy!;
        string[] columns = remedy.Split('"')[1].Split(',');
        Assert.Equal(["time_ms", "emg [uV]", "-"], columns);
        ReadRecording read = ReadRecording.From(text, new RecordingOptions { Columns = columns });
        Assert.Equal((100, "uV", "emg"), (read.SampleRate, Assert.Single(read.Channels).Unit, read.Channels[0].Name));
        Assert.Equal(8, read.Signals[0].Length);
    }

    [Fact]
    public void AColumnOfWordsNeedsNoRemedy()
    {
        ReadRecording read = ReadRecording.From("time_ms,emg,activity\n" + Rows);
        Assert.Equal((100, "emg"), (read.SampleRate, Assert.Single(read.Channels).Name));
        Assert.Contains(read.Warnings, warning => warning.Code == "column-left-out" && warning.Text.Contains("activity", StringComparison.Ordinal));
    }

    [Fact]
    public void WordsMayHoldTheSeparatorInQuotes()
    {
        ReadRecording read = ReadRecording.From("time_ms,activity,emg\n0,\"rest, lying\",1\n10,\"rest, lying\",2\n20,walk,3\n30,walk,4\n");
        Assert.Equal([1, 2, 3, 4], read.Signals[0]);
    }

    [Theory]
    [InlineData("time_ms,emg,emg\n", "emg", "emg (2)")]
    [InlineData("time_ms,,emg\n", "column 2", "emg")]
    public void NamesThatAreMissingOrRepeatedAreTold(string head, string first, string second)
    {
        ReadRecording read = ReadRecording.From(head + "0,1,2\n10,3,4\n20,5,7\n");
        Assert.Equal([first, second], read.Channels.Select(channel => channel.Name));
        Assert.Contains(read.Warnings, warning => warning.Code == "column-named");
        Assert.Equal(["a", "b"], ReadRecording.From(head + "0,1,2\n10,3,4\n20,5,7\n", new RecordingOptions { Columns = ["time_ms", "a", "b"] }).Channels.Select(channel => channel.Name));
    }

    [Theory]
    [InlineData('|')]
    [InlineData(' ')]
    public void BarsAndSpacesMaySeparate(char separator)
    {
        ReadRecording read = ReadRecording.From("time_ms,emg,acc\n0,1.5,2\n10,2.5,3\n20,3.5,4\n30,4.5,5\n".Replace(',', separator));
        Assert.Equal([1.5, 2.5, 3.5, 4.5], read.Signals[0]);
    }

    [Fact]
    public void SeveralSpacesAreOneSeparator()
    {
        ReadRecording read = ReadRecording.From("  0.00   1.5  -2\n  0.01  -2.5   3\n  0.02   3.5   4\n  0.03   4.5   5\n");
        Assert.Equal([1.5, -2.5, 3.5, 4.5], read.Signals[0]);
        Assert.Equal(100, read.SampleRate);
    }

    [Theory]
    [InlineData("31/12/2024 11:59:59 PM", "01/01/2025 12:00:00 AM")]
    [InlineData("12/31/2024 23:59:59", "1/1/2025 0:00:00")]
    [InlineData("31/12/2024 23:59:59", "01/01/2025 00:00:00")]
    [InlineData("2024-12-31 23:59:59:000", "2025-01-01 00:00:00:000")]
    [InlineData("2024-12-31T23:59:59+05:30", "2025-01-01T00:00:00+05:30")]
    public void DatesAreReadAcrossMidnight(string first, string second)
    {
        using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes($"timestamp,emg\n{first},1\n{second},2\n")), "r.csv");
        Assert.Equal(1, reader.Channels[0].SampleRate);
        Assert.Equal(new DateTime(2024, 12, 31, 23, 59, 59), reader.StartTime);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void GzipOfSeveralMembersIsReadFromAStreamThatCannotBeRewound(int members)
    {
        byte[] text = Encoding.UTF8.GetBytes("time_ms,emg\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i * 10},{i}\n")));
        MemoryStream packed = new();
        for (int i = 0; i < members; i++)
        {
            using GZipStream packing = new(packed, CompressionLevel.Fastest, leaveOpen: true);
            packing.Write(text, i * text.Length / members, ((i + 1) * text.Length / members) - (i * text.Length / members));
        }

        using var reader = CsvRecordingReader.Open(new TricklingStream(packed.ToArray(), 100), "r.csv.gz");
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => (double)i), ReadRecording.From(reader).Signals[0]);
        for (int cut = 1; cut < 40; cut++)
        {
            Assert.Throws<RecordingFormatException>(() => ReadRecording.From(packed.ToArray()[..^cut]));
        }
    }

    [Fact]
    public void AColumnThatCountsOrStandsStillIsNoMuscle()
    {
        ReadRecording read = ReadRecording.From(
            "time_ms,a,b,c,d\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{i * 10},{i % 256},512,{(i / 100) % 2},{(i * 37) % 19}\n")));
        Assert.Equal([ChannelKind.Other, ChannelKind.Other, ChannelKind.Other, ChannelKind.Emg], read.Channels.Select(channel => channel.Kind));
        Assert.Equal(3, read.Warnings.Count(warning => warning.Code == "kind-by-content"));
    }

    [Theory]
    [InlineData(9.81, "m/s^2")]
    [InlineData(1.02, "g")]
    public void ThreeColumnsWithoutNamesOfTheLengthOfGravityAreOneAccelerometer(double gravity, string unit)
    {
        string text = string.Concat(Enumerable.Range(0, 300).Select(i => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{i * 0.02:0.00},{0.1 * gravity * Math.Sin(i * 0.6):0.000},{gravity * 0.6:0.000}{i % 3},{gravity * -0.8:0.000}{i % 5},3\n")));
        ReadRecording read = ReadRecording.From(text);
        Assert.Equal([("acc", ChannelKind.Acceleration, unit, 3), ("ch5", ChannelKind.Other, null, 1)], read.Channels.Select(channel => (channel.Name, channel.Kind, channel.Unit, channel.Signals.Count)));
        Assert.Contains(read.Warnings, warning => warning.Code == "kind-by-content" && warning.Channel == "acc");
        ReadRecording asked = ReadRecording.From(text, new RecordingOptions { Kinds = new Dictionary<string, ChannelKind> { ["ch2"] = ChannelKind.Emg } });
        Assert.Equal(ChannelKind.Emg, asked.Channels[0].Kind);
    }

    [Fact]
    public void SixColumnsWithoutNamesOfTheLengthOfGravityAreTwoAccelerometers()
    {
        string text = string.Concat(Enumerable.Range(0, 300).Select(i => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{i * 0.02:0.00},{0.1 * Math.Sin(i * 0.6):0.000},0.6{i % 3},-0.8{i % 5},0.0{i % 7},{0.05 * Math.Sin(i * 0.6):0.000},-0.9{i % 3}\n")));
        ReadRecording read = ReadRecording.From(text);
        Assert.Equal([("acc 1", "g", 3), ("acc 2", "g", 3)], read.Channels.Select(channel => (channel.Name, channel.Unit!, channel.Signals.Count)));
        Assert.Equal(["acc 1", "acc 2"], read.Warnings.Where(warning => warning.Code == "kind-by-content").Select(warning => warning.Channel));
    }

    [Fact]
    public void ThreeChannelsOfEmgAroundZeroAreNoAccelerometer()
    {
        Random random = new(7);
        string text = string.Concat(Enumerable.Range(0, 2000).Select(i => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{i * 0.001:0.000},{Normal(random)},{Normal(random)},{Normal(random)}\n")));
        Assert.All(ReadRecording.From(text).Channels, channel => Assert.Equal(ChannelKind.Emg, channel.Kind));
    }

    private static double Normal(Random random) => 0.6 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
