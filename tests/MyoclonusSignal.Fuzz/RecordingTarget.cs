using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Fuzz;

/// <summary>EDF, BDF and text: read, with an uneven clock resampled, and analysed.</summary>
internal static class RecordingTarget
{
    // Filters and windows have sizes of their own, which grow with the rate.
    public const double HighestRateAnalysed = 2000;

    public static void Analyze(string path)
    {
        using (RecordingReader reader = RecordingFile.Open(path))
        {
            reader.ResampleUnevenClock();
            ReadBlocks(reader);
        }

        using RecordingReader again = RecordingFile.Open(path);
        if (again.Channels.All(channel => channel.SampleRate <= HighestRateAnalysed))
        {
            SummaryJson.Write(MyoclonusAnalyzer.Analyze(again), Stream.Null);
        }
    }

    public static void ReadBlocks(RecordingReader reader)
    {
        SampleBlock block = new(reader.SignalCount, 1000);
        while (reader.ReadBlock(block))
        {
            ThrowIfNoTime(block.StartSeconds);
        }

        foreach (RecordingAnnotation annotation in reader.Annotations)
        {
            ThrowIfNoTime(annotation.OnsetSeconds);
        }
    }

    private static void ThrowIfNoTime(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            throw new InvalidOperationException("A reader gave a time that is not finite.");
        }
    }
}
