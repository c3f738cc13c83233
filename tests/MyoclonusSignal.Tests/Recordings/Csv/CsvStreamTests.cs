using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>A recording is read as a stream: any block size, memory that does not grow, the hash of every byte.</summary>
public sealed class CsvStreamTests
{
    private static readonly string WithGaps = ReadRecording.WithTimes(
        Enumerable.Range(0, 3000).Where(i => i % 700 is not ((>= 250 and < 260) or 400 or 401) && i != 2999)
            .Select(i => (i / 128.0).ToString("F4", CultureInfo.InvariantCulture)));

    [Fact]
    public void BlocksOfAnyCapacityGiveTheSameSamplesAndSegments()
    {
        ReadRecording expected = ReadRecording.From(WithGaps, capacity: 100_000);
        Assert.True(expected.Segments.Count > 3);
        Gen.Int[1, 3500].Sample(
            capacity =>
            {
                ReadRecording found = ReadRecording.From(WithGaps, capacity: capacity);
                Assert.Equal(expected.Signals[0], found.Signals[0]);
                Assert.Equal(expected.Segments, found.Segments);
                Assert.Equal(expected.Warnings, found.Warnings);
                Assert.Equal(expected.Sha256, found.Sha256);
            },
            iter: 60);
    }

    [Fact]
    public void AStreamThatGivesFewBytesAtATimeIsReadTheSame() => Gen.Int[1, 5000].Sample(
        most =>
        {
            using var reader = CsvRecordingReader.Open(new TricklingStream(Encoding.UTF8.GetBytes(WithGaps), most), ReadRecording.Path);
            ReadRecording found = ReadRecording.From(reader);
            Assert.Equal(ReadRecording.From(WithGaps).Signals[0], found.Signals[0]);
            Assert.Equal(ReadRecording.From(WithGaps).Sha256, found.Sha256);
        },
        iter: 20);

    [Fact]
    public void TheTimeOfABlockIsThatOfItsFirstSample()
    {
        using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(WithGaps)), ReadRecording.Path);
        SampleBlock block = new(1, 100);
        double end = 0;
        int gaps = 0;
        while (reader.ReadBlock(block))
        {
            if (block.StartsSegment && block.StartSeconds > 0)
            {
                gaps++;
                Assert.Equal(end + (10 / 128.0), block.StartSeconds, 0.001);
            }
            else
            {
                Assert.Equal(end, block.StartSeconds, 1e-9);
            }

            end = block.StartSeconds + (block[0].Length / 128.0);
        }

        Assert.Equal(4, gaps);
        Assert.True(block[0].IsEmpty);
    }

    [Theory]
    [InlineData("emg\n1\n2\n3\n")]
    [InlineData("\uFEFFemg\r\n1\r\n2\r\n3\r\n\r\n")]
    [InlineData("# comment\nemg\n1\n2")]
    public void TheHashIsThatOfEveryByte(string text) =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), ReadRecording.At100Hz(text).Sha256);

    [Fact]
    public void TheHashOfALargeFileIsThatOfEveryByte()
    {
        byte[] bytes = Rows(60_000);
        Assert.True(bytes.Length > 512 * 1024);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ReadRecording.From(bytes).Sha256);
    }

    [Fact]
    public void TheHashIsNotKnownBeforeTheEnd()
    {
        using var reader = CsvRecordingReader.Open(new MemoryStream(Rows(100)), ReadRecording.Path);
        Assert.Throws<InvalidOperationException>(reader.GetSha256);
    }

    [Fact]
    public void FourTimesTheRowsAllocateNoMore()
    {
        // Both longer than what the rate is told from.
        byte[] shorter = Rows(70_000);
        byte[] longer = Rows(280_000);
        SampleBlock block = new(2, 4096);
        Allocated(shorter, block);
        Allocated(longer, block);
        Assert.InRange(Allocated(longer, block) - Allocated(shorter, block), -65_536, 65_536);
    }

    [Fact]
    public void ProgressGrowsFromNothingToAll()
    {
        using var reader = CsvRecordingReader.Open(new MemoryStream(Rows(150_000)), ReadRecording.Path);
        SampleBlock block = new(2, 4096);
        double before = 0;
        while (reader.ReadBlock(block))
        {
            Assert.InRange(reader.Progress, before, 1);
            before = reader.Progress;
        }

        Assert.Equal(1, reader.Progress);
    }

    [Fact]
    public void ClosingTheReaderClosesTheStream()
    {
        MemoryStream stream = new(Rows(10));
        CsvRecordingReader.Open(stream, ReadRecording.Path).Dispose();
        Assert.False(stream.CanRead);
        MemoryStream broken = new([.. "emg,emg\n1,1\n"u8]);
        Assert.Throws<RecordingFormatException>(() => CsvRecordingReader.Open(broken, ReadRecording.Path));
        Assert.False(broken.CanRead);
    }

    [Fact]
    public void AMissingFileIsSaidAsSuch() =>
        Assert.Throws<FileNotFoundException>(() => RecordingFile.Open(TestData.Fixture("no-such-recording.csv")));

    private static long Allocated(byte[] bytes, SampleBlock block)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (var reader = CsvRecordingReader.Open(new MemoryStream(bytes), ReadRecording.Path))
        {
            while (reader.ReadBlock(block))
            {
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Rows(int count)
    {
        StringBuilder text = new("time_s,emg,eeg\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i / 1000.0:F3},{i % 977 / 7.0:F3},{i % 13}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
