using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Columns of words and marks as annotations.</summary>
public class ColumnChangesTests
{
    private static readonly RecordingOptions Activity = new() { AnnotationColumns = ["activity"] };

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(100_000)]
    public void EachStretchOfOneTextIsAnAnnotation(int blockSize)
    {
        StringBuilder text = new("time_ms,emg [uV],activity\n");
        for (int i = 0; i < 5000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i * 10},{i % 7},{(i < 1000 ? "rest" : i < 3000 ? "\"walk, fast\"" : i == 4000 ? "tap" : string.Empty)}\n");
        }

        using CsvRecordingReader reader = Open(text.ToString(), Activity);
        ReadRecording read = ReadRecording.From(reader, blockSize);
        Assert.Equal([new RecordingAnnotation(0, 10, "rest"), new RecordingAnnotation(10, 20, "walk, fast"), new RecordingAnnotation(40, null, "tap")], reader.Annotations);
        Assert.Equal(("emg", 5000), (Assert.Single(read.Channels).Name, read.Signals[0].Length));
        Assert.DoesNotContain(read.Warnings, warning => warning.Code == "column-left-out");
    }

    [Fact]
    public void MarksAmongNumbersAreReadWithTheColumnsName()
    {
        using CsvRecordingReader reader = Open("emg,trigger\n1,0\n7,0\n3,5\n4,5\n9,0\n6,go\n", new RecordingOptions { SampleRate = 100, AnnotationColumns = ["trigger"] });
        ReadRecording.From(reader);
        Assert.Equal([new RecordingAnnotation(0.02, 0.02, "trigger 5"), new RecordingAnnotation(0.05, null, "go")], reader.Annotations);
    }

    [Fact]
    public void MarksBesideSensorsWithTimesOfTheirOwnFollowTheFastest()
    {
        using CsvRecordingReader reader = Open(
            "EMG 1 Time Series (s),EMG 1 (mV),ACC X Time Series (s),ACC X (G),activity\n"
            + string.Concat(Enumerable.Range(0, 10_000).Select(i => string.Create(
                CultureInfo.InvariantCulture, $"{i / 2000.0:0.0000},{i % 7},{(i < 1000 ? $"{i / 200.0:0.000},{i % 9}" : ",")},{(i < 6000 ? "rest" : "walk")}\n"))),
            Activity);
        ReadRecording.From(reader);
        Assert.Equal([new RecordingAnnotation(0, 3, "rest"), new RecordingAnnotation(3, 2, "walk")], reader.Annotations);
    }

    [Fact]
    public void AGapEndsAnAnnotation()
    {
        using CsvRecordingReader reader = Open(
            "time_s,emg,activity\n" + string.Concat(Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i / 100.0) + (i < 100 ? 0 : 5)},{i % 7},rest\n"))), Activity);
        ReadRecording.From(reader);
        Assert.Equal([(0, 1), (6, 1)], reader.Annotations.Select(annotation => (Math.Round(annotation.OnsetSeconds, 6), Math.Round(annotation.DurationSeconds!.Value, 6))));
    }

    [Fact]
    public void OnsetsAreTimesOfTheRecordingsOwnClock()
    {
        // From row 5000 on the steps are a hundredth longer.
        using CsvRecordingReader reader = Open(
            "time_s,emg,activity\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i + (0.01 * Math.Max(0, i - 5000))) / 100:0.####},{i % 7},{(i < 9000 ? "a" : "b")}\n"))), Activity);
        ReadRecording.From(reader);
        Assert.Equal(90.4, reader.Annotations[1].OnsetSeconds, 0.01);
    }

    [Fact]
    public void InterpolatedSamplesLeaveThemWhereTheyAre()
    {
        using CsvRecordingReader reader = Open(
            "time_s,emg,activity\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i + (0.4 * Math.Sin(i * i))) / 100:0.####},{i % 7},{(i < 3000 ? "a" : "b")}\n"))),
            Activity with { Clock = RecordingClockKind.Uneven });
        ReadRecording.From(reader);
        Assert.Equal(30, reader.Annotations[1].OnsetSeconds, 0.02);
    }

    [Fact]
    public void TimesOfRowsCountWhereTheSamplesBetweenThemAreInterpolated()
    {
        // Uneven steps add up: row 3000 is far from the even place of its number.
        Random random = new(6);
        double time = 0;
        double[] times = [.. Enumerable.Range(0, 6000).Select(i => Math.Round(time += 0.01 * (0.5 + random.NextDouble()), 4))];
        using CsvRecordingReader reader = Open(
            "time_s,emg,activity\n" + string.Concat(times.Select((seconds, i) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.####},{i % 7},{(i < 3000 ? "a" : "b")}\n"))),
            Activity with { Clock = RecordingClockKind.Uneven });
        ReadRecording.From(reader);
        Assert.Equal(times[3000] - times[0], reader.Annotations[1].OnsetSeconds, 1e-6);
        Assert.Equal(times[3000] - times[0], reader.Annotations[0].DurationSeconds!.Value, 0.01);
    }

    [Fact]
    public void AColumnOfWordsIsLeftOutWithTheSettingThatReadsIt()
    {
        ReadRecording read = ReadRecording.From("time_ms,emg [uV],activity\n0,1,a\n10,2,a\n20,3,b\n30,4,b\n");
        Assert.Contains(read.Warnings, warning => warning.Text.Contains("RecordingOptions.AnnotationColumns \"activity\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(300, 7)]
    [InlineData(300, 100_000)]
    [InlineData(90_000, 1000)]
    public void WordsAmongEmptyCellsOrMarksAreMissingAndSaid(int row, int blockSize)
    {
        // The first rows by which a column is judged are 65 536 at most.
        foreach (string usual in (string[])["", "n/a", "0", "1"])
        {
            string text = "time_ms,emg [uV],note\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 2},{i * 37 % 101},{(i == row || i == row + 50 ? "cough" : usual)}\n")));
            ReadRecording read = ReadRecording.From(text, capacity: blockSize);
            Assert.Equal([ChannelKind.Emg, ChannelKind.Other], read.Channels.Select(channel => channel.Kind));
            Assert.Equal(100_000, read.Signals[0].Length);
            Assert.DoesNotContain(double.NaN, read.Signals[0]);
            Assert.True(double.IsNaN(read.Signals[1][row]), usual);
            RecordingWarning warning = Assert.Single(read.Warnings, warning => warning.Code != "kind-by-content");
            Assert.Equal(("words-not-read", "note"), (warning.Code, warning.Channel));
            Assert.Contains($"\"cough\", in line {row + 2}", warning.Text, StringComparison.Ordinal);
            using CsvRecordingReader reader = Open(text, new RecordingOptions { AnnotationColumns = ["note"] });
            ReadRecording.From(reader);
            Assert.Contains(reader.Annotations, annotation => annotation.Text == "cough" && Math.Abs(annotation.OnsetSeconds - (row * 0.002)) < 1e-9);
        }
    }

    [Fact]
    public void ALabelOfNumbersThenWordsIsNoSignalWhereNoNameTellsOne()
    {
        ReadRecording read = ReadRecording.From("time_ms,left,state\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 2},{i * 37 % 101},{(i < 1500 ? "1" : "rest")}\n"))));
        Assert.Equal([ChannelKind.Emg, ChannelKind.Other], read.Channels.Select(channel => channel.Kind));
        Assert.Contains(read.Warnings, warning => warning.Code == "words-not-read");
    }

    [Theory]
    [InlineData("emg_b", 0)]
    [InlineData("note [mV]", 0)]
    [InlineData("left", 37)]
    public void AWordInWhatMayBeASignalIsRefusedWithItsLine(string name, int step)
    {
        string text = $"time_ms,emg [uV],{name}\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 2},{i * 37 % 101},{(i == 700 ? "rest" : $"{i * step % 101}")}\n")));
        Assert.StartsWith("line 702, column 3", ReadRecording.FaultOf(text, new RecordingOptions()).Place, StringComparison.Ordinal);
        Assert.Equal(ChannelKind.Emg, ReadRecording.From(text, new RecordingOptions { IsLenient = true }).Channels[0].Kind);
    }

    private static CsvRecordingReader Open(string text, RecordingOptions options) => CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "r.csv", options);
}
