using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Text that is still being written: what has come is given, and no more is waited for.</summary>
public sealed class CsvLiveTests : IDisposable
{
    private const string Head = "emg [uV],acc\n1,0\n2,0\n3,0\n4,0\n5,0\n6,0\n7,0\n8,0\n9,0\n";

    private readonly WrittenStream _stream = new();
    private readonly SampleBlock _block = new(2, 4096);

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void TenLinesAreEnoughAndEachFurtherLineIsGivenWhenItHasCome()
    {
        using CsvRecordingReader reader = Open(Head);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], ReadAll(reader, 9));
        for (int i = 10; i < 40; i++)
        {
            _stream.Add($"{i},0\n");
            Assert.Equal([i], Next(reader));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void ALineWithoutItsEndIsNotGivenYet(string lineEnd)
    {
        using CsvRecordingReader reader = Open(Head.Replace("\n", lineEnd, StringComparison.Ordinal));
        ReadAll(reader, 9);
        _stream.Add($"10,0{lineEnd}1");
        Assert.Equal([10], Next(reader));
        _stream.Add($"1.5,0{lineEnd}12,0");
        Assert.Equal([11.5], Next(reader));
        _stream.End();
        Assert.Equal([12], Next(reader));
        Assert.Empty(Next(reader));
    }

    [Fact]
    public void CommentsAndBlankLinesDoNotCountAsLines()
    {
        using CsvRecordingReader reader = Open(string.Concat(Enumerable.Repeat("# comment\n\n", 20)) + Head);
        Assert.Equal(["emg", "acc"], reader.Channels.Select(channel => channel.Name));
        Assert.Equal(1, ReadAll(reader, 9)[0]);
    }

    [Fact]
    public void AMissingSampleOfOneColumnIsGivenWithTheRowBehindIt()
    {
        WrittenStream stream = new();
        stream.Add("emg\n1\n2\n3\n4\n5\n6\n7\n8\n9\n\n");
        using var reader = CsvRecordingReader.Open(stream, ReadRecording.Path, new RecordingOptions { SampleRate = 100, IsLive = true });
        SampleBlock block = new(1, 100);
        int count = 0;
        while (count < 9)
        {
            Assert.True(reader.ReadBlock(block));
            count += block[0].Length;
        }

        stream.Add("11\n");
        Assert.True(reader.ReadBlock(block));
        Assert.Equal([double.NaN, 11], block[0].ToArray());
    }

    [Fact]
    public void TheRowsBeforeABrokenLineAreGivenBeforeTheError()
    {
        using CsvRecordingReader reader = Open(Head);
        ReadAll(reader, 9);
        _stream.Add("10,0\n11,0\noops,0\n13,0\n");
        Assert.Equal([10, 11], ReadAll(reader, 2));
        for (int i = 0; i < 2; i++)
        {
            RecordingFormatException error = Assert.Throws<RecordingFormatException>(() => reader.ReadBlock(_block));
            Assert.Equal("line 13, column 1 (emg)", error.Place);
            Assert.Contains("oops", error.Found, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void TheSamplesAreThoseOfTheFinishedFileHoweverTheyCome(int mostBytes)
    {
        StringBuilder text = new("time_ms;emg;acc\n");
        for (int i = 0; i < 3000; i++)
        {
            // A gap, missing samples, and a row with quotes.
            int time = i < 1500 ? i : i + 40;
            text.Append(CultureInfo.InvariantCulture, $"{time};{(i % 500 == 7 ? string.Empty : (i % 91).ToString(CultureInfo.InvariantCulture))};{(i == 2000 ? "\"5\"" : "-1,5")}\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        using var whole = CsvRecordingReader.Open(new MemoryStream(bytes), ReadRecording.Path);
        using var live = CsvRecordingReader.Open(new TricklingStream(bytes, mostBytes), ReadRecording.Path, new RecordingOptions { IsLive = true });
        Assert.Equal(whole.Channels[0].SampleRate, live.Channels[0].SampleRate);
        Assert.Equal(Rows(whole), Rows(live));
        Assert.Equal(whole.Warnings, live.Warnings);
        Assert.Equal(whole.GetSha256(), live.GetSha256());
    }

    [Theory]
    [InlineData(null, 512)]
    [InlineData(100.0, 200)]
    [InlineData(200.0, 400)]
    public void OfATimeAxisTwoSecondsAreWaitedForOr512Rows(double? sampleRate, int rows)
    {
        _stream.Add("time_s,emg,acc\n");
        for (int i = 0; i < rows; i++)
        {
            _stream.Add(string.Create(CultureInfo.InvariantCulture, $"{i / 100.0:F2},{i},0\n"));
        }

        using var reader = CsvRecordingReader.Open(_stream, ReadRecording.Path, new RecordingOptions { SampleRate = sampleRate, IsLive = true });
        Assert.Equal(sampleRate ?? 100, reader.Channels[0].SampleRate);
        Assert.Equal(rows, ReadAll(reader, rows).Length);
    }

    [Fact]
    public void AnUnevenClockIsReadWithItsRowsToCatchUp()
    {
        // Every fourth row a millisecond late: gaps show only with some rows behind them.
        StringBuilder text = new("time_ms,emg,acc\n");
        for (int i = 0; i < 2000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i * 2) + (i % 4 == 3 ? 1 : 0) + (i >= 1200 ? 100 : 0)},{i},0\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        using var whole = CsvRecordingReader.Open(new MemoryStream(bytes), ReadRecording.Path);
        using var live = CsvRecordingReader.Open(new TricklingStream(bytes, 50), ReadRecording.Path, new RecordingOptions { IsLive = true });
        List<(bool, double, double)> rows = Rows(live);
        Assert.Equal(2, rows.Count(row => row.Item1));
        Assert.Equal(Rows(whole), rows);
    }

    [Theory]
    [InlineData("hello\nworld\nthis\nis\nno\ntable\nof\nnumbers\nat\nall\n")]
    [InlineData("1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n")]
    public void WhatIsNoRecordingIsRefusedWithoutWaitingForMore(string text)
    {
        _stream.Add(text);
        Assert.Throws<RecordingFormatException>(
            () => CsvRecordingReader.Open(_stream, ReadRecording.Path, new RecordingOptions { IsLive = true }));
    }

    [Fact]
    public void ALineWithoutEndIsRefused()
    {
        using CsvRecordingReader reader = Open(Head);
        ReadAll(reader, 9);
        _stream.Add("10,0\n" + new string('1', (1 << 20) + 100_000));
        Assert.Equal([10], Next(reader));
        Assert.Equal("line 12", Assert.Throws<RecordingFormatException>(() => reader.ReadBlock(_block)).Place);
    }

    private CsvRecordingReader Open(string text)
    {
        _stream.Add(text);
        return CsvRecordingReader.Open(_stream, ReadRecording.Path, new RecordingOptions { SampleRate = 100, IsLive = true });
    }

    private double[] Next(CsvRecordingReader reader) => reader.ReadBlock(_block) ? _block[0].ToArray() : [];

    private double[] ReadAll(CsvRecordingReader reader, int count)
    {
        List<double> samples = [];
        while (samples.Count < count)
        {
            samples.AddRange(Next(reader));
        }

        return [.. samples];
    }

    /// <summary>Every sample with its time, and whether a segment starts with it.</summary>
    private static List<(bool Starts, double Seconds, double Sample)> Rows(CsvRecordingReader reader)
    {
        List<(bool, double, double)> rows = [];
        SampleBlock block = new(2, 500);
        while (reader.ReadBlock(block))
        {
            for (int i = 0; i < block[0].Length; i++)
            {
                rows.Add((i == 0 && block.StartsSegment, Math.Round(block.StartSeconds + (i / reader.Channels[0].SampleRate), 9), block[0][i] + (1000 * block[1][i])));
            }
        }

        return rows;
    }
}
