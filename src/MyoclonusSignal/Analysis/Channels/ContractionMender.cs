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

    // Of power. As in the detector, a contraction ends where it comes down by 13 dB, even if some activity lingers there, and what is as
    // much weaker before it is a lead-in.
    private const double MostRatio = 20;

    // As for jerks on top of a contraction in the detector.
    private const double JerkRatio = 2;

    // The mean magnitude of a Gaussian signal over its root mean square.
    private static readonly double MeanToRms = Math.Sqrt(2 / Math.PI);

    /// <summary>
    /// Gives the silent periods that have a muscle's activity on both sides. Where a heartbeat stands on one side, the rest between it
    /// and a contraction is no silent period; it goes to the rejected ones.
    /// </summary>
    public static List<DetectedSilence> WithoutBeats(
        List<(AnalysisEvent Event, int Segment)> events, List<RejectedCandidate> rejected, IReadOnlyList<DetectedSilence> silences, RecordingChannel channel)
    {
        List<DetectedSilence> kept = [];
        RejectedCandidate[] beats = [.. rejected.Where(candidate => candidate.Reason == BurstRejection.Heartbeat)];
        foreach (DetectedSilence detected in silences)
        {
            double start = detected.Seconds(channel, detected.Silence.Start);
            double end = detected.Seconds(channel, detected.Silence.End);
            bool isBeatBefore = Array.Exists(beats, beat => Math.Abs(beat.OnsetSeconds + beat.DurationSeconds - start) <= NearSeconds) && !IsActive(start - NearSeconds, start);
            bool isBeatBehind = Array.Exists(beats, beat => Math.Abs(beat.OnsetSeconds - end) <= NearSeconds) && !IsActive(end, end + NearSeconds);
            if (!isBeatBefore && !isBeatBehind)
            {
                kept.Add(detected);
                continue;
            }

            double deepest = detected.Seconds(channel, detected.Silence.DeepestIndex);
            rejected.Add(new RejectedCandidate(start, end - start, deepest, detected.Silence.PeakAmplitude, detected.Silence.DepthDb, BurstRejection.Heartbeat));
        }

        return kept;

        bool IsActive(double from, double to) => events.Exists(pair => pair.Event.OnsetSeconds <= to && pair.Event.OnsetSeconds + pair.Event.DurationSeconds >= from);
    }

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
                    rejected.Add(Rejected(e, BurstRejection.BesideSilence));
                    events.RemoveAt(lone);
                }
            }
        }
    }

    /// <summary>
    /// Joins contractions, in the order of time, with less than a pause between them and of about one level, and moves what does
    /// not stand above the whole to the rejected ones.
    /// </summary>
    public static void JoinNeighbours(List<(AnalysisEvent Event, int Segment)> events, List<RejectedCandidate> rejected)
    {
        List<(AnalysisEvent Event, int Segment)> joined = Join(events, rejected);
        foreach ((AnalysisEvent whole, int segment) in joined)
        {
            double most = JerkRatio * whole.RmsAmplitude * whole.RmsAmplitude;
            double end = whole.OnsetSeconds + whole.DurationSeconds;
            foreach ((AnalysisEvent part, int _) in events.Where(pair => pair.Segment == segment && pair.Event.Kind == EventKind.Jerk
                && pair.Event.OnsetSeconds >= whole.OnsetSeconds && pair.Event.OnsetSeconds < end
                && pair.Event.RmsAmplitude * pair.Event.RmsAmplitude < most).ToArray())
            {
                rejected.Add(Rejected(part, BurstRejection.BesideContraction));
                events.RemoveAll(pair => ReferenceEquals(pair.Event, part));
            }
        }
    }

    private static List<(AnalysisEvent Event, int Segment)> Join(List<(AnalysisEvent Event, int Segment)> events, List<RejectedCandidate> rejected)
    {
        HashSet<int> joined = [];
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
            double ratio = first.RmsAmplitude * first.RmsAmplitude / (next.RmsAmplitude * next.RmsAmplitude);
            if (ratio is > MostRatio or < 1 / MostRatio)
            {
                int weaker = ratio > 1 ? i : last;
                rejected.Add(Rejected(events[weaker].Event, BurstRejection.BesideContraction));
                events.RemoveAt(weaker);
                i--;
                if (weaker == last)
                {
                    joined.Remove(last);
                    last = i;
                }

                continue;
            }

            double floor = first.RmsAmplitude / Math.Pow(10, first.SnrDb / 20);
            events[last] = (Join(first, next, floor), segment);
            events.RemoveAt(i--);
            joined.Add(last);
        }

        return [.. joined.Select(index => events[index])];
    }

    private static RejectedCandidate Rejected(AnalysisEvent e, BurstRejection reason) =>
        new(e.OnsetSeconds, e.DurationSeconds, e.PeakTimeSeconds, e.PeakAmplitude, e.SnrDb, reason);

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
