using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>The whole analysis as one of the methods of a <see cref="DetectorBenchmark"/>: what a user's command runs on the same recordings.</summary>
internal static class WholeAnalysis
{
    /// <summary>The name in tables.</summary>
    public const string Name = "analysis";

    /// <summary>Gives the method that looks for one kind of events.</summary>
    public static RecordingDetector For(EventKind kind) => new(Name, recording =>
    {
        using MemoryRecording reader = MemoryRecording.Of(recording);
        return
        [
            .. MyoclonusAnalyzer.Analyze(reader).Events
                .Where(e => e.Kind == kind)
                .Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds)),
        ];
    });
}
