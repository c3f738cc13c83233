using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Fuzz;

/// <summary>EDF, BDF and text: whatever the bytes, a recording or a <see cref="RecordingFormatException"/>; anything else is a crash found.</summary>
internal static class RecordingTarget
{
    // Filters and windows have sizes of their own, which grow with the rate.
    private const double HighestRateAnalysed = 2000;

    public static void Read(Stream input)
    {
        using TemporaryInput file = new(input);
        try
        {
            using (RecordingReader reader = RecordingFile.Open(file.FullName))
            {
                reader.ResampleUnevenClock();
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

            using RecordingReader again = RecordingFile.Open(file.FullName);
            if (again.Channels.All(channel => channel.SampleRate <= HighestRateAnalysed))
            {
                MyoclonusAnalyzer.Analyze(again);
            }
        }
        catch (RecordingFormatException fault)
        {
            ArgumentException.ThrowIfNullOrEmpty(fault.Place);
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
