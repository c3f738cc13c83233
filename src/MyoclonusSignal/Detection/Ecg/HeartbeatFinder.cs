using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds the heart's beats in a stretch of conditioned EMG or among a detector's bursts: every beat has the same shape and they
/// follow one another at a pulse, where the bursts of a muscle are interference patterns that never look alike.
/// </summary>
/// <remarks>
/// Steps: the peaks are compared with one another; the mean of those that look like the one that most others look like is a first
/// template; what is like it is found, in a signal also under a jerk; a pulse must run through it. Where a beat is due and missing,
/// a weaker likeness is enough, and a peak that comes too early with a pause behind it is an ectopic beat.
/// </remarks>
internal static class HeartbeatFinder
{
    /// <summary>The least number of beats that show a pulse.</summary>
    public const int LeastBeats = 8;

    // Beats 8 dB over the noise correlate by 0.7 to 0.8 with one another, and by 0.85 with their mean; those that are just found as bursts,
    // of 3 dB, by 0.6. Interference patterns reach 0.7 with one another once in ten times, and a pulse does not run through those.
    private static readonly double[] SeedCorrelations = [0.9, 0.8, 0.7, 0.6];
    private static readonly double[] ClearCorrelations = [0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55];
    private const double WeakCorrelation = 0.3;

    // Without a pulse the shape alone tells, and interference patterns do not correlate by so much.
    private const double LeastIrregularCorrelation = 0.8;
    private const double LeastHeight = 0.5;
    private const double MostHeight = 2;
    private const double LeastDueHeight = 0.4;

    // Two beats of one shape are never nearer than this fraction of the pulse, where there is one.
    private const double RefractoryFraction = 0.55;

    // Of energy. The wide QRS complex of an ectopic beat keeps a hundredth of it above 20 Hz.
    private const double LeastEctopicRatio = 0.005;

    /// <summary>The energy of an ectopic beat over that of the usual ones, at most.</summary>
    public const double MostEctopicRatio = 6;

    // How early it comes, and how long the pause behind it is at least, as parts of the pulse.
    private const double LeastEarly = 0.4;
    private const double MostEarly = 0.9;
    private const double LeastPause = 1.1;

    /// <summary>Finds the beats in a signal.</summary>
    /// <param name="signal">The conditioned signal, averaged down.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    /// <param name="pulseSeconds">The pulse in seconds; NaN where there is none.</param>
    /// <returns>The beats in order, as positions in the signal; empty where no heart is seen.</returns>
    public static List<Heartbeat> Find(float[] signal, double rateHz, out double pulseSeconds)
    {
        (List<HeartbeatCandidate> beats, List<HeartbeatCandidate> ectopics) = Find(new SignalShapes(signal, rateHz), out pulseSeconds);
        if (beats.Count == 0)
        {
            (beats, ectopics) = SlowHeart.Find(signal, rateHz, out pulseSeconds);
        }

        return [.. beats.Select(beat => new Heartbeat(beat.Position, IsEctopic: false))
            .Concat(ectopics.Select(beat => new Heartbeat(beat.Position, IsEctopic: true)))
            .OrderBy(beat => beat.Position)];
    }

    /// <summary>Finds the beats among what may be heartbeats.</summary>
    /// <param name="shapes">What may be heartbeats.</param>
    /// <param name="pulseSeconds">The pulse in seconds; NaN where there is none.</param>
    /// <returns>The beats of the usual shape and those that come early, each in order; empty where no heart is seen.</returns>
    public static (List<HeartbeatCandidate> Beats, List<HeartbeatCandidate> Ectopics) Find(HeartbeatShapes shapes, out double pulseSeconds)
    {
        Level? regular = BestLevel(shapes, out Level? irregular);
        return Complete(shapes, regular ?? irregular, regular is not null, out pulseSeconds);
    }

    /// <summary>Finds the beats among what may be heartbeats where the shape alone tells little.</summary>
    /// <param name="shapes">What may be heartbeats.</param>
    /// <param name="leastNextFraction">The part of the intervals of what is clearly alike that must be one pulse.</param>
    /// <param name="pulseSeconds">The pulse in seconds; NaN where there is none.</param>
    /// <returns>The beats of the usual shape and those that come early, each in order; empty where no heart is seen.</returns>
    public static (List<HeartbeatCandidate> Beats, List<HeartbeatCandidate> Ectopics) FindSteady(
        HeartbeatShapes shapes, double leastNextFraction, out double pulseSeconds)
    {
        Level? regular = BestLevel(shapes, out _);
        bool isSteady = regular?.Next >= leastNextFraction * (regular?.Beats.Count - 1);
        return Complete(shapes, isSteady ? regular : null, isRegular: true, out pulseSeconds);
    }

    private static Level? BestLevel(HeartbeatShapes shapes, out Level? irregular)
    {
        Level? regular = null;
        irregular = null;
        if (shapes.Peaks.Count < LeastBeats)
        {
            return null;
        }

        // The level that shows the most beats one pulse apart tells the pulse: at a higher one only some beats are as clear,
        // and a pulse of two or three of them runs through those just as well. Where none does, the heart may be irregular.
        foreach (double least in SeedCorrelations)
        {
            if (shapes.Template(least) is not float[] template)
            {
                continue;
            }

            List<HeartbeatCandidate> alike = shapes.Match(template, WeakCorrelation);
            foreach (double clear in ClearCorrelations)
            {
                List<HeartbeatCandidate> found = ClearBeats(alike, clear, shapes.Rate, out double usual);
                if (found.Count < LeastBeats)
                {
                    continue;
                }

                double[] seconds = [.. found.Select(beat => beat.Position / shapes.Rate)];
                if (HeartbeatPulse.Find(seconds, out int next) is double pulse && !(next <= regular?.Next))
                {
                    regular = new Level(found, alike, usual, pulse, next);
                }
                else if (clear >= LeastIrregularCorrelation && HeartbeatPulse.FindIrregular(seconds, out int about) is double middle && !(about <= irregular?.Next))
                {
                    irregular = new Level(found, alike, usual, middle, about);
                }
            }
        }

        return regular;
    }

    private static (List<HeartbeatCandidate> Beats, List<HeartbeatCandidate> Ectopics) Complete(
        HeartbeatShapes shapes, Level? best, bool isRegular, out double pulseSeconds)
    {
        pulseSeconds = double.NaN;
        if (best is null)
        {
            return ([], []);
        }

        pulseSeconds = best.PulseSeconds;
        double pulseSamples = pulseSeconds * shapes.Rate;
        List<HeartbeatCandidate> beats = best.Beats;
        if (isRegular)
        {
            RemoveInterlopers(beats, RefractoryFraction * pulseSamples);
        }

        AddDueBeats(beats, best.Alike, best.Height, pulseSamples, shapes.End);
        return (beats, Ectopics(beats, shapes.Peaks, pulseSamples));
    }

    /// <summary>Gives what is as like the template as said, the highest of what is too near, and about as high as most of that.</summary>
    private static List<HeartbeatCandidate> ClearBeats(List<HeartbeatCandidate> alike, double least, double rateHz, out double height)
    {
        int apart = (int)Math.Round(HeartbeatPulse.ShortestSeconds * rateHz / 2);
        List<HeartbeatCandidate> found = [];
        foreach (HeartbeatCandidate candidate in alike)
        {
            if (!(candidate.Correlation >= least))
            {
                continue;
            }

            if (found.Count == 0 || candidate.Position - found[^1].Position >= apart)
            {
                found.Add(candidate);
            }
            else if (candidate.Height > found[^1].Height)
            {
                found[^1] = candidate;
            }
        }

        double[] heights = [.. found.Select(beat => beat.Height).Order()];
        double usual = Statistics.UpperMedian(heights);
        found.RemoveAll(beat => !(beat.Height >= LeastHeight * usual && beat.Height <= MostHeight * usual));
        height = usual;
        return found;
    }

    private static void RemoveInterlopers(List<HeartbeatCandidate> found, double refractory)
    {
        for (int i = 1; i < found.Count;)
        {
            if (found[i].Position - found[i - 1].Position >= refractory)
            {
                i++;
                continue;
            }

            found.RemoveAt(found[i].Correlation < found[i - 1].Correlation ? i : i - 1);
            i = Math.Max(1, i - 1);
        }
    }

    /// <summary>Adds, wherever beats are due and missing, what looks a little like a beat and has its height.</summary>
    private static void AddDueBeats(List<HeartbeatCandidate> found, List<HeartbeatCandidate> alike, double height, double pulse, double end)
    {
        List<HeartbeatCandidate> added = [];
        for (int i = 1; i < found.Count; i++)
        {
            (double at, double next) = (found[i - 1].Position, found[i].Position);
            for (int missing = Missing(next - at); missing > 0; missing = Missing(next - at))
            {
                at = Due(at + ((next - at) / (missing + 1)));
            }
        }

        for (double at = found[^1].Position + pulse; at < end; at += pulse)
        {
            at = Due(at);
        }

        for (double at = found[0].Position - pulse; at > 0; at -= pulse)
        {
            at = Due(at);
        }

        found.AddRange(added);
        found.Sort((a, b) => a.Position.CompareTo(b.Position));

        int Missing(double gap) => (int)Math.Round(gap / pulse) - 1;

        double Due(double due)
        {
            if (Highest(alike, due - (HeartbeatPulse.Tolerance * pulse), due + (HeartbeatPulse.Tolerance * pulse)) is not HeartbeatCandidate beat
                || beat.Height < LeastDueHeight * height || beat.Height > MostHeight * height)
            {
                return due;
            }

            added.Add(beat);
            return beat.Position;
        }
    }

    /// <summary>The highest of those from one position to another, or <see langword="null"/>.</summary>
    private static HeartbeatCandidate? Highest(List<HeartbeatCandidate> alike, double first, double last)
    {
        HeartbeatCandidate? highest = null;
        for (int i = FirstFrom(CollectionsMarshal.AsSpan(alike), first); i < alike.Count && alike[i].Position <= last; i++)
        {
            highest = !(alike[i].Height <= highest?.Height) ? alike[i] : highest;
        }

        return highest;
    }

    /// <summary>The number of the first one at a position or behind it.</summary>
    private static int FirstFrom(ReadOnlySpan<HeartbeatCandidate> ordered, double position)
    {
        (int first, int end) = (0, ordered.Length);
        while (first < end)
        {
            int middle = (first + end) / 2;
            (first, end) = ordered[middle].Position < position ? (middle + 1, end) : (first, middle);
        }

        return first;
    }

    /// <summary>
    /// What comes before its time and is followed by a pause, so that two intervals take as long as two pulses, with about a
    /// beat's energy, where no beat of the usual shape is to be seen.
    /// </summary>
    private static List<HeartbeatCandidate> Ectopics(List<HeartbeatCandidate> found, IReadOnlyList<HeartbeatCandidate> peaks, double pulse)
    {
        double[] usual = [.. found.Select(beat => beat.Energy).Order()];
        double middle = Statistics.UpperMedian(usual);
        List<HeartbeatCandidate> ectopics = [];
        int next = 0;
        for (int i = 1; i < found.Count; i++)
        {
            (double before, double after) = (found[i - 1].Position, found[i].Position);
            if (Math.Abs(((after - before) / pulse) - 2) > 2 * HeartbeatPulse.Tolerance)
            {
                continue;
            }

            HeartbeatCandidate? best = null;
            for (; next < peaks.Count && peaks[next].Position < after; next++)
            {
                HeartbeatCandidate peak = peaks[next];
                bool isEarly = peak.Position - before >= LeastEarly * pulse && peak.Position - before <= MostEarly * pulse
                    && after - peak.Position >= LeastPause * pulse;
                best = isEarly && !(peak.Energy <= best?.Energy) ? peak : best;
            }

            if (best is HeartbeatCandidate ectopic && ectopic.Energy > middle * LeastEctopicRatio && ectopic.Energy < middle * MostEctopicRatio)
            {
                ectopics.Add(ectopic);
            }
        }

        return ectopics;
    }

    /// <summary>What one level of likeness shows.</summary>
    /// <param name="Beats">What is clearly a beat.</param>
    /// <param name="Alike">What is a little like one.</param>
    /// <param name="Height">The height of most beats.</param>
    /// <param name="PulseSeconds">The pulse, or the middle interval, in seconds.</param>
    /// <param name="Next">How many intervals are one pulse.</param>
    private sealed record Level(List<HeartbeatCandidate> Beats, List<HeartbeatCandidate> Alike, double Height, double PulseSeconds, int Next);
}

/// <summary>One beat of the heart, as seen in an EMG.</summary>
/// <param name="Position">The middle of its QRS complex, in samples of the signal it was found in.</param>
/// <param name="IsEctopic">Whether it comes too early and has a shape of its own.</param>
/// <param name="Power">Mean power of its QRS complex; 0 of an ectopic beat.</param>
/// <param name="LeftPower">What is left of that without the mean of the neighbouring beats.</param>
internal readonly record struct Heartbeat(double Position, bool IsEctopic, double Power = 0, double LeftPower = 0);
