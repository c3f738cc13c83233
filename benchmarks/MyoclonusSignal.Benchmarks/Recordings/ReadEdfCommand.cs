using System.Diagnostics;
using System.Security.Cryptography;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Edf;

namespace MyoclonusSignal.Benchmarks.Recordings;

/// <summary>The verb <c>read-edf</c>: megabytes per second of reading an EDF or BDF file from the cache, in turns with reading and hashing its bytes.</summary>
/// <remarks>Without a file it writes one: an hour of eight channels at 1 kHz.</remarks>
internal static class ReadEdfCommand
{
    private const int Turns = 5;
    private const int Channels = 8;
    private const int Seconds = 3600;
    private const double SampleRate = 1000;
    private const int BufferBytes = 1 << 20;

    public static int Run(string[] arguments, TextWriter output)
    {
        string path = arguments is [string given] ? given : Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".edf");
        if (arguments.Length == 0)
        {
            using FileStream file = File.Create(path);
            EdfRecordingWriter.Write(Create(), file);
        }

        (double Plain, double Hashed, double Edf) best = (0, 0, 0);
        for (int turn = 0; turn < Turns; turn++)
        {
            best = (
                Math.Max(best.Plain, MegabytesPerSecond(path, () => ReadBytes(path, null))),
                Math.Max(best.Hashed, MegabytesPerSecond(path, () => ReadHashed(path))),
                Math.Max(best.Edf, MegabytesPerSecond(path, () => ReadSamples(path))));
        }

        output.WriteLine($"bytes alone: {best.Plain:0} MB/s");
        output.WriteLine($"bytes and SHA-256: {best.Hashed:0} MB/s");
        output.WriteLine($"samples in their units and SHA-256: {best.Edf:0} MB/s");
        if (arguments.Length == 0)
        {
            File.Delete(path);
        }

        return 0;
    }

    private static Func<RecordingReader> Create()
    {
        double[][] signals = new double[Channels][];
        Random random = new(1);
        for (int i = 0; i < Channels; i++)
        {
            signals[i] = new double[(int)(Seconds * SampleRate)];
            for (int at = 0; at < signals[i].Length; at++)
            {
                signals[i][at] = 100 * (random.NextDouble() - 0.5);
            }
        }

        RecordingChannel[] channels = [.. Enumerable.Range(0, Channels).Select(i => new RecordingChannel($"emg{i}", ChannelKind.Emg, "uV", SampleRate, [i], [$"emg{i}"]))];
        return () => new MemoryRecording(channels, signals);
    }

    private static double MegabytesPerSecond(string path, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return new FileInfo(path).Length / 1e6 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void ReadHashed(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ReadBytes(path, hash);
        _ = hash.GetHashAndReset();
    }

    private static void ReadBytes(string path, IncrementalHash? hash)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        byte[] bytes = new byte[BufferBytes];
        long position = 0;
        for (int read; (read = RandomAccess.Read(file, bytes, position)) > 0; position += read)
        {
            hash?.AppendData(bytes.AsSpan(0, read));
        }
    }

    private static void ReadSamples(string path)
    {
        using EdfRecordingReader reader = EdfRecordingReader.Open(path);
        SampleBlock block = new(reader.SignalCount, 16384);
        while (reader.ReadBlock(block))
        {
        }

        _ = reader.GetSha256();
    }
}
