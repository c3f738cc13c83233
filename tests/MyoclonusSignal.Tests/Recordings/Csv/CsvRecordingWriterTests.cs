using System.Text;
using CsCheck;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>What is written reads back to the same bits.</summary>
public sealed class CsvRecordingWriterTests
{
    private static readonly Gen<double> Sample = Gen.Frequency(
        (8, Gen.Double.Where(double.IsFinite)), (4, Gen.Double[-1000, 1000]), (1, Gen.Const(double.NaN)), (1, Gen.Const(-0.0)));

    [Fact]
    public void WhatIsWrittenReadsBackToTheSameBits() =>
        Gen.Select(Choose.From(20.0, 100, 128, 250, 1000, 2000, 4000, 10_000), Gen.Select(Sample, Sample).Array[2, 200]).Sample(
            (rate, rows) =>
            {
                using MemoryStream stream = new();
                using (CsvRecordingWriter writer = new(stream, rate, ["emg_ta [uV]", "eeg_c3 [mV]"]))
                {
                    foreach ((double first, double second) in rows)
                    {
                        writer.WriteRow([first, second]);
                    }
                }

                ReadRecording read = ReadRecording.From(stream.ToArray());
                Assert.Equal(["emg_ta", "eeg_c3"], read.Channels.Select(channel => channel.Name));
                Assert.Equal(["uV", "mV"], read.Channels.Select(channel => channel.Unit));
                Assert.Single(read.Segments);
                Assert.Equal(rows.Select(row => BitConverter.DoubleToInt64Bits(row.Item1)), read.Signals[0].Select(BitConverter.DoubleToInt64Bits));
                Assert.Equal(rows.Select(row => BitConverter.DoubleToInt64Bits(row.Item2)), read.Signals[1].Select(BitConverter.DoubleToInt64Bits));
            },
            iter: 200);

    [Theory]
    [InlineData(20)]
    [InlineData(92.77)]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(2000)]
    [InlineData(2048)]
    [InlineData(10_000)]
    public void TheRateReadsBack(double rate)
    {
        using MemoryStream stream = new();
        using (CsvRecordingWriter writer = new(stream, rate, ["emg"]))
        {
            for (int i = 0; i < 30_000; i++)
            {
                writer.WriteRow([i]);
            }
        }

        ReadRecording read = ReadRecording.From(stream.ToArray());
        Assert.Equal(rate, read.SampleRate, 1e-9 * rate);
        Assert.Single(read.Segments);
    }

    [Fact]
    public void AMissingSampleIsAnEmptyCellAndTheTextIsStable()
    {
        using MemoryStream stream = new();
        using (CsvRecordingWriter writer = new(stream, 100, ["emg [uV]", "x"]))
        {
            writer.WriteRow([1.5, double.NaN]);
            writer.WriteRow([-0.25, 1e-20]);
        }

        Assert.Equal("time [s],emg [uV],x\n0.0000,1.5,\n0.0100,-0.25,1E-20\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void ARowOfAnotherLengthIsRefused()
    {
        using CsvRecordingWriter writer = new(Stream.Null, 100, ["emg"]);
        Assert.Throws<ArgumentException>(() => writer.WriteRow([1, 2]));
        Assert.Throws<ArgumentException>(() => writer.WriteRow([]));
    }

    [Fact]
    public void AHeadThatWouldBreakTheTableIsRefused() =>
        Assert.Throws<ArgumentException>(() => new CsvRecordingWriter(Stream.Null, 100, ["a\nb"]));

    [Theory]
    [InlineData("a,b", "uV")]
    [InlineData("a\"b", null)]
    [InlineData("M. tib; ant. [left]", null)]
    [InlineData("acc_g", null)]
    [InlineData("emg (old)", "mV")]
    public void ANameAndItsUnitReadBack(string name, string? unit)
    {
        MemoryStream text = new();
        using (CsvRecordingWriter writer = new(text, 100, ["emg_other [uV]", CsvRecordingWriter.Head(name, unit)]))
        {
            for (int i = 0; i < 20; i++)
            {
                writer.WriteRow([i, -i]);
            }
        }

        ReadRecording read = ReadRecording.From(text.ToArray());
        Assert.Equal((name, unit), (read.Channels[1].Name, read.Channels[1].Unit));
    }
}
