using System.Security.Cryptography;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Recordings;

/// <summary>A file that is written to while it is read is told, and its hash is that of the bytes that were read.</summary>
public sealed class FileStateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("myoclonus-state-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ATableThatGrowsIsReadToItsEndAndTold()
    {
        string path = Table();
        (string sha256, IReadOnlyList<RecordingWarning> warnings) = Read(path, () => Append(path, "400.000,1\n"u8));
        Assert.Contains("grew", Assert.Single(warnings, warning => warning.Code == "file-changed").Text, StringComparison.Ordinal);
        Assert.Equal(Hash(File.ReadAllBytes(path)), sha256);
    }

    [Fact]
    public void ATableThatBecomesShorterIsTold()
    {
        string path = Table();
        (string sha256, IReadOnlyList<RecordingWarning> warnings) = Read(path, () => Cut(path, Encoding.UTF8.GetBytes(Rows(300_000)).Length));
        Assert.Contains("became shorter", Assert.Single(warnings, warning => warning.Code == "file-changed").Text, StringComparison.Ordinal);
        Assert.Equal(Hash(File.ReadAllBytes(path)), sha256);
    }

    [Fact]
    public void AnEdfThatGrowsIsReadAsItWasAndTold()
    {
        string path = Path.Combine(_folder, "r.edf");
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 40, seed: 1));
        using (FileStream stream = File.Create(path))
        {
            EdfRecordingWriter.Write(() => MemoryRecording.Of(recording), stream, new EdfWriteOptions());
        }

        string before = Hash(File.ReadAllBytes(path));
        (string sha256, IReadOnlyList<RecordingWarning> warnings) = Read(path, () => Append(path, new byte[100]));
        Assert.Single(warnings, warning => warning.Code == "file-changed");
        Assert.Equal(before, sha256);
    }

    [Fact]
    public void ABrainVisionRecordingThatGrowsIsTold()
    {
        string path = Path.Combine(_folder, "r.vhdr");
        File.WriteAllText(path, """
            Brain Vision Data Exchange Header File Version 1.0
            [Common Infos]
            DataFile=r.eeg
            DataFormat=BINARY
            DataOrientation=MULTIPLEXED
            NumberOfChannels=1
            SamplingInterval=1000
            [Binary Infos]
            BinaryFormat=INT_16
            [Channel Infos]
            Ch1=EMG,,1,µV
            """);
        string samples = Path.Combine(_folder, "r.eeg");
        File.WriteAllBytes(samples, new byte[20_000]);
        (string _, IReadOnlyList<RecordingWarning> warnings) = Read(path, () => Append(samples, new byte[100]));
        Assert.Contains("grew", Assert.Single(warnings, warning => warning.Code == "file-changed").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsLeftAloneIsNotTold()
    {
        string path = Table();
        (string sha256, IReadOnlyList<RecordingWarning> warnings) = Read(path, () => { });
        Assert.DoesNotContain(warnings, warning => warning.Code == "file-changed");
        Assert.Equal(Hash(File.ReadAllBytes(path)), sha256);
    }

    private static (string Sha256, IReadOnlyList<RecordingWarning> Warnings) Read(string path, Action meanwhile)
    {
        using RecordingReader reader = RecordingFile.Open(path);
        SampleBlock block = new(reader.SignalCount, 256);
        Assert.True(reader.ReadBlock(block));
        meanwhile();
        while (reader.ReadBlock(block))
        {
        }

        return (reader.GetSha256(), reader.Warnings);
    }

    private static void Append(string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(bytes);
    }

    private static void Cut(string path, long length)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(length);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Rows(int count) =>
        "time,emg [uV]\n" + string.Concat(Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{i / 1000.0:0.000},{i % 7}\n")));

    private string Table()
    {
        string path = Path.Combine(_folder, "r.csv");
        File.WriteAllText(path, Rows(400_000));
        return path;
    }
}
