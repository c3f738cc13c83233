using System.Globalization;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Clocks that stand still for many rows: whole seconds, whole hundredths, one time for each packet.</summary>
public sealed class CoarseClockTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(25, 1)]
    [InlineData(128, 1)]
    [InlineData(1000, 1)]
    [InlineData(2000, 1)]
    [InlineData(4000, 1)]
    [InlineData(1000, 0.01)]
    [InlineData(2000, 0.01)]
    [InlineData(20_000, 0.001)]
    public void RowsOfOneTimeAreEvenAtTheRateOfTheWhole(double rate, double tick)
    {
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(Ticking((int)(20 * rate), rate, tick, start: 0.37)));
        Assert.Equal(rate, read.SampleRate);
        Assert.Equal((0, 0), Assert.Single(read.Segments));
        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("coarse-clock", warning.Code);
        Assert.Contains(FormattableString.Invariant($"for {rate * tick:0} rows at a time and then steps by {tick * 1e3:0.###} ms"), warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HH:mm:ss")]
    [InlineData("yyyy-MM-dd HH:mm:ss")]
    [InlineData("HH:mm:ss.000")]
    public void TimesOfDayInWholeSecondsAreEven(string format)
    {
        IEnumerable<string> times = Enumerable.Range(0, 30_000).Select(i =>
            new DateTime(2026, 11, 27, 23, 59, 50, 100, DateTimeKind.Unspecified).AddMilliseconds(i).ToString(format, CultureInfo.InvariantCulture));
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(times));
        Assert.Equal(1000, read.SampleRate);
        Assert.Single(read.Segments);
        Assert.Equal("coarse-clock", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void AFractionalRateIsToldToATenthOfAnIntervalInASecond()
    {
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(Ticking(65_000, 1925.93, 1)));
        Assert.Equal(1925.93, read.SampleRate, 0.1);
        Assert.Single(read.Segments);
    }

    [Theory]
    [InlineData(1000, 1.5)]
    [InlineData(1000, 2.25)]
    [InlineData(1000, 3600)]
    [InlineData(50, 1.5)]
    [InlineData(4000, 1.25)]
    public void AGapOfMoreThanAStepIsFoundAtItsPlace(double rate, double missing)
    {
        // Among the rows that the rate is told from at 1000 Hz, behind them at 4000.
        int before = (int)(30.4 * rate);
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(Ticking((int)(60 * rate), rate, 1, before, missing, 0.37)));
        Assert.Equal(rate, read.SampleRate);
        Assert.Equal([0, before], read.Segments.Select(segment => segment.Start));
        Assert.Equal(30.4 + missing, read.Segments[1].StartSeconds, 1.01 / rate);
        RecordingWarning gap = Assert.Single(read.Warnings, warning => warning.Code == "time-gap");
        Assert.Equal(30.4, gap.StartSeconds!.Value, 1e-6);
        Assert.Equal(30.4 + missing, gap.EndSeconds!.Value, 1.01 / rate);
    }

    [Fact]
    public void AGapOfLessThanAStepIsFoundWithinOneStep()
    {
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(Ticking(60_000, 1000, 1, 30_400, 0.8, 0.37)));
        Assert.Equal(2, read.Segments.Count);
        Assert.InRange(read.Segments[1].Start, 30_400, 31_400);
        Assert.Equal((read.Segments[1].Start / 1000.0) + 0.8, read.Segments[1].StartSeconds, 0.002);
    }

    [Fact]
    public void PacketsThatComeUnevenlyAreEven()
    {
        // Twenty rows a packet, each packet with the time of its arrival.
        var random = new Random(5);
        double[] arrivals = [.. Enumerable.Range(0, 3000).Select(i => Math.Round((i * 0.02) + (0.006 * random.NextDouble()), 3))];
        ReadRecording read = ReadRecording.From(ReadRecording.WithTimes(Enumerable.Range(0, 60_000).Select(i => Text(arrivals[i / 20]))));
        Assert.Equal(1000, read.SampleRate, 0.5);
        Assert.Single(read.Segments);
        Assert.Equal("coarse-clock", Assert.Single(read.Warnings).Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(97)]
    [InlineData(30_000)]
    public void BlocksOfAnySizeGiveTheSame(int capacity)
    {
        string text = ReadRecording.WithTimes(Ticking(90_000, 1000, 1, 70_400, 2.5, 0.37));
        ReadRecording expected = ReadRecording.From(text);
        ReadRecording found = ReadRecording.From(text, capacity: capacity);
        Assert.Equal(expected.Segments, found.Segments);
        Assert.Equal(expected.Signals[0], found.Signals[0]);
        Assert.Equal(expected.Warnings, found.Warnings);
    }

    [Theory]
    [InlineData(250)]
    [InlineData(2000)]
    public void OfATableThatIsStillBeingWrittenTwoStepsAreWaitedFor(double rate)
    {
        string text = ReadRecording.WithTimes(Ticking((int)(10 * rate), rate, 1, start: 0.37));
        ReadRecording read = ReadRecording.From(text, new RecordingOptions { IsLive = true });
        Assert.Equal(rate, read.SampleRate, 0.002 * rate);
        Assert.Equal(10 * rate, read.Signals[0].Length);
        Assert.Single(read.Segments);
    }

    [Fact]
    public void AWideTableIsReadWithTheRowsThatFit()
    {
        // Two thousand columns leave room for 4096 rows: less than two steps at 4000 Hz, so that the rate must be given.
        string row = string.Concat(Enumerable.Repeat(",1", 2000));
        string text = "time_s" + string.Concat(Enumerable.Range(0, 2000).Select(i => $",emg{i}")) + "\n"
            + string.Concat(Ticking(8200, 2000, 1).Select(time => time + row + "\n"));
        ReadRecording read = ReadRecording.From(text);
        Assert.Equal((2000, 8200), (read.SampleRate, read.Signals[0].Length));
        Assert.Single(read.Segments);
    }

    [Fact]
    public void ARecordingWithoutAWholeStepNeedsItsRate()
    {
        string text = ReadRecording.WithTimes(Ticking(1500, 1000, 1));
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => ReadRecording.From(text));
        Assert.Equal(("time axis", "one step"), (fault.Place, fault.Found));
        Assert.Contains("RecordingOptions.SampleRate", fault.Remedy!, StringComparison.Ordinal);
        Assert.Equal(1000, ReadRecording.From(text, new RecordingOptions { SampleRate = 1000 }).SampleRate);
    }

    [Fact]
    public void ARecordingOfOneSecondInWholeSecondsIsReadAtTheStatedRate()
    {
        string text = ReadRecording.WithTimes(Enumerable.Repeat("12:00:00", 800));
        ReadRecording read = ReadRecording.From(text, new RecordingOptions { SampleRate = 1000 });
        Assert.Equal((1000, 800), (read.SampleRate, read.Signals[0].Length));
        Assert.Single(read.Segments);
    }

    private static IEnumerable<string> Ticking(int rows, double rate, double tick, int gapRow = int.MaxValue, double missing = 0, double start = 0) =>
        Enumerable.Range(0, rows).Select(i => Text(Math.Floor(((start + (i / rate) + (i >= gapRow ? missing : 0)) / tick) + 1e-7) * tick));

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
