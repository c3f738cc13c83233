using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using RecordingReader recording = RecordingFile.Open(args.Length > 0 ? args[0] : "samples/data/rhythmic_5hz.csv");
AnalysisResult result = MyoclonusAnalyzer.Analyze(recording);

foreach (ChannelResult channel in result.Channels)
{
    if (channel.Jerks is { RateCi95: (double low, double high) } jerks)
    {
        Console.WriteLine($"{channel.Name}: {jerks.Count} jerks, {jerks.RatePerMinute:0.0} a minute (95 % interval {low:0.0} to {high:0.0})");
    }

    if (channel.Rhythm is { } rhythm)
    {
        Console.WriteLine(rhythm.IsRhythmic
            ? $"  rhythmic at {rhythm.FrequencyHz:0.00} Hz (95 % interval {rhythm.FrequencyCi95?.Low:0.00} to {rhythm.FrequencyCi95?.High:0.00})"
            : $"  no rhythm: {rhythm.Reason}");
    }
}

foreach (AnalysisEvent jerk in result.Events.Take(3))
{
    Console.WriteLine($"  {jerk.Kind} at {jerk.OnsetSeconds:0.000} s for {jerk.DurationSeconds * 1000:0} ms, {jerk.SnrDb:0} dB above the noise");
}
