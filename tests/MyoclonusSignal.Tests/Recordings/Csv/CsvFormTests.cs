using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Packed texts, and names given for columns that have none.</summary>
public sealed class CsvFormTests
{
    private static readonly string Text = "time_s,emg [uV]\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => FormattableString.Invariant($"{i * 0.01:0.00},{i % 97}\n")));

    [Fact]
    public void AGzippedTextIsReadAsItsContent()
    {
        byte[] packed = Pack(Text);
        ReadRecording plain = ReadRecording.From(Text);
        ReadRecording read = ReadRecording.From(packed);
        Assert.Equal(plain.Signals[0], read.Signals[0]);
        Assert.Equal(plain.SampleRate, read.SampleRate);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(packed)), read.Sha256);
    }

    [Fact]
    public void ADamagedGzipIsAFaultOfTheRecording()
    {
        byte[] packed = Pack(Text);
        packed[packed.Length / 2] ^= 0xFF;
        Assert.Throws<RecordingFormatException>(() => ReadRecording.From(packed));
        Assert.Throws<RecordingFormatException>(() => ReadRecording.From(Pack(Text)[..^200]));
    }

    [Fact]
    public void ARemedyNamesAColumnWithoutNameByItsPlace()
    {
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => ReadRecording.From(
            "time,emg,,bad\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => FormattableString.Invariant($"{i * 0.001:0.000},{i % 97},{i % 89},{(i == 4500 ? "x" : $"{i % 83}")}\n")))));
        Assert.Contains("time,emg,column 3,-", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void ColumnsOfWordsWithOneNameAreNamedOnceInTheRemedy()
    {
        ReadRecording read = ReadRecording.From("time_s,emg,mark,mark\n" + string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{i * 0.01:0.00},{i % 7},B,D\n"))));
        Assert.Contains(read.Warnings, warning => warning.Text.Contains("RecordingOptions.AnnotationColumns \"mark\"", StringComparison.Ordinal));
    }

    [Fact]
    public void NamesGivenAreThoseOfATextWithoutHeader()
    {
        ReadRecording read = ReadRecording.From("0,1,2\n10,3,4\n20,5,6\n30,7,8\n", new RecordingOptions { Columns = ["time_ms", "emg_ta [mV]", "acc_x"] });
        Assert.Equal([("emg_ta", "mV"), ("acc_x", null)], read.Channels.Select(channel => (channel.Name, channel.Unit)));
        Assert.Equal(100, read.SampleRate, 1e-9);
        Assert.Equal([1, 3, 5, 7], read.Signals[0]);
    }

    [Fact]
    public void NamesGivenTakeThePlaceOfAHeader()
    {
        ReadRecording read = ReadRecording.From("t,a\n0,1\n0.01,3\n0.02,5\n", new RecordingOptions { Columns = ["time", "emg"] });
        Assert.Equal("emg", Assert.Single(read.Channels).Name);
        Assert.Equal([1, 3, 5], read.Signals[0]);
    }

    [Fact]
    public void AnotherNumberOfNamesThanOfColumnsIsRefused()
    {
        RecordingFormatException fault = ReadRecording.FaultOf("0,1,2\n10,3,4\n", new RecordingOptions { Columns = ["time_ms", "emg"] });
        Assert.Equal(("the columns", "2 columns, as so many names were given", "3"), (fault.Place, fault.Expected, fault.Found));
    }

    private static byte[] Pack(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
