using CsCheck;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Tests.Recordings.Bids;

public sealed class EventTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("events").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ATableOfAnotherToolIsRead()
    {
        EventTable table = Read("onset\tduration\tstim_file\n1.5\t0.25\tn/a\n-3e-1\tn/a\t\"quoted\"\n");
        Assert.Equal(["stim_file"], table.ExtraColumns);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(-0.3, table.Rows[0].OnsetSeconds);
        Assert.Null(table.Rows[0].DurationSeconds);
        Assert.Equal(-0.3, table.Rows[0].EndSeconds);
        Assert.Equal("\"quoted\"", table.Rows[0].Extras[0]);
        Assert.Null(table.Rows[1].Extras[0]);
        Assert.Null(table.Rows[1].TrialType);
        Assert.Equal(1.75, table.Rows[1].EndSeconds);
    }

    [Fact]
    public void ColumnsAreFoundByNameInAnyPlace()
    {
        EventTable table = Read("channel\tvalue\ttrial_type\tduration\tonset\nemg ta\t7\tjerk\t0.1\t2\n");
        Assert.Equal(new EventRow(2, 0.1, "jerk", "emg ta") with { Extras = table.Rows[0].Extras }, table.Rows[0]);
        Assert.Equal(["value"], table.ExtraColumns);
        Assert.Equal(["7"], table.Rows[0].Extras);
    }

    [Theory]
    [InlineData("\uFEFFonset\tduration\r\n1\t2\r\n")]
    [InlineData("onset\tduration\n1\t2")]
    [InlineData("onset\tduration\n1\t2\n\n\n")]
    public void MarksAndLineEndsOfOtherSystemsAreRead(string text)
    {
        EventTable table = Read(text);
        Assert.Equal([new EventRow(1, 2) with { Extras = table.Rows[0].Extras }], table.Rows);
    }

    [Fact]
    public void ATableWithoutRowsIsRead() => Assert.Empty(Read("onset\tduration\ttrial_type\n").Rows);

    [Theory]
    [InlineData("", "line 1", "a header line with the columns onset and duration", "correct this line")]
    [InlineData("onset,duration\n1,2\n", "line 1", "a column named onset", "separate the columns by tabs")]
    [InlineData("onset\tkind\n", "line 1", "a column named duration", "correct this line")]
    [InlineData("onset\tduration\tonset\n", "line 1", "a different name for every column", "correct this line")]
    [InlineData("onset\tduration\t\n", "line 1", "a name for every column", "correct this line")]
    [InlineData("onset\tduration\n1\t2\n1\n", "line 3", "2 values, one for each column", "correct this line")]
    [InlineData("onset\tduration\n1\t2\t3\n", "line 2", "2 values, one for each column", "correct this line")]
    [InlineData("onset\tduration\n1,5\t2\n", "line 2, column 1 (onset)", "a number of seconds or n/a", "write a decimal point")]
    [InlineData("onset\tduration\n1\tx\n", "line 2, column 2 (duration)", "a number of seconds or n/a", "correct this line")]
    [InlineData("onset\tduration\n1\t-0.1\n", "line 2, column 2 (duration)", "a duration of at least 0 s", "correct this line")]
    [InlineData("onset\tduration\ninf\t1\n", "line 2, column 1 (onset)", "a number of seconds or n/a", "correct this line")]
    [InlineData("onset\tduration\n1\t1\n\n2\t1\n", "line 3", "a row", "delete the empty line")]
    public void AFaultIsNamedWithItsPlace(string text, string place, string expected, string remedy)
    {
        RecordingFormatException error = Assert.Throws<RecordingFormatException>(() => Read(text));
        Assert.Equal("x_events.tsv", error.Path);
        Assert.Equal(place, error.Place);
        Assert.Equal(expected, error.Expected);
        Assert.Equal(remedy, error.Remedy);
    }

    [Fact]
    public void BytesThatAreNotUtf8AreRefused()
    {
        string path = Path.Combine(_folder, "latin1.tsv");
        File.WriteAllBytes(path, [.. "onset\tduration\ttrial_type\n1\t2\t"u8, 0xE9, (byte)'\n']);
        RecordingFormatException error = Assert.Throws<RecordingFormatException>(() => EventTable.Read(path));
        Assert.Equal("UTF-8", error.Expected);
    }

    [Fact]
    public void TheTableIsWrittenByTheRules()
    {
        var table = new EventTable(
            [
                new(null, null, "jerk", Extras: ["x"]),
                new(2, 0, "jerk", "emg", ["3"]),
                new(-0.00001, 0.123456, null, "emg", [null]),
            ],
            ["group"]);
        var text = new StringWriter();
        table.Write(text);
        Assert.Equal(
            "onset\tduration\ttrial_type\tchannel\tgroup\n"
            + "0.0000\t0.1235\tn/a\temg\tn/a\n"
            + "2.0000\t0.0000\tjerk\temg\t3\n"
            + "n/a\tn/a\tjerk\tn/a\tx\n",
            text.ToString());
    }

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        Gen<string?> text = Gen.String[Gen.Char[' ', '~'], 1, 8].Where(t => t is not ("NaN" or "nan" or "n/a")).Null()!;
        Gen<EventRow> row = Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 1_000_000], text, text, text).Select(
            (onset, duration, kind, channel, extra) => new EventRow(onset / 1e4, duration / 1e4, kind, channel, [extra]));
        row.Array[0, 20].Sample(rows =>
        {
            string path = Path.Combine(_folder, $"{Environment.CurrentManagedThreadId}.tsv");
            var table = new EventTable(rows, ["extra"]);
            table.Write(path);
            EventTable back = EventTable.Read(path);
            Assert.Equal(table.ExtraColumns, back.ExtraColumns);
            Assert.Equal(table.Rows.Count, back.Rows.Count);
            for (int index = 0; index < rows.Length; index++)
            {
                Assert.Equal(table.Rows[index].Extras, back.Rows[index].Extras);
                Assert.Equal(table.Rows[index] with { Extras = back.Rows[index].Extras }, back.Rows[index]);
            }

            File.Delete(path);
        });
    }

    [Fact]
    public void AFailedWriteLeavesWhatWasThereAndNothingElse()
    {
        string path = Path.Combine(_folder, "is_a_folder.tsv");
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<Exception>(() => new EventTable([]).Write(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void RowsThatCannotBeWrittenAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new EventTable([new(double.NaN, 1)]));
        Assert.Throws<ArgumentException>(() => new EventTable([new(1, -1)]));
        Assert.Throws<ArgumentException>(() => new EventTable([new(1, 1, Extras: ["x"])]));
        Assert.Throws<ArgumentException>(() => new EventTable([], ["onset"]));
        Assert.Throws<ArgumentException>(() => new EventTable([], [" "]));
    }

    [Theory]
    [InlineData(-0.00004, "0.0000")]
    [InlineData(-0.00006, "-0.0001")]
    [InlineData(1234567.5, "1234567.5000")]
    [InlineData(double.NaN, "n/a")]
    [InlineData(double.PositiveInfinity, "n/a")]
    public void NumbersHaveAPointAndFixedDecimals(double value, string expected) =>
        Assert.Equal(expected, EventTable.FormatNumber(value));

    private static EventTable Read(string text) => EventTable.Read(new StringReader(text), "x_events.tsv");
}
