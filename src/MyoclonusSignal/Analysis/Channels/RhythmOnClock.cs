using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Puts a rhythm, which was estimated from samples on an even grid, onto the recording's own clock: its times, and its frequencies.</summary>
internal static class RhythmOnClock
{
    /// <summary>Gives the rhythm in true time.</summary>
    public static RhythmResult? Of(RhythmResult? rhythm, TimeMap map)
    {
        if (rhythm is null || map.IsIdentity)
        {
            return rhythm;
        }

        double end = rhythm.Bouts.Select(bout => bout.EndSeconds).DefaultIfEmpty(rhythm.AnalysedSeconds).Max();
        double start = rhythm.Bouts.Select(bout => bout.StartSeconds).DefaultIfEmpty(0).Min();
        double stretch = map.Stretch(start, Math.Max(end, start + 1e-9));
        return rhythm with
        {
            FrequencyHz = rhythm.FrequencyHz / stretch,
            FrequencyCi95 = Scaled(rhythm.FrequencyCi95, stretch),
            CandidateHz = rhythm.CandidateHz / stretch,
            OutsideHz = rhythm.OutsideHz / stretch,
            BandwidthHz = rhythm.BandwidthHz / stretch,
            AnalysedSeconds = rhythm.AnalysedSeconds * stretch,
            Bouts = [.. rhythm.Bouts.Select(bout => OnClock(bout, map))],
            Others = [.. rhythm.Others.Select(other => other with
            {
                FrequencyHz = other.FrequencyHz / stretch,
                FrequencyCi95 = Scaled(other.FrequencyCi95, stretch)!.Value,
                Bouts = [.. other.Bouts.Select(bout => OnClock(bout, map))],
            })],
            Cycles = rhythm.Cycles?.OnClock(map.ToSeconds),
            Spectrogram = rhythm.Spectrogram?.OnClock(map.ToSeconds),
        };
    }

    private static RhythmBout OnClock(RhythmBout bout, TimeMap map) => bout with
    {
        StartSeconds = map.ToSeconds(bout.StartSeconds),
        EndSeconds = map.ToSeconds(bout.EndSeconds),
        FrequencyHz = bout.FrequencyHz / map.Stretch(bout.StartSeconds, bout.EndSeconds),
    };

    private static ConfidenceInterval? Scaled(ConfidenceInterval? interval, double stretch) =>
        interval is ConfidenceInterval known ? known with { Low = known.Low / stretch, High = known.High / stretch } : null;
}
