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
    [InlineData(512, 0, 0.02)]
    [InlineData(512, 0, 0.05)]
    [InlineData(128, 0.005, 0.015)]
    [InlineData(50, 0.03, 0.03)]
    [InlineData(100, 0.1, 0.02)]
    public void RowsLeftOutOfAnyRateAreLostAndDoNotSlowIt(double rate, double jitter, double lost)
    {
        // Steps of 512 Hz are no whole number of the stamps' microseconds, so those left out cannot be told by equal steps.
        Random random = new(7);
        List<double> times = [.. Enumerable.Range(0, (int)(60 * rate)).Select(i => (i + (jitter * ((2 * random.NextDouble()) - 1))) / rate).Where(_ => random.NextDouble() > lost)];
        ReadRecording read = Read(Rows(times.Count, i => times[i]));
        Assert.Equal(rate, read.SampleRate, 5e-4 * rate);
        Assert.Single(read.Segments);
        Assert.Equal(60 * rate, read.Signals[0].Length, 0.002 * 60 * rate);
        Assert.InRange(read.Signals[0].Count(double.IsNaN), 0.5 * lost * 60 * rate, 1.5 * lost * 60 * rate);
    }

    [Fact]
    public void SamplesStampedByTheFramesOfADisplayKeepTheirRate()
    {
        // 50 Hz shown at 60 frames a second: every fifth step is double, and no row is left out.
        ReadRecording read = Read(Rows(3000, i => Math.Ceiling(i * 1.2) / 60));
        Assert.Equal(50, read.SampleRate, 0.01);
        Assert.DoesNotContain(double.NaN, read.Signals[0]);
    }

    [Theory]
    [InlineData(20, 2)]
    [InlineData(25, 2)]
    [InlineData(25, 3)]
    [InlineData(50, 3)]
    public void AFewSamplesLostEachSecondOfASlowSensorEndNoSegment(int rate, int lost)
    {
        int[] kept = [.. Enumerable.Range(0, 40 * rate).Where(i => i < rate || i % rate >= lost)];
        ReadRecording read = Read(Rows(kept.Length, i => (double)kept[i] / rate));
        Assert.Equal(rate, read.SampleRate);
        Assert.Single(read.Segments);
        Assert.Equal(39 * lost, read.Signals[0].Count(double.IsNaN));
    }

    [Theory]
    [InlineData("Milliseconds")]
    [InlineData("Zeit in ms")]
    [InlineData("TimeMs")]
    [InlineData("Time milliseconds")]
    [InlineData("temps en ms")]
    public void TheUnitAtTheEndOfANameIsRead(string name) =>
        Assert.Equal(100, Read(Rows(200, i => 10 * i).Replace("time_s", name, StringComparison.Ordinal)).SampleRate);

    [Fact]
    public void NanosecondsSince1970AreRead() =>
        Assert.Equal(100, Read("time,emg\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{1_710_000_000_000_000_000 + (10_000_000L * i)},{i % 7}\n"))).SampleRate);

    [Theory]
    [InlineData("timestamp_ms,elapsed_s", 1)]
    [InlineData("timestamp,elapsed", 1_000_000)]
    public void ColumnsThatTellTheSameTimeAreNoQuestion(string names, long perMillisecond)
    {
        ReadRecording read = Read($"{names},emg\n" + string.Concat(Enumerable.Range(0, 500).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{(1_710_000_000_000 + (10L * i)) * perMillisecond},{i / 100.0:0.00},{i % 7}\n"))));
        Assert.Equal(100, read.SampleRate);
        Assert.Contains(read.Warnings, warning => warning.Code == "time-axis-assumed" && warning.Text.Contains("same time", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.003, 0.2)]
    [InlineData(-0.003, 0.2)]
    [InlineData(0.02, 0.5)]
    [InlineData(-0.02, 0.5)]
    public void AClockThatHasDriftedKeepsItsTimesAtAGap(double drift, double missing)
    {
        // 70 s at 100 Hz, then at another rate; a gap at 200 s. The signal is the time itself.
        StringBuilder text = new("time_s,emg\n");
        double time = 0;
        for (int i = 0; time < 250; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{time:0.000000},{time:0.000000}\n");
            double next = time + (time < 70 ? 0.01 : 0.01 / (1 + drift));
            time = next + (time < 200 && next >= 200 ? missing : 0);
        }

        using CsvRecordingReader reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), ReadRecording.Path);
        ReadRecording read = ReadRecording.From(reader);
        TimeMap map = reader.Channels[0].TimeMap;
        Assert.Equal(2, read.Segments.Count);
        for (int segment = 0; segment < 2; segment++)
        {
            int end = segment == 0 ? read.Segments[1].Start : read.Signals[0].Length;
            for (int i = read.Segments[segment].Start; i < end; i++)
            {
                double even = read.Segments[segment].StartSeconds + ((i - read.Segments[segment].Start) / read.SampleRate);
                Assert.Equal(read.Signals[0][i], map.ToSeconds(even), 0.01);
            }
        }
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
    [InlineData("Date", "Time", "dd.MM.yyyy", "HH:mm:ss.fff")]
    [InlineData("date", "clock", "yyyy-MM-dd", "HH:mm:ss.ffffff")]
    public void DateAndTimeInTwoColumnsGoOnOverMidnightAndTheirGapIsSeen(string date, string time, string dateForm, string timeForm)
    {
        StringBuilder text = new($"{date},{time},emg [uV]\n");
        for (int i = 0; i < 2000; i++)
        {
            DateTime at = new DateTime(2024, 3, 5, 23, 59, 55).AddSeconds((i / 100.0) + (i >= 1000 ? 20 : 0));
            text.Append(CultureInfo.InvariantCulture, $"{at.ToString(dateForm, CultureInfo.InvariantCulture)},{at.ToString(timeForm, CultureInfo.InvariantCulture)},{i % 7}\n");
        }

        ReadRecording read = Read(text.ToString());
        Assert.Equal(100, read.SampleRate, 1e-6);
        Assert.Equal([0, 1000], read.Segments.Select(segment => segment.Start));
        Assert.Equal(30, read.Segments[1].StartSeconds, 1e-6);
    }

    [Theory]
    [InlineData("datetime", "yyyy-MM-ddTHH:mm:ss.fff")]
    [InlineData("HEADER_TIME_STAMP", "yyyy-MM-dd HH:mm:ss.fff")]
    [InlineData("when", "MM/dd/yyyy hh:mm:ss.fff tt")]
    public void DatesAreATimeAxisUnderAnyName(string name, string form)
    {
        StringBuilder text = new(name + ",emg [uV]\n");
        for (int i = 0; i < 2000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{new DateTime(2024, 3, 25, 11, 59, 50).AddSeconds((i / 100.0) + (i >= 1000 ? 60 : 0)).ToString(form, CultureInfo.InvariantCulture)},{i % 7}\n");
        }

        ReadRecording read = Read(text.ToString());
        Assert.Equal(100, read.SampleRate, 1e-6);
        Assert.Equal(70, read.Segments[1].StartSeconds, 1e-6);
    }

    [Theory]
    [InlineData("timestamp_ns", 1e9)]
    [InlineData("Time Stamp", 1e3)]
    [InlineData("unix time [us]", 1e6)]
    [InlineData("X_Value", 1)]
    public void ATimeSinceAnEpochIsReadInItsUnitAndItsGapIsSeen(string name, double perSecond)
    {
        StringBuilder text = new(name + ",emg [uV]\n");
        for (int i = 0; i < 2000; i++)
        {
            decimal seconds = 1_711_846_790 + (i / 100m) + (i >= 1000 ? 60 : 0);
            text.Append(CultureInfo.InvariantCulture, $"{seconds * (decimal)perSecond:0.##},{i % 7}\n");
        }

        ReadRecording read = Read(text.ToString());
        Assert.Equal(100, read.SampleRate, 1e-6);
        Assert.Equal(70, read.Segments[1].StartSeconds, 1e-6);
    }

    [Fact]
    public void LocalTimeAtTheEndOfSummerTimeIsSetBackByAnHourAndAtItsStartHasAGapOfOne()
    {
        string Local(int hours) => string.Concat(Enumerable.Range(0, 2000).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{new DateTime(2024, 10, 27, 2, 59, 50).AddSeconds(i / 100.0).AddHours(i >= 1000 ? hours : 0):yyyy-MM-dd HH:mm:ss.ff},{i % 7}\n")).Prepend("local,emg [uV]\n"));
        ReadRecording back = Read(Local(-1));
        Assert.Contains("3600 s", Assert.Single(back.Warnings, warning => warning.Code == "clock-set-back").Text, StringComparison.Ordinal);
        Assert.Equal(10, back.Segments[1].StartSeconds, 1e-6);
        Assert.Equal(3610, Read(Local(1)).Segments[1].StartSeconds, 1e-6);
    }

    [Theory]
    [InlineData(256, 0)]
    [InlineData(65_536, 64_000)]
    [InlineData(4096, 17)]
    public void ACounterThatWrapsGoesOnAndWhatItLeavesOutIsAGap(int wrap, int first)
    {
        StringBuilder text = new("sample,emg [uV]\n");
        for (int i = 0; i < 20_000; i++)
        {
            // Eight numbers are lost once, right where the counter begins again, and eighty farther on.
            int number = first + i + (i >= wrap - first - 3 ? 8 : 0) + (i >= 15_000 ? 80 : 0);
            text.Append(CultureInfo.InvariantCulture, $"{number % wrap},{i % 7}\n");
        }

        ReadRecording read = Read(text.ToString(), new() { SampleRate = 500 });
        Assert.DoesNotContain(read.Warnings, warning => warning.Code == "clock-set-back");
        Assert.Equal(2, read.Segments.Count);
        Assert.Equal(15_088 / 500.0, read.Segments[1].StartSeconds, 1e-6);
        Assert.Equal(8, read.Signals[0].Count(double.IsNaN));
    }

    [Fact]
    public void ALostPacketIsBridgedAsAnyShortLossIs()
    {
        // Packets of 10 at 500 Hz, each 29th lost.
        Random random = new(6);
        StringBuilder text = new("time_s,emg [uV]\n");
        for (int packet = 0; packet < 600; packet++)
        {
            double arrival = ((packet + 1) * 0.02) + (0.003 * random.NextDouble());
            for (int i = 0; i < 10 && packet % 29 != 7; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{arrival + (1e-5 * i):0.000000},{i}\n");
            }
        }

        ReadRecording read = Read(text.ToString());
        Assert.Equal(500, read.SampleRate, 2.5);
        Assert.Single(read.Segments);
        Assert.InRange(read.Signals[0].Count(double.IsNaN), 200, 220);
        Assert.Equal(6000, read.Signals[0].Length, 20.0);
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

    [Theory]
    [InlineData(50)]
    [InlineData(1000)]
    public void ATimeOfDayOfASpreadsheetIsAFractionOfTheDay(double rate)
    {
        StringBuilder text = new("Time,emg [uV]\n");
        for (int i = 0; i < 2000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{0.99999 + (i / rate / 86_400):0.000000000000},{i % 7}\n");
        }

        ReadRecording read = Read(text.ToString());
        Assert.Equal(rate, read.SampleRate, 0.001 * rate);
        Assert.Contains(read.Warnings, warning => warning.Code == "time-unit-assumed" && warning.Text.EndsWith("as a spreadsheet counts them.", StringComparison.Ordinal));
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
