using System.Globalization;
using CsCheck;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>What a time axis tells: the rate, gaps, faults; in every way of writing a time.</summary>
public sealed class CsvTimeAxisTests
{
    [Theory]
    [InlineData("time")]
    [InlineData("t")]
    [InlineData("timestamp")]
    [InlineData("time_s")]
    [InlineData("Time [s]")]
    [InlineData("TIME (s)")]
    public void AColumnOfTimesInSecondsIsTheTimeAxis(string header) =>
        Assert.Equal(100, ReadRecording.From(ReadRecording.WithTimes(["0", "0.01", "0.02", "0.03"], header)).SampleRate);

    [Theory]
    [InlineData("time_ms", "0 10 20 30")]
    [InlineData("time [ms]", "0 10 20 30")]
    [InlineData("timestamp (us)", "0 10000 20000 30000")]
    [InlineData("time_us", "0 10000 20000 30000")]
    [InlineData("t [ns]", "21865773657000 21865783657000 21865793657000 21865803657000")]
    public void TheUnitOfATimeAxisIsTaken(string header, string times) =>
        Assert.Equal(100, ReadRecording.From(ReadRecording.WithTimes(times.Split(' '), header)).SampleRate);

    [Fact]
    public void StepsOfOneOrMoreWithoutAUnitAreRefusedBecauseTheyMayBeMilliseconds()
    {
        string text = ReadRecording.WithTimes(["0", "10", "20", "30"], "time");
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => ReadRecording.From(text));
        Assert.Contains("time_ms", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void StepsTooShortForAnySensorAreRefused()
    {
        RecordingFormatException fault = ReadRecording.FaultOf(ReadRecording.WithTimes(["0", "1e-308", "2e-308", "3e-308"], "time_s"), new RecordingOptions());
        Assert.Equal("time axis", fault.Place);
        Assert.Contains("1E-308", fault.Found, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void AStatedRateTellsTheUnitOfATimeAxis() =>
        Assert.Equal(100, ReadRecording.At100Hz(ReadRecording.WithTimes(["0", "10", "20", "30"], "time")).SampleRate);

    [Fact]
    public void AnUnnamedFirstColumnThatRunsEvenlyIsTheTimeAxisAndThatIsSaid()
    {
        ReadRecording read = ReadRecording.From("21865773657000,-1.5,9.5\n21865791876000,-1.5,9.4\n21865810034000,-1.2,9.5\n21865828300000,-1.6,9.1\n");
        Assert.Equal(54.9, read.SampleRate, 0.1);
        Assert.Equal(["ch2", "ch3"], read.Channels.Select(channel => channel.Name));
        Assert.Contains(read.Warnings, warning => warning.Code == "time-axis-assumed");
        Assert.Contains(read.Warnings, warning => warning.Code == "time-unit-assumed");
    }

    [Fact]
    public void SampleNumbersAreATimeAxisAtTheGivenRate()
    {
        RecordingOptions options = new() { SampleRate = 250 };
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(["5", "6", "7", "10", "11"], "sample"), options);
        Assert.Equal(250, read.SampleRate);
        Assert.Equal([0], read.Segments.Select(segment => segment.Start));
        Assert.Equal([false, false, false, true, true, false, false], read.Signals[0].Select(double.IsNaN));
        Assert.Throws<RecordingFormatException>(() => ReadRecording.From(ReadRecording.WithTimes(["0", "1", "2"], "sample")));
    }

    [Fact]
    public void AStepOfMoreThanOneAndAHalfStartsASegmentAtItsTimeAndIsSaid()
    {
        double[] times = [.. Enumerable.Range(0, 400).Select(i => (i / 100.0) + (i >= 200 ? 1.25 : 0))];
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times.Select(Text)));
        Assert.Equal(100, read.SampleRate);
        Assert.Equal([0, 200], read.Segments.Select(segment => segment.Start));
        Assert.Equal(3.25, read.Segments[1].StartSeconds, 1e-9);
        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("time-gap", warning.Code);
        Assert.Equal(2, warning.StartSeconds!.Value, 1e-9);
        Assert.Equal(3.25, warning.EndSeconds!.Value, 1e-9);
    }

    [Theory]
    [InlineData(1.4, 0)]
    [InlineData(1.6, 1)]
    [InlineData(2, 1)]
    [InlineData(6, 5)]
    public void TheBorderOfAGapIsOneAndAHalfSteps(double steps, int missing)
    {
        double[] times = [.. Enumerable.Range(0, 400).Select(i => (i / 100.0) + (i >= 200 ? (steps - 1) / 100 : 0))];
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times.Select(Text)));
        Assert.Single(read.Segments);
        Assert.Equal(missing, read.Signals[0].Count(double.IsNaN));
        Assert.Equal(missing > 0, read.Warnings.Any(warning => warning.Code == "short-gaps"));
    }

    [Fact]
    public void EveryMissingRowIsAMissingSampleInItsPlace()
    {
        int[] rows = [.. Enumerable.Range(0, 300).Where(i => i is not (50 or 120 or 121 or 250))];
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(rows.Select(i => Text(i / 256.0))));
        Assert.Equal(256, read.SampleRate);
        Assert.Single(read.Segments);
        Assert.Equal([50, 120, 121, 250], Enumerable.Range(0, read.Signals[0].Length).Where(i => double.IsNaN(read.Signals[0][i])));
        RecordingWarning warning = Assert.Single(read.Warnings, warning => warning.Code == "short-gaps");
        Assert.Contains("4 rows in 3 places", warning.Text, StringComparison.Ordinal);
        Assert.Equal(50 / 256.0, warning.StartSeconds!.Value, 1e-3);
        Assert.Equal(251 / 256.0, warning.EndSeconds!.Value, 1e-3);
    }

    [Fact]
    public void ManyGapsAreCountedInOneWarningMore()
    {
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(
            Enumerable.Range(0, 2000).Where(i => i % 40 < 30).Select(i => Text(i / 100.0))));
        Assert.Equal(50, read.Segments.Count);
        Assert.Equal(20, read.Warnings.Count(warning => warning.Code == "time-gap"));
        Assert.Contains("49 gaps", Assert.Single(read.Warnings, warning => warning.Code == "time-gaps").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(128, false)]
    [InlineData(256, true)]
    [InlineData(300, false)]
    [InlineData(1000, true)]
    [InlineData(2000, true)]
    [InlineData(2000, false)]
    public void TimesCutToMillisecondsGiveTheRateAndNoGap(double rate, bool isRounded)
    {
        IEnumerable<string> times = Enumerable.Range(0, 20_000).Select(i =>
            Text((isRounded ? Math.Round(i * 1000 / rate) : Math.Floor((i * 1000 / rate) + 1e-9)) / 1000));
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times));
        Assert.Equal(rate, read.SampleRate);
        Assert.Single(read.Segments);

        // Between times in milliseconds a single row of 2000 Hz may be missing without showing.
        Assert.Equal(rate > 1000 ? ["coarse-clock"] : [], read.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void TimesInWholeMillisecondsGiveTheRateOf128Hz()
    {
        IEnumerable<string> times = Enumerable.Range(0, 5000).Select(i => Text(Math.Round(i * 1000 / 128.0)));
        Assert.Equal(128, ReadRecording.From(ReadRecording.WithTimes(times, "time_ms")).SampleRate);
    }

    [Fact]
    public void AGapInAMillisecondAxisOf2000HzIsFound()
    {
        IEnumerable<string> times = Enumerable.Range(0, 8000)
            .Select(i => Text(Math.Round((i * 0.5) + (i >= 4000 ? 100 : 0)) / 1000));
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times));
        Assert.Equal(2000, read.SampleRate);
        Assert.Equal([0, 4000], read.Segments.Select(segment => segment.Start));
        Assert.Equal(2.1, read.Segments[1].StartSeconds, 1e-3);
    }

    [Fact]
    public void AJitteredClockIsNotShredded() => Gen.Int[1, 1000].Sample(
        seed =>
        {
            var random = new Random(seed);
            string[] times = [.. Enumerable.Range(0, 2000).Select(i => ((i + (0.8 * (random.NextDouble() - 0.5))) / 50).ToString("F6", CultureInfo.InvariantCulture))];
            ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times));
            Assert.Single(read.Segments);
            Assert.Equal(50, read.SampleRate, 0.05);
            Assert.Contains(read.Warnings, warning => warning.Code == "irregular-clock");
        },
        iter: 20);

    [Fact]
    public void AGapInAJitteredClockIsFound()
    {
        var random = new Random(3);
        IEnumerable<string> times = Enumerable.Range(0, 2000).Select(i =>
            ((i + (i >= 1000 ? 50 : 0) + (0.4 * (random.NextDouble() - 0.5))) / 50).ToString("F6", CultureInfo.InvariantCulture));
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times));
        Assert.Equal([0, 1000], read.Segments.Select(segment => segment.Start));
        Assert.Equal(21, read.Segments[1].StartSeconds, 0.02);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(70_000)]
    public void ATimeThatRunsBackwardsIsRefusedWithItsLine(int row)
    {
        IEnumerable<string> times = Enumerable.Range(0, row + 10).Select(i => Text((i >= row ? i - 5 : i) / 100.0));
        RecordingFormatException fault = ReadRecording.FaultOf(ReadRecording.WithTimes(times));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"line {row + 2}, column 1 (time_s)"), fault.Place);
    }

    [Fact]
    public void ARepeatedTimeIsRefusedWithItsLine()
    {
        IEnumerable<string> times = Enumerable.Range(0, 100).Select(i => ((i == 60 ? 59 : i) / 100.0).ToString("F4", CultureInfo.InvariantCulture));
        Assert.StartsWith("line 62,", ReadRecording.FaultOf(ReadRecording.WithTimes(times)).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void AClockThatStandsStillIsRefused() =>
        Assert.StartsWith("line 3", ReadRecording.FaultOf(ReadRecording.WithTimes(["1", "1", "1", "1"])).Place, StringComparison.Ordinal);

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("25:00:00")]
    [InlineData("12:61:00")]
    [InlineData("2019-13-01 12:00:00")]
    [InlineData("20191301T120000")]
    [InlineData("20190301T1260")]
    public void ATimeThatIsNoneIsRefusedWithItsLine(string cell) => Assert.StartsWith(
        "line 4,", ReadRecording.FaultOf(ReadRecording.WithTimes(["0.00", "0.01", cell, "0.03"])).Place, StringComparison.Ordinal);

    [Theory]
    [InlineData("2019-03-21 14:58:00.500|2019-03-21 14:58:00.510|2019-03-21 14:58:00.520")]
    [InlineData("2019-03-21T14:58:00.500|2019-03-21T14:58:00.510|2019-03-21T14:58:00.520")]
    [InlineData("2019-03-21T14:58:00.500Z|2019-03-21T14:58:00.510Z|2019-03-21T14:58:00.520Z")]
    [InlineData("20190321T145800.500|20190321T145800.510|20190321T145800.520")]
    [InlineData("20190321T145800.500Z|20190321T145800.510Z|20190321T145800.520Z")]
    [InlineData("20190321T145800.500+0100|20190321T145800.510+0100|20190321T145800.520+0100")]
    [InlineData("20190321 14:58:00.500|20190321 14:58:00.510|20190321 14:58:00.520")]
    [InlineData("2019/03/21 14:58:00:500|2019/03/21 14:58:00:510|2019/03/21 14:58:00:520")]
    [InlineData("14:58:00:500|14:58:00:510|14:58:00:520")]
    [InlineData("14:58:00.500|14:58:00.510|14:58:00.520")]
    [InlineData("23:59:59.990|00:00:00.000|00:00:00.010")]
    [InlineData("2019-12-31 23:59:59.990|2020-01-01 00:00:00.000|2020-01-01 00:00:00.010")]
    public void DatesWithTimesAndTimesOfDayAreRead(string times)
    {
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times.Split('|'), "timestamp"));
        Assert.Equal(100, read.SampleRate);
        Assert.Equal(3, read.Signals[0].Length);
        Assert.Single(read.Segments);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void ATimeOfDayAcrossMidnightKeepsAGap()
    {
        IEnumerable<string> times = Enumerable.Range(0, 300).Where(i => i is < 150 or >= 200).Select(i =>
            TimeOnly.MinValue.Add(TimeSpan.FromSeconds(86399) + TimeSpan.FromMilliseconds(10 * i)).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times));
        Assert.Equal([0, 150], read.Segments.Select(segment => segment.Start));
        Assert.Equal(2, read.Segments[1].StartSeconds, 1e-6);
    }

    [Fact]
    public void ATimeAxisThatDoesNotStartAtZeroIsTakenFromItsFirstRow()
    {
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(
            Enumerable.Range(0, 200).Select(i => Text(1_553_180_280 + (i / 100.0) + (i >= 100 ? 2 : 0)))));
        Assert.Equal(100, read.SampleRate);
        Assert.Equal(0, read.Segments[0].StartSeconds);
        Assert.Equal(3, read.Segments[1].StartSeconds, 1e-5);
    }

    private static string Text(double number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
