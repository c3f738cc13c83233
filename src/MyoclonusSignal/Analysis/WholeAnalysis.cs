using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Analysis;

/// <summary>The whole analysis as one of the methods of a <see cref="DetectorBenchmark"/>: what a user's command runs on the same recordings.</summary>
internal static class WholeAnalysis
{
    /// <summary>The name in tables.</summary>
    public const string Name = "analysis";

    /// <summary>Gives the method that looks for one kind of events.</summary>
    public static RecordingDetector For(EventKind kind) => new(Name, recording =>
    {
        using MemoryRecording reader = Reader(recording);
        return
        [
            .. MyoclonusAnalyzer.Analyze(reader).Events
                .Where(e => e.Kind == kind)
                .Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds)),
        ];
    });

    private static MemoryRecording Reader(SimulatedRecording recording)
    {
        List<RecordingChannel> channels = [];
        int signal = 0;
        foreach (SimulatedChannel channel in recording.Options.Channels)
        {
            bool isEmg = channel.Kind == SimulatedChannelKind.Emg;
            int[] own = [.. Enumerable.Range(signal, isEmg ? 1 : 3)];
            channels.Add(new RecordingChannel(
                channel.Name,
                isEmg ? ChannelKind.Emg : ChannelKind.Acceleration,
                recording.Signals[signal].Unit,
                recording.Options.SampleRate,
                own,
                [.. own.Select(index => recording.Signals[index].Name)]));
            signal += own.Length;
        }

        return new MemoryRecording(channels, [.. recording.Signals.Select(one => one.Samples)]);
    }
}
