using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>A CSV recording read to its end, with everything its reader gave.</summary>
internal sealed record ReadRecording(
    string Format,
    IReadOnlyList<RecordingChannel> Channels,
    double[][] Signals,
    IReadOnlyList<(double StartSeconds, int Start)> Segments,
    IReadOnlyList<RecordingWarning> Warnings,
    string Sha256)
{
    public const string Path = "r.csv";

    public double SampleRate => Channels[0].SampleRate;

    public static ReadRecording From(string text, RecordingOptions? options = null, int capacity = 1000) =>
        From(Encoding.UTF8.GetBytes(text), options, capacity);

    public static ReadRecording From(byte[] bytes, RecordingOptions? options = null, int capacity = 1000)
    {
        using var reader = CsvRecordingReader.Open(new MemoryStream(bytes), Path, options);
        return From(reader, capacity);
    }

    public static ReadRecording From(RecordingReader reader, int capacity = 4096)
    {
        SampleBlock block = new(reader.SignalCount, capacity);
        List<double>[] signals = [.. Enumerable.Range(0, reader.SignalCount).Select(_ => new List<double>())];
        List<(double, int)> segments = [];
        while (reader.ReadBlock(block))
        {
            if (block.StartsSegment)
            {
                segments.Add((block.StartSeconds, signals[0].Count));
            }

            for (int signal = 0; signal < signals.Length; signal++)
            {
                signals[signal].AddRange(block[signal]);
            }
        }

        return new ReadRecording(
            reader.Format, reader.Channels, [.. signals.Select(signal => signal.ToArray())], segments, reader.Warnings, reader.GetSha256());
    }

    /// <summary>Reads a text at 100 Hz unless it tells its rate.</summary>
    public static ReadRecording At100Hz(string text) => From(text, new RecordingOptions { SampleRate = 100 });

    /// <summary>Gives the fault of a text that must not be readable.</summary>
    public static RecordingFormatException FaultOf(string text, RecordingOptions? options = null) =>
        FaultOf(Encoding.UTF8.GetBytes(text), options);

    public static RecordingFormatException FaultOf(byte[] bytes, RecordingOptions? options = null) =>
        Assert.Throws<RecordingFormatException>(() => From(bytes, options ?? new RecordingOptions { SampleRate = 100 }));

    /// <summary>Gives the text of a recording of one signal with the time axis given.</summary>
    public static string WithTimes(IEnumerable<string> times, string header = "time_s")
    {
        StringBuilder text = new(header + ",emg\n");
        int row = 0;
        foreach (string time in times)
        {
            text.Append(time).Append(',').Append(row++ % 7).Append('\n');
        }

        return text.ToString();
    }
}
