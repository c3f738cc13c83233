using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The beats of the heart as the electrocardiograms of a recording show them: each stretch by the lead that tells most of it, and
/// what no lead tells by the signal itself.
/// </summary>
/// <param name="leads">The leads.</param>
internal sealed class ReferenceLeads(IReadOnlyList<ReferenceBeats> leads)
{
    // What is left untold between two leads holds a few beats at the most.
    private const double LeastUntoldSeconds = 2;

    // A lead and the signal tell of the same heart where they agree on so many of the signal's beats; a train of jerks agrees by chance.
    private const double LeastAgreeing = 0.7;

    // How far apart the middles of one beat may lie, of a lead that was placed by its energy and of a shape in the signal.
    private const double AgreeingSeconds = 0.06;

    /// <summary>Gets the leads.</summary>
    public IReadOnlyList<ReferenceBeats> Leads { get; } = leads;

    /// <summary>Finds the beats in a signal.</summary>
    /// <param name="signal">A stretch of the conditioned signal, averaged down.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    /// <param name="startSeconds">The time of its first sample.</param>
    /// <param name="pulseSeconds">The middle interval, in seconds.</param>
    /// <param name="told">Receives the names of the leads that showed beats.</param>
    /// <returns>The beats, in order.</returns>
    public List<Heartbeat> Find(float[] signal, double rateHz, double startSeconds, out double pulseSeconds, ISet<string> told)
    {
        pulseSeconds = double.NaN;
        List<Heartbeat> beats = [];
        List<Interval> untold = [new(startSeconds, startSeconds + (signal.Length / rateHz))];
        double endSeconds = untold[0].EndSeconds - QrsDetector.LatencySeconds;
        List<Heartbeat> own = HeartbeatFinder.Find(signal, rateHz, out double ownPulse);
        foreach (ReferenceBeats lead in Leads.OrderByDescending(lead => Seconds(lead.Told(startSeconds, endSeconds))))
        {
            if (Seconds(untold) >= LeastUntoldSeconds
                && lead.TryFind(signal, rateHz, startSeconds, out List<Interval> stretches, out double pulse, out List<Heartbeat> found))
            {
                pulseSeconds = double.IsNaN(pulseSeconds) ? pulse : pulseSeconds;
                if (Add(Confirmed(found, own, AgreeingSeconds * rateHz)))
                {
                    told.Add(lead.Channel);
                }

                untold = Without(untold, stretches);
            }
        }

        if (Seconds(untold) >= LeastUntoldSeconds)
        {
            pulseSeconds = double.IsNaN(pulseSeconds) ? ownPulse : pulseSeconds;
            Add(own);
        }

        return beats;

        bool Add(List<Heartbeat> found)
        {
            int before = beats.Count;
            beats.AddRange(found.Where(beat => untold.Exists(stretch => stretch.Contains(startSeconds + (beat.Position / rateHz)))
                && !beats.Take(before).Any(other => Math.Abs(other.Position - beat.Position) < HeartbeatSubtractor.SameBeatSeconds * rateHz)).ToArray());
            beats.Sort((a, b) => a.Position.CompareTo(b.Position));
            return beats.Count > before;
        }
    }

    /// <summary>Gives the stretches in which no lead tells of the heart; what is shorter than two windows is left out.</summary>
    public List<Interval> Untold()
    {
        List<Interval> untold = [.. Leads[0].Windows];
        foreach (ReferenceBeats lead in Leads)
        {
            untold = Without(untold, lead.Told(double.NegativeInfinity, double.PositiveInfinity));
        }

        List<Interval> joined = [];
        foreach (Interval stretch in untold)
        {
            if (joined.Count > 0 && stretch.StartSeconds - joined[^1].EndSeconds < ReferenceBeats.TouchSeconds)
            {
                joined[^1] = joined[^1] with { EndSeconds = stretch.EndSeconds };
            }
            else
            {
                joined.Add(stretch);
            }
        }

        joined.RemoveAll(stretch => stretch.DurationSeconds < 2 * QrsDetector.LevelSeconds);
        return joined;
    }

    /// <summary>
    /// Gives the beats of a lead as the signal itself shows them, and those of its own besides, where both tell of the same heart: a lead
    /// loses the beat before an ectopic one, and the places of a noisy one scatter. What the signal does not show is the lead's alone.
    /// </summary>
    private static List<Heartbeat> Confirmed(List<Heartbeat> found, List<Heartbeat> own, double apart)
    {
        List<Heartbeat> inside = [.. own.Where(beat => found.Count > 0 && beat.Position > found[0].Position - apart && beat.Position < found[^1].Position + apart)];
        Heartbeat[] usual = [.. inside.Where(beat => !beat.IsEctopic)];
        if (usual.Length == 0 || usual.Count(beat => IsIn(found, beat)) < LeastAgreeing * usual.Length)
        {
            return found;
        }

        List<Heartbeat> beats = [.. inside, .. found.Where(beat => !IsIn(inside, beat))];
        beats.Sort((a, b) => a.Position.CompareTo(b.Position));
        return beats;

        bool IsIn(List<Heartbeat> beats, Heartbeat beat)
        {
            int next = beats.FindIndex(other => other.Position >= beat.Position - apart);
            return next >= 0 && beats[next].Position <= beat.Position + apart;
        }
    }

    private static double Seconds(List<Interval> stretches) => stretches.Sum(stretch => stretch.DurationSeconds);

    private static List<Interval> Without(List<Interval> stretches, List<Interval> others)
    {
        List<Interval> left = [.. stretches];
        foreach (Interval other in others)
        {
            // From behind, so that those that are put in are not looked at again.
            for (int i = left.Count - 1; i >= 0; i--)
            {
                Interval whole = left[i];
                if (!whole.Overlaps(other))
                {
                    continue;
                }

                left.RemoveAt(i);
                if (whole.EndSeconds > other.EndSeconds)
                {
                    left.Insert(i, whole with { StartSeconds = other.EndSeconds });
                }

                if (whole.StartSeconds < other.StartSeconds)
                {
                    left.Insert(i, whole with { EndSeconds = other.StartSeconds });
                }
            }
        }

        return left;
    }
}
