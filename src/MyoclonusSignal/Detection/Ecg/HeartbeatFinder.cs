using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds the heart's beats in a stretch of conditioned EMG: every beat has the same shape and they follow one another at a
/// pulse, where the bursts of a muscle are interference patterns that never look alike.
/// </summary>
/// <remarks>
/// Steps: the stretch's peaks of energy are compared with one another; the mean of those that look like the one that most
/// others look like is a first template; a matched filter with it finds the beats wherever they are, also under a jerk; a
/// pulse must run through them. Where a beat is due and missing, a weaker likeness is enough, and a burst that comes too
/// early with a pause behind it is an ectopic beat.
/// </remarks>
internal static class HeartbeatFinder
{
    /// <summary>The rate in Hz to which the signal is averaged down: QRS complexes hold little above 100 Hz.</summary>
    public const double RateHz = 500;

    /// <summary>The least number of beats that show a pulse.</summary>
    public const int LeastBeats = 8;

    // Beats 8 dB over the noise correlate by 0.7 to 0.8 with one another, and by 0.85 with their mean; interference
    // patterns reach 0.7 with one another once in ten times, and a pulse does not run through those.
    private static readonly double[] SeedCorrelations = [0.9, 0.8, 0.7];
    private static readonly double[] ClearCorrelations = [0.9, 0.85, 0.8, 0.75, 0.7, 0.65];
    private const double WeakCorrelation = 0.3;
    private const double LeastHeight = 0.5;
    private const double MostHeight = 2;
    private const double LeastDueHeight = 0.4;

    // Two beats of one shape are never nearer than this fraction of the pulse.
    private const double RefractoryFraction = 0.55;
    private const double DueTolerance = 0.2;

    // Of energy. The wide QRS complex of an ectopic beat keeps a hundredth of it above 20 Hz.
    private const double LeastEctopicRatio = 0.005;
    private const double MostEctopicRatio = 6;

    /// <summary>Finds the beats.</summary>
    /// <param name="signal">The conditioned signal, averaged down.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    /// <param name="pulseSeconds">The pulse in seconds; NaN where there is none.</param>
    /// <returns>The beats in order, as positions in the signal; empty where no heart is seen.</returns>
    public static List<Heartbeat> Find(float[] signal, double rateHz, out double pulseSeconds)
    {
        pulseSeconds = double.NaN;
        HeartbeatShapes shapes = new(signal, rateHz);
        if (shapes.Peaks.Count < LeastBeats)
        {
            return [];
        }

        // The level that shows the most beats one pulse apart tells the pulse: at a higher one only some beats are as clear,
        // and a pulse of two or three of them runs through those just as well.
        (List<int>? beats, MatchedFilter? filter, double height, int most) = (null, null, double.NaN, 0);
        foreach (double least in SeedCorrelations)
        {
            if (shapes.Template(least) is not float[] template)
            {
                continue;
            }

            var match = new MatchedFilter(signal, template);
            foreach (double clear in ClearCorrelations)
            {
                List<int> found = ClearBeats(match, clear, rateHz, out double usual);
                if (found.Count >= LeastBeats && HeartbeatPulse.Find(Seconds(found, rateHz), out int next) is double pulse && next > most)
                {
                    (beats, filter, height, most, pulseSeconds) = (found, match, usual, next, pulse);
                }
            }
        }

        return beats is null ? [] : Complete(beats, filter!, shapes, height, pulseSeconds * rateHz);
    }

    private static double[] Seconds(List<int> found, double rateHz) => [.. found.Select(at => at / rateHz)];

    /// <summary>Gives what is as like the template as said, and about as high as most of that.</summary>
    private static List<int> ClearBeats(MatchedFilter match, double least, double rateHz, out double height)
    {
        List<int> found = match.Find(least, (int)Math.Round(HeartbeatPulse.ShortestSeconds * rateHz / 2));
        double usual = MedianHeight(match, found);
        found.RemoveAll(at => !(match.Height(at) >= LeastHeight * usual && match.Height(at) <= MostHeight * usual));
        height = usual;
        return found;
    }

    private static List<Heartbeat> Complete(List<int> found, MatchedFilter match, HeartbeatShapes shapes, double height, double pulse)
    {
        RemoveInterlopers(found, match, RefractoryFraction * pulse);
        AddDueBeats(found, match, height, pulse);
        List<Heartbeat> beats = [.. found.Select(at => new Heartbeat(at, IsEctopic: false))];
        beats.AddRange(Ectopics(found, shapes.Peaks, shapes.Energy, pulse).Select(at => new Heartbeat(at, IsEctopic: true)));
        beats.Sort((a, b) => a.Position.CompareTo(b.Position));
        return beats;
    }

    private static double MedianHeight(MatchedFilter match, List<int> found)
    {
        double[] heights = [.. found.Select(match.Height).Order()];
        return Statistics.UpperMedian(heights);
    }

    private static void RemoveInterlopers(List<int> found, MatchedFilter match, double refractory)
    {
        for (int i = 1; i < found.Count;)
        {
            if (found[i] - found[i - 1] >= refractory)
            {
                i++;
                continue;
            }

            found.RemoveAt(match.Correlation(found[i]) < match.Correlation(found[i - 1]) ? i : i - 1);
            i = Math.Max(1, i - 1);
        }
    }

    /// <summary>Adds, wherever beats are due and missing, what looks a little like a beat and has its height.</summary>
    private static void AddDueBeats(List<int> found, MatchedFilter match, double height, double pulse)
    {
        for (int i = 1; i < found.Count; i++)
        {
            double at = found[i - 1];
            for (int missing = Missing(found[i] - at); missing > 0; missing = Missing(found[i] - at))
            {
                at = Due(at + ((found[i] - at) / (missing + 1)), i);
                i += found[i] == (int)at ? 1 : 0;
            }
        }

        for (double at = found[^1] + pulse; at < match.Length; at += pulse)
        {
            at = Due(at, found.Count);
        }

        for (double at = found[0] - pulse; at > 0; at -= pulse)
        {
            at = Due(at, 0);
        }

        int Missing(double gap) => (int)Math.Round(gap / pulse) - 1;

        double Due(double due, int place)
        {
            int at = match.Highest((int)(due - (DueTolerance * pulse)), (int)(due + (DueTolerance * pulse)), WeakCorrelation);
            if (at < 0 || match.Height(at) < LeastDueHeight * height || match.Height(at) > MostHeight * height)
            {
                return due;
            }

            found.Insert(place, at);
            return at;
        }
    }

    /// <summary>
    /// What comes before its time and is followed by a pause, so that two intervals take as long as two pulses, with about a
    /// beat's energy, where no beat of the usual shape is to be seen.
    /// </summary>
    private static IEnumerable<int> Ectopics(List<int> found, List<int> peaks, double[] energy, double pulse)
    {
        double[] usual = [.. found.Select(at => energy[at]).Order()];
        double middle = Statistics.UpperMedian(usual);
        for (int i = 1; i < found.Count; i++)
        {
            (int before, int after) = (found[i - 1], found[i]);
            if (Math.Abs(((after - before) / pulse) - 2) > 2 * HeartbeatPulse.Tolerance)
            {
                continue;
            }

            int best = -1;
            foreach (int peak in peaks)
            {
                bool isEarly = peak - before >= 0.4 * pulse && peak - before <= 0.9 * pulse && after - peak >= 1.1 * pulse;
                if (isEarly && (best < 0 || energy[peak] > energy[best]))
                {
                    best = peak;
                }
            }

            if (best >= 0 && energy[best] > middle * LeastEctopicRatio && energy[best] < middle * MostEctopicRatio)
            {
                yield return best;
            }
        }
    }
}

/// <summary>One beat of the heart, as seen in an EMG.</summary>
/// <param name="Position">The middle of its QRS complex, in samples of the signal it was found in.</param>
/// <param name="IsEctopic">Whether it comes too early and has a shape of its own.</param>
/// <param name="Power">Mean power of its QRS complex; 0 of an ectopic beat.</param>
/// <param name="LeftPower">What is left of that without the mean of the neighbouring beats.</param>
internal readonly record struct Heartbeat(double Position, bool IsEctopic, double Power = 0, double LeftPower = 0);
