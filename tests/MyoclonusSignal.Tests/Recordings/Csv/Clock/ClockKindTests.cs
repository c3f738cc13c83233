using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Each kind of clock is told for what it is, and read so or refused with the option that mends it.</summary>
public sealed class ClockKindTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(512)]
    public void AnEvenClockIsToldAsEven(double rate) =>
        Assert.StartsWith("even", Evidence(Rows(1000, i => i / rate)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.35)]
    public void StampsThatScatterAboutEvenSamplesAreJittered(double scatter)
    {
        Random random = new(3);
        Assert.StartsWith("jittered", Evidence(Rows(2000, i => (i + (scatter * ((2 * random.NextDouble()) - 1))) / 100)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void StepsThatDoNotMakeUpForOneAnotherAreUnevenSamples(double scatter)
    {
        Random random = new(4);
        double time = 0;
        string text = Rows(2000, i => time += (1 + (scatter * ((2 * random.NextDouble()) - 1))) / 100);
        Assert.StartsWith("uneven", Evidence(text), StringComparison.Ordinal);
        Assert.Contains(Read(text, new() { Clock = RecordingClockKind.Uneven }).Warnings, warning => warning.Code == "resampled");
        Assert.DoesNotContain(Read(text, new() { Clock = RecordingClockKind.Jittered }).Warnings, warning => warning.Code is "resampled" or "irregular-clock");
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(100, 0.5)]
    public void AClockThatStandsStillForManyRowsIsCoarse(int rows, double tick) =>
        Assert.StartsWith("coarse", Evidence(Rows(2000, i => Math.Floor(i / (double)rows) * tick)), StringComparison.Ordinal);

    [Theory]
    [InlineData(8, 100)]
    [InlineData(25, 500)]
    public void RowsStampedAsTheirPacketArrivedHaveTheRateOfThePackets(int rows, double rate)
    {
        Random random = new(5);
        double late = 0;
        string text = Rows(4000, i =>
        {
            late = i % rows == 0 ? 0.1 * rows * random.NextDouble() / rate : late;
            return (Math.Floor(i / (double)rows) * rows / rate) + late + (i % rows * 1e-4 * (100 / rate));
        });
        ReadRecording read = Read(text);
        Assert.Equal(rate, read.SampleRate, 0.01 * rate);
        Assert.StartsWith("packets", Evidence(text), StringComparison.Ordinal);
        Assert.Contains(read.Warnings, warning => warning.Code == "packet-clock");
    }

    [Theory]
    [InlineData(1.01)]
    [InlineData(0.97)]
    public void AClockThatChangesItsRateIsFollowedAndThePlaceIsTold(double factor)
    {
        double TimeOf(int i) => (Math.Min(i, 1500) + (Math.Max(0, i - 1500) * factor)) / 50;
        string text = Rows(3000, TimeOf);
        using CsvRecordingReader reader = Open(text);
        RecordingSamples samples = reader.ReadAll();
        Assert.Contains("changes", reader.ClockEvidence, StringComparison.Ordinal);
        TimeMap map = reader.Channels[0].TimeMap;
        double rate = reader.Channels[0].SampleRate;
        for (int i = 0; i < 3000; i++)
        {
            Assert.Equal(TimeOf(i), map.ToSeconds(i / rate), 0.02);
        }

        Assert.NotNull(samples);
    }

    [Theory]
    [InlineData(1.25)]
    [InlineData(0.8)]
    public void ARateThatChangesByAFourthIsRefusedAndInterpolatedIfAsked(double factor)
    {
        string text = Rows(6000, i => (Math.Min(i, 3000) + (Math.Max(0, i - 3000) * factor)) / 100);
        RecordingFormatException fault = ReadRecording.FaultOf(text, new RecordingOptions());
        Assert.Contains("changes", fault.Found, StringComparison.Ordinal);
        Assert.Contains("RecordingOptions.Clock uneven", fault.Remedy, StringComparison.Ordinal);
        Assert.Contains(Read(text, new() { Clock = RecordingClockKind.Uneven }).Warnings, warning => warning.Code == "resampled");
    }

    [Fact]
    public void AClockThatDriftsIsFollowed()
    {
        // The rate falls by 2 % along a minute, by and by.
        double TimeOf(int i) => (i / 50.0) * (1 + (0.01 * i / 3000));
        using CsvRecordingReader reader = Open(Rows(3000, TimeOf));
        reader.ReadAll();
        Assert.Contains("drift", reader.ClockEvidence, StringComparison.Ordinal);
        TimeMap map = reader.Channels[0].TimeMap;
        for (int i = 0; i < 3000; i++)
        {
            Assert.Equal(TimeOf(i), map.ToSeconds(i / reader.Channels[0].SampleRate), 0.02);
        }
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(2.56)]
    public void AClockThatIsSetBackStartsASegmentAndThatIsTold(double seconds)
    {
        string text = Rows(2000, i => (i / 100.0) - (i >= 1000 ? seconds : 0));
        RecordingWarning warning = Assert.Single(Read(text).Warnings, warning => warning.Code == "clock-set-back");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s"), warning.Text, StringComparison.Ordinal);
        Assert.Contains("set back once", Evidence(text), StringComparison.Ordinal);
    }

    [Fact]
    public void ARepeatedStampIsRefusedWithTheOptionThatReadsIt()
    {
        string text = Rows(1000, i => (i == 500 ? 499 : i) / 100.0);
        RecordingFormatException fault = ReadRecording.FaultOf(text, new RecordingOptions());
        Assert.Contains("RecordingOptions.Clock jittered", fault.Remedy, StringComparison.Ordinal);
        Assert.Equal(100, Read(text, new() { Clock = RecordingClockKind.Jittered }).SampleRate);
    }

    [Fact]
    public void AClockThatIsNotAsStatedIsRefusedWithWhatItIs()
    {
        RecordingFormatException fault = ReadRecording.FaultOf(Rows(1000, i => i / 100.0), new RecordingOptions { Clock = RecordingClockKind.Coarse });
        Assert.Contains("even", fault.Found, StringComparison.Ordinal);
        Assert.Contains("RecordingOptions.Clock even", fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elapsed [s]")]
    [InlineData("Time Stamp")]
    [InlineData("HEADER_TIME_STAMP")]
    [InlineData("time_sec")]
    [InlineData("X_Value")]
    [InlineData("anything")]
    public void ATimeAxisIsKnownByItsNameOrByItsContentAndItsGapIsSeen(string name)
    {
        string text = Rows(2000, i => (i / 100.0) + (i >= 1000 ? 60 : 0), name);
        Assert.Contains(Read(text).Warnings, warning => warning.Code == "time-gap" && warning.EndSeconds - warning.StartSeconds > 59);
    }

    [Fact]
    public void WhereTwoColumnsCouldBeTheAxisBothAreNamedAndTheOptionTells()
    {
        StringBuilder text = new("device,host,emg [uV]\n");
        for (int i = 0; i < 1000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i / 100.0:0.000},{(i / 50.0) + 7:0.000},{i % 7}\n");
        }

        RecordingFormatException fault = ReadRecording.FaultOf(text.ToString(), new RecordingOptions());
        Assert.Contains("device", fault.Found, StringComparison.Ordinal);
        Assert.Contains("host", fault.Found, StringComparison.Ordinal);
        Assert.Equal(50, Read(text.ToString(), new() { TimeColumn = "host" }).SampleRate);
    }

    [Theory]
    [InlineData("time_ns", 2)]
    [InlineData("time_s", 2)]
    public void ARateThatNoSensorHasIsRefused(string header, double step) =>
        Assert.Contains("sampling rate", ReadRecording.FaultOf(Rows(100, i => i * step, header), new RecordingOptions()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(20)]
    [InlineData(64)]
    public void DaysOfASpreadsheetAreDays(double rate)
    {
        StringBuilder text = new("time,emg\n");
        for (int i = 0; i < 1000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{45_000.5 + (i / rate / 86_400):0.0000000000},{i % 7}\n");
        }

        Assert.Equal(rate, Read(text.ToString()).SampleRate, 0.01 * rate);
    }

    private static string Rows(int count, Func<int, double> time, string header = "time_s")
    {
        StringBuilder text = new(header + ",emg [uV]\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{time(i):0.000000},{i % 7}\n");
        }

        return text.ToString();
    }

    private static ReadRecording Read(string text, RecordingOptions? options = null) => ReadRecording.From(text, options ?? new RecordingOptions());

    private static CsvRecordingReader Open(string text) => CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "clock.csv");

    private static string Evidence(string text)
    {
        using CsvRecordingReader reader = Open(text);
        reader.ReadAll();
        return reader.ClockEvidence!;
    }
}
