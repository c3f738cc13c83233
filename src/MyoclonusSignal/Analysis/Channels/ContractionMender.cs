using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Puts the bursts beside silent periods in order: what a silent period divides is one contraction, and the activity between
/// two silent periods is no jerk.
/// </summary>
/// <remarks>
/// A burst belongs to the contraction when it ends within 0.1 s of a silent period's onset, or begins within 0.1 s of its
/// offset, and has less than twice the contraction's power. Such bursts, and contractions, on both sides of a silent period
/// become one contraction; a jerk with nothing on the other side to be joined with is rejected. A burst of twice the power or
/// more stays a jerk: in cortical negative myoclonus one often comes right before the silence.
/// </remarks>
internal static class ContractionMender
{
    // The edges of a burst and of the silence beside it are estimated apart, with uncertainties of up to some 20 ms each; a
    // muscle may take a few hundredths of a second to be back at its level.
    private const double NearSeconds = 0.1;

    // Shorter than a pause that ends a contraction in the detector: longer than any between the discharges of a tonic muscle.
    private const double PauseSeconds = 0.15;

    // As for jerks on top of a contraction in the detector.
    private const double JerkRatio = 2;

    // The mean magnitude of a Gaussian signal over its root mean square.
    private static readonly double MeanToRms = Math.Sqrt(2 / Math.PI);

    /// <summary>Joins contractions in place, and moves what is no jerk to the rejected ones.</summary>
    public static void Mend(
        List<(AnalysisEvent Event, int Segment)> events, List<RejectedCandidate> rejected, IReadOnlyList<DetectedSilence> silences, RecordingChannel channel)
    {
        foreach (DetectedSilence detected in silences)
        {
            double start = detected.Seconds(channel, detected.Silence.Start);
            double end = detected.Seconds(channel, detected.Silence.End);
            int before = Find(events, detected, e => Math.Abs(e.OnsetSeconds + e.DurationSeconds - start) <= NearSeconds);
            int after = Find(events, detected, e => Math.Abs(e.OnsetSeconds - end) <= NearSeconds);
            if (before >= 0 && after >= 0 && before != after)
            {
                events[before] = (Join(events[before].Event, events[after].Event, detected.Silence.RmsAmplitude), detected.SegmentIndex);
                events.RemoveAt(after);
                continue;
            }

            foreach (int lone in (int[])[Math.Max(before, after), before == after ? -1 : Math.Min(before, after)])
            {
                if (lone >= 0 && events[lone].Event.Kind == EventKind.Jerk)
                {
                    AnalysisEvent e = events[lone].Event;
                    rejected.Add(new RejectedCandidate(
                        e.OnsetSeconds, e.DurationSeconds, e.PeakTimeSeconds, e.PeakAmplitude, e.SnrDb, BurstRejection.BesideSilence));
                    events.RemoveAt(lone);
                }
            }
        }
    }

    /// <summary>Joins contractions, in the order of time, with less than a pause between them.</summary>
    public static void JoinNeighbours(List<(AnalysisEvent Event, int Segment)> events)
    {
        int last = -1;
        for (int i = 0; i < events.Count; i++)
        {
            (AnalysisEvent next, int segment) = events[i];
            if (next.Kind != EventKind.Contraction)
            {
                continue;
            }

            bool isNear = last >= 0
                && events[last].Segment == segment
                && next.OnsetSeconds - events[last].Event.OnsetSeconds - events[last].Event.DurationSeconds < PauseSeconds;
            if (!isNear)
            {
                last = i;
                continue;
            }

            AnalysisEvent first = events[last].Event;
            double floor = first.RmsAmplitude / Math.Pow(10, first.SnrDb / 20);
            events[last] = (Join(first, next, floor), segment);
            events.RemoveAt(i--);
        }
    }

    private static int Find(List<(AnalysisEvent Event, int Segment)> events, DetectedSilence detected, Func<AnalysisEvent, bool> isNear)
    {
        double most = JerkRatio * detected.Silence.TonicRms * detected.Silence.TonicRms;
        return events.FindIndex(pair => pair.Segment == detected.SegmentIndex
            && isNear(pair.Event)
            && (pair.Event.Kind == EventKind.Contraction || pair.Event.RmsAmplitude * pair.Event.RmsAmplitude < most));
    }

    private static AnalysisEvent Join(AnalysisEvent first, AnalysisEvent second, double gapRms)
    {
        double end = second.OnsetSeconds + second.DurationSeconds;
        double gap = Math.Max(0, second.OnsetSeconds - first.OnsetSeconds - first.DurationSeconds);
        double firstEnergy = first.RmsAmplitude * first.RmsAmplitude * first.DurationSeconds;
        double secondEnergy = second.RmsAmplitude * second.RmsAmplitude * second.DurationSeconds;
        double duration = end - first.OnsetSeconds;
        double power = (firstEnergy + secondEnergy + (gapRms * gapRms * gap)) / duration;
        double floor = first.RmsAmplitude * first.RmsAmplitude / Math.Pow(10, first.SnrDb / 10);
        AnalysisEvent larger = second.PeakAmplitude > first.PeakAmplitude ? second : first;
        double? frequency = first.MeanFrequencyHz is double a && second.MeanFrequencyHz is double b
            ? ((a * firstEnergy) + (b * secondEnergy)) / (firstEnergy + secondEnergy)
            : null;
        return first with
        {
            DurationSeconds = duration,
            Kind = EventKind.Contraction,
            PeakTimeSeconds = larger.PeakTimeSeconds,
            PeakAmplitude = larger.PeakAmplitude,
            RmsAmplitude = Math.Sqrt(power),
            Area = first.Area + second.Area + (MeanToRms * gapRms * gap),
            SnrDb = 10 * Math.Log10(power / floor),
            BurstClass = BurstClasses.Of(duration),
            RiseSeconds = null,
            MeanFrequencyHz = frequency,
            OffsetUncertaintySeconds = second.OffsetUncertaintySeconds,
        };
    }
}
