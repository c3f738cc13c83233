using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Edf;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>An EDF recording read to its end, with everything its reader gave.</summary>
internal sealed record ReadEdf(
    string Format,
    IReadOnlyList<RecordingChannel> Channels,
    double[][] Signals,
    IReadOnlyList<(double StartSeconds, int[] Starts)> Segments,
    IReadOnlyList<RecordingAnnotation> Annotations,
    IReadOnlyList<RecordingWarning> Warnings,
    DateTime? StartTime,
    string Sha256)
{
    public IEnumerable<string> WarningCodes => Warnings.Select(warning => warning.Code);

    public static ReadEdf From(EdfBuilder builder, RecordingOptions? options = null, int capacity = 1000, Func<RecordingChannel, bool>? wanted = null) =>
        From(builder.ToBytes(), options, capacity, wanted);

    public static ReadEdf From(byte[] bytes, RecordingOptions? options = null, int capacity = 1000, Func<RecordingChannel, bool>? wanted = null)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".edf");
        File.WriteAllBytes(path, bytes);
        try
        {
            using EdfRecordingReader reader = EdfRecordingReader.Open(path, options);
            return From(reader, capacity, wanted);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static ReadEdf From(RecordingReader reader, int capacity = 4096, Func<RecordingChannel, bool>? wanted = null)
    {
        if (wanted is not null)
        {
            reader.SelectChannels(reader.Channels.Where(wanted));
        }

        SampleBlock block = new(reader.SignalCount, capacity);
        List<double>[] signals = [.. Enumerable.Range(0, reader.SignalCount).Select(_ => new List<double>())];
        List<(double, int[])> segments = [];
        while (reader.ReadBlock(block))
        {
            if (block.StartsSegment)
            {
                segments.Add((block.StartSeconds, [.. signals.Select(signal => signal.Count)]));
            }

            for (int signal = 0; signal < signals.Length; signal++)
            {
                signals[signal].AddRange(block[signal]);
            }
        }

        return new ReadEdf(
            reader.Format,
            reader.Channels,
            [.. signals.Select(signal => signal.ToArray())],
            segments,
            reader.Annotations,
            reader.Warnings,
            reader.StartTime,
            reader.GetSha256());
    }

    public static RecordingFormatException FaultOf(EdfBuilder builder, RecordingOptions? options = null) =>
        Assert.Throws<RecordingFormatException>(() => From(builder, options));
}
