using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Columns that are filled in every so many rows are channels of their own rate; other empty cells are missing samples.</summary>
public sealed class SlowerColumnTests
{
    [Theory]
    [InlineData(0, 1000)]
    [InlineData(0, 7)]
    [InlineData(3, 1000)]
    [InlineData(9, 1)]
    public void AColumnFilledInEveryTenthRowIsAChannelOfATenthOfTheRate(int phase, int capacity)
    {
        ReadRecording read = ReadRecording.From(Table(4000, i => i % 10 == phase ? i : null), capacity: capacity);
        Assert.Equal([("emg", 1000.0), ("acc", 100.0)], read.Channels.Select(channel => (channel.Name, channel.SampleRate)));
        Assert.Equal(3, read.Channels[1].Signals.Count);
        Assert.Equal(Enumerable.Range(0, 4000).Select(i => (double)(i % 7)), read.Signals[0]);
        for (int axis = 1; axis < 4; axis++)
        {
            Assert.Equal(Enumerable.Range(0, 400).Select(i => (double)((10 * i) + phase)), read.Signals[axis]);
        }

        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("slower-column", warning.Code);
        Assert.Contains("acc_x, acc_y, acc_z: filled in one of 10 rows, and so read at 100 Hz", warning.Text, StringComparison.Ordinal);
        Assert.Equal(phase > 0, warning.Text.Contains(FormattableString.Invariant($"up to {phase} ms early"), StringComparison.Ordinal));
    }

    [Fact]
    public void AnEmptyCellWhereOneIsDueIsAMissingSample()
    {
        ReadRecording read = ReadRecording.From(Table(4000, i => i % 10 == 2 && i / 10 is not (0 or 50 or 51) ? i : null));
        Assert.Equal(400, read.Signals[1].Length);
        Assert.Equal([0, 50, 51], Enumerable.Range(0, 400).Where(i => double.IsNaN(read.Signals[1][i])));
        Assert.Equal(3992, read.Signals[1][399]);
    }

    [Fact]
    public void BehindAGapItIsCountedAnew()
    {
        // 1234 rows are missing: the phase changes from 0 to 6.
        ReadRecording read = ReadRecording.From(Table(6000, i => i % 10 == 0 ? i : null, gapAt: 2000, missing: 1234));
        Assert.Equal([0, 2000], read.Segments.Select(segment => segment.Start));
        Assert.Equal([.. Enumerable.Range(0, 200).Select(i => 10.0 * i), .. Enumerable.Range(0, 276).Select(i => 3240.0 + (10 * i))], read.Signals[1]);
        Assert.Equal(["slower-column", "time-gap"], read.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void ACellWhereNoneIsDueIsKeptAndTold()
    {
        // Far behind the rows that the rule is told from, the sensor skips a row.
        ReadRecording read = ReadRecording.From(Table(100_000, i => (i < 90_000 ? i : i - 1) % 10 == 0 ? i : null));
        Assert.Contains(90_001, read.Signals[1]);
        Assert.Equal(99_991, read.Signals[1][^1]);
        Assert.Contains("3 cells of slower columns", Assert.Single(read.Warnings, warning => warning.Code == "slower-column-shifted").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void CellsThatAreEmptyWithoutARuleAreMissingSamples()
    {
        Random random = new(3);
        ReadRecording read = ReadRecording.From(Table(4000, i => random.NextDouble() < 0.3 ? i : null));
        Assert.Equal([1000.0, 1000], read.Channels.Select(channel => channel.SampleRate));
        Assert.Equal(4000, read.Signals[1].Length);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void TheRowsAreThoseOfTheFastestColumn()
    {
        // Every column is filled in every other row: the rows of the two are one time line, and no channel has half of it.
        string text = "time [s],emg_a [uV],emg_b [uV]\n" + string.Concat(Enumerable.Range(0, 1000).Select(i =>
            FormattableString.Invariant($"{i / 1000.0:0.000},{(i % 2 == 0 ? "1" : "")},{(i % 2 == 1 ? "2" : "")}\n")));
        Assert.Equal([1000.0, 1000], ReadRecording.From(text).Channels.Select(channel => channel.SampleRate));
    }

    [Fact]
    public void TheAnalysisHasBothChannelsAtTheirRates()
    {
        string text = Table(20_000, i => i % 10 == 0 ? i % 13 : null);
        using CsvRecordingReader reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "r.csv");
        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([1000.0, 100], result.Channels.Select(channel => channel.SampleRate));
        Assert.All(result.Channels, channel => Assert.Equal(0, channel.Quality.MissingFraction));
        Assert.All(result.Channels, channel => Assert.Equal(20, channel.AnalysedSeconds, 0.1));
    }

    private static string Table(int rows, Func<int, int?> slow, int gapAt = int.MaxValue, int missing = 0)
    {
        StringBuilder text = new("time [s],emg [uV],acc_x [g],acc_y [g],acc_z [g]\n");
        for (int row = 0; row < rows - missing; row++)
        {
            int i = row >= gapAt ? row + missing : row;
            int? value = slow(i);
            text.Append(FormattableString.Invariant($"{i / 1000.0:0.000},{i % 7},{value},{value},{value}\n"));
        }

        return text.ToString();
    }
}
