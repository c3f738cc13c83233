using System.Security.Cryptography;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Recordings.Csv;
using MyoclonusSignal.Tests.Recordings.Edf;
using Signal = MyoclonusSignal.Tests.Recordings.Edf.EdfBuilder.Signal;

namespace MyoclonusSignal.Tests.Recordings;

/// <summary>Which reader a file gets, and that a damaged file is told as a fault of the format that its name says.</summary>
public sealed class RecordingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("myoclonus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("r.edf")]
    [InlineData("r.bdf")]
    [InlineData("R.EDF")]
    public void AnEmptyFileIsToldAsACutHeaderOfEdf(string name)
    {
        RecordingFormatException fault = FaultOf(name, []);
        Assert.Equal(("byte 0 (the fixed part of the header)", "a header of 256 bytes", "the end of the file"), (fault.Place, fault.Expected, fault.Found));
        Assert.Contains("again", fault.Remedy!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, "byte 100 (the fixed part of the header)", "a header of 256 bytes")]
    [InlineData(255, "byte 255 (the fixed part of the header)", "a header of 256 bytes")]
    [InlineData(300, "byte 300 (the header of 1 signals)", "a header of 512 bytes")]
    public void AHeaderThatIsCutOffIsToldAsOneOfEdf(int length, string place, string expected)
    {
        RecordingFormatException fault = FaultOf("r.edf", Edf()[..length]);
        Assert.Equal((place, expected, "the end of the file"), (fault.Place, fault.Expected, fault.Found));
    }

    [Fact]
    public void WrongFirstBytesAreToldAsThoseOfEdf()
    {
        byte[] bytes = Edf();
        new byte[] { 0xAB, 0, 1, 2, 3, 4, 5, 6 }.CopyTo(bytes, 0);
        RecordingFormatException fault = FaultOf("r.edf", bytes);
        Assert.Equal(("byte 0 (version)", "the bytes AB 00 01 02 03 04 05 06"), (fault.Place, fault.Found));
        Assert.Contains("BIOSEMI", fault.Expected, StringComparison.Ordinal);
        Assert.NotNull(fault.Remedy);
    }

    [Fact]
    public void AVersionThatIsNotZeroIsToldAsItIsWritten()
    {
        byte[] bytes = Edf();
        bytes[0] = (byte)'1';
        Assert.Equal("\"1       \"", FaultOf("r.bdf", bytes).Found);
    }

    [Fact]
    public void APackedEdfIsToldToBeUnpacked() => Assert.Contains("gunzip", FaultOf("r.edf", [0x1F, 0x8B, .. new byte[300]]).Remedy!, StringComparison.Ordinal);

    [Theory]
    [InlineData("r.csv")]
    [InlineData("r.txt")]
    [InlineData("r")]
    public void AnEdfOfAnotherNameIsReadByItsContent(string name)
    {
        using RecordingReader reader = RecordingFile.Open(Write(name, Edf()));
        Assert.Equal(("EDF", 10.0), (reader.Format, reader.Channels[0].SampleRate));
        Assert.Empty(reader.Warnings);
    }

    [Fact]
    public void ATableNamedEdfIsReadAsCsvAndThatIsSaid()
    {
        using RecordingReader reader = RecordingFile.Open(Write("r.edf", "time [s],emg [uV]\n0,1\n0.01,2\n0.02,3\n"u8.ToArray()));
        Assert.Equal(("CSV", 100.0), (reader.Format, reader.Channels[0].SampleRate));
        Assert.Equal("name-misleads", Assert.Single(reader.Warnings).Code);
    }

    [Fact]
    public void ADamagedHypnogramOfEdfIsToldAsOneOfEdf()
    {
        string path = Write("h.edf", Edf()[..200]);
        Assert.StartsWith("byte 200", Assert.Throws<RecordingFormatException>(() => AnnotationFile.Read(path)).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamThatCanSeekIsReadByItsContent()
    {
        byte[] edf = Edf();
        using RecordingReader reader = RecordingFile.Open(new MemoryStream(edf), "an upload");
        Assert.Equal(("EDF", "an upload", 10.0), (reader.Format, reader.Path, reader.Channels[0].SampleRate));
        Assert.Equal(10, reader.ReadAll()["EMG"].Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(edf)), reader.GetSha256());
    }

    [Fact]
    public void AStreamThatCannotSeekIsReadAsText()
    {
        using TricklingStream pipe = new("time [s],emg [uV]\n0,1\n0.01,2\n0.02,3\n"u8.ToArray(), 5);
        using RecordingReader reader = RecordingFile.Open(pipe, "standard input");
        Assert.Equal(("CSV", "standard input"), (reader.Format, reader.Path));
        Assert.Equal([1, 2, 3], reader.ReadAll()["emg"]);
    }

    [Fact]
    public void AFaultInAStreamIsToldUnderItsNameAndTheStreamIsClosed()
    {
        MemoryStream stream = new(Edf()[..100]);
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(stream, "night.edf"));
        Assert.StartsWith("night.edf, byte 100", fault.Message, StringComparison.Ordinal);
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void TheHeaderOfBrainVisionInAStreamIsRefusedWithTheWayToOpenIt()
    {
        MemoryStream stream = new("Brain Vision Data Exchange Header File Version 1.0\r\n"u8.ToArray());
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(stream, "a stream"));
        Assert.Contains("path of the header", fault.Remedy!, StringComparison.Ordinal);
        Assert.False(stream.CanRead);
    }

    [Theory]
    [InlineData("r.edf")]
    [InlineData("r.csv")]
    public void AReaderStatesTheOptionsThatItWasOpenedWith(string name)
    {
        RecordingOptions options = new() { IsLenient = true, Kinds = new Dictionary<string, ChannelKind> { ["EMG"] = ChannelKind.Other } };
        byte[] bytes = name == "r.edf" ? Edf() : "time [s],EMG [uV]\n0,1\n0.01,2\n0.02,3\n"u8.ToArray();
        using RecordingReader file = RecordingFile.Open(Write(name, bytes), options);
        using RecordingReader stream = RecordingFile.Open(new MemoryStream(bytes), name, options);
        using ChannelSubset part = new(RecordingFile.Open(Write(name, bytes), options), ["EMG"]);
        Assert.All([file, stream, part], reader => Assert.Same(options, reader.Options));
    }

    private static byte[] Edf() => new EdfBuilder().With(new Signal("EMG", 10)).Record(new int[10]).ToBytes();

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private RecordingFormatException FaultOf(string name, byte[] bytes) => Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(Write(name, bytes)));
}
