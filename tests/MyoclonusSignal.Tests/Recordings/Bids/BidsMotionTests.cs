using System.Globalization;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Bids;

/// <summary>Tables of the data type motion: no header line, columns by <c>channels.tsv</c>, the rate by the JSON sidecar (BIDS 1.11).</summary>
public sealed class BidsMotionTests : IDisposable
{
    private const string Name = "sub-01_task-rest_tracksys-imu";
    private const string Channels =
        "name\tcomponent\ttype\ttracked_point\tunits\n"
        + "a1\tx\tACCEL\twrist\tm/s^2\nr1\tx\tGYRO\twrist\trad/s\na2\ty\tACCEL\twrist\tm/s^2\na3\tz\tACCEL\twrist\tm/s^2\n";

    private readonly string _root = Directory.CreateTempSubdirectory("bids-").FullName;
    private readonly string _folder;
    private readonly string _recording;

    public BidsMotionTests()
    {
        _folder = Directory.CreateDirectory(Path.Combine(_root, "sub-01", "motion")).FullName;
        _recording = Path.Combine(_folder, Name + "_motion.tsv");
        File.WriteAllText(Path.Combine(_root, "dataset_description.json"), "{}");
        Beside(Name + "_channels.tsv", Channels);
        Beside(Name + "_motion.json", """{"SamplingFrequency": 100}""");
        File.WriteAllText(_recording, Rows("1\t2\t3\t4", "n/a\t6\t7\t8", "9\t10\t11\t12"));
    }

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void ColumnsAreTheRowsOfTheChannelsTableAndTheRateIsTheSidecars()
    {
        ReadRecording read = Read();
        Assert.Equal(100, read.SampleRate);
        Assert.Equal([1, double.NaN, 9], read.Signals[0]);
        Assert.Equal([2, 6, 10], read.Signals[1]);
        Assert.Equal([4, 8, 12], read.Signals[3]);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void AFirstRowOfMissingSamplesIsNoHeader()
    {
        File.WriteAllText(_recording, Rows("n/a\tn/a\tn/a\tn/a", "1\t2\t3\t4", "5\t6\t7\t8"));
        Assert.Equal([double.NaN, 1, 5], Read().Signals[0]);
    }

    [Fact]
    public void ThreeComponentsOfOnePointAreOneAccelerometerWhateverTheirNames()
    {
        ReadRecording read = Read();
        Assert.Equal(["a", "r1"], read.Channels.Select(channel => channel.Name));
        Assert.Equal([ChannelKind.Acceleration, ChannelKind.Other], read.Channels.Select(channel => channel.Kind));
        Assert.Equal("m/s^2", read.Channels[0].Unit);
        Assert.Equal([0, 2, 3], read.Channels[0].Signals);
        Assert.Equal(["a1", "a2", "a3"], read.Channels[0].SignalNames);
    }

    [Fact]
    public void ComponentsOfTwoPointsStayApart()
    {
        Beside(Name + "_channels.tsv", Channels.Replace("a3\tz\tACCEL\twrist", "a3\tz\tACCEL\tankle", StringComparison.Ordinal));
        Assert.Equal(["a1", "r1", "a2", "a3"], Read().Channels.Select(channel => channel.Name));
    }

    [Fact]
    public void ABadAxisLeavesTheSensorOut()
    {
        Beside(Name + "_channels.tsv", "name\tcomponent\ttype\ttracked_point\tunits\tstatus\na_x\tx\tACCEL\tw\tg\tgood\na_y\ty\tACCEL\tw\tg\tbad\na_z\tz\tACCEL\tw\tg\tgood\nr\tx\tGYRO\tw\trad/s\tgood\n");
        ReadRecording read = Read();
        Assert.Equal(ChannelKind.Other, read.Channels[0].Kind);
        Assert.Equal("a", Assert.Single(read.Warnings, warning => warning.Code == "channel-bad").Channel);
    }

    [Fact]
    public void SidecarsAreInherited()
    {
        File.Delete(Path.Combine(_folder, Name + "_motion.json"));
        File.WriteAllText(Path.Combine(_root, "tracksys-imu_motion.json"), """{"SamplingFrequency": 50}""");
        Assert.Equal(50, Read().SampleRate);
    }

    [Fact]
    public void TheEffectiveRateCountsBeforeTheNominalOneAndItIsTold()
    {
        Beside(Name + "_motion.json", """{"SamplingFrequency": 100, "SamplingFrequencyEffective": 97.5}""");
        ReadRecording read = Read();
        Assert.Equal(97.5, read.SampleRate);
        Assert.Contains("97.5", Assert.Single(read.Warnings, warning => warning.Code == "effective-rate").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRateThatTheUserGivesCountsMost()
    {
        using RecordingReader reader = RecordingFile.Open(_recording, new RecordingOptions { SampleRate = 200 });
        Assert.Equal(200, reader.Channels[0].SampleRate);
    }

    [Theory]
    [InlineData("s")]
    [InlineData("seconds")]
    [InlineData("n/a")]
    public void ALatencyChannelIsTheTimeAxis(string unit)
    {
        Beside(Name + "_channels.tsv", "name\tcomponent\ttype\ttracked_point\tunits\nlatency\tn/a\tLATENCY\tn/a\t" + unit + "\nacc_x\tx\tACCEL\twrist\tg\n");
        File.WriteAllText(_recording, Rows([.. Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i + (i < 100 ? 0 : 50)) / 100.0}\t{i % 5}"))]));
        ReadRecording read = Read();
        Assert.Equal([(0, 0), (1.5, 100)], read.Segments);
        Assert.Equal("acc_x", Assert.Single(read.Channels).Name);
    }

    [Theory]
    [InlineData(1.02)]
    [InlineData(0.985)]
    public void TheTimesOfALatencyChannelCountWhateverTheSidecarStates(double factor)
    {
        // The rate changes in mid-recording; the sidecar knows the nominal one.
        double TimeOf(int i) => (Math.Min(i, 1500) + (Math.Max(0, i - 1500) * factor)) / 100;
        Beside(Name + "_channels.tsv", "name\tcomponent\ttype\ttracked_point\tunits\nlatency\tn/a\tLATENCY\tn/a\ts\nacc_x\tx\tACCEL\twrist\tg\nacc_y\ty\tACCEL\twrist\tg\nacc_z\tz\tACCEL\twrist\tg\n");
        Beside(Name + "_motion.json", """{"SamplingFrequency": 110}""");
        File.WriteAllText(_recording, Rows([.. Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{TimeOf(i):0.0000}\t{i % 5}\t{i % 3}\t{i % 7}"))]));
        ReadRecording read = Read();
        RecordingChannel limb = Assert.Single(read.Channels);
        Assert.Contains(read.Warnings, warning => warning.Code == "sample-rate-conflict");
        for (int i = 0; i < 3000; i++)
        {
            Assert.Equal(TimeOf(i), limb.TimeMap.ToSeconds(i / limb.SampleRate), 0.01);
        }
    }

    [Fact]
    public void WithoutARateTheRecordingIsRefused()
    {
        File.Delete(Path.Combine(_folder, Name + "_motion.json"));
        Assert.Equal("a time axis or a sampling rate", Assert.Throws<RecordingFormatException>(Read).Expected);
    }

    [Fact]
    public void AnotherNumberOfColumnsThanRowsIsRefused()
    {
        File.WriteAllText(_recording, Rows("1\t2\t3", "4\t5\t6"));
        Assert.Equal("3", Assert.Throws<RecordingFormatException>(Read).Found);
    }

    private static string Rows(params string[] rows) => string.Join('\n', rows) + "\n";

    private void Beside(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private ReadRecording Read()
    {
        using RecordingReader reader = RecordingFile.Open(_recording);
        return ReadRecording.From(reader);
    }
}
