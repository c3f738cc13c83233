using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Tells of the bursts of an EMG alone which are the heart's: every heartbeat has the same shape and they follow one another
/// at a pulse, where the bursts of a muscle are interference patterns that never look alike. Quick, for recordings that are
/// still being made and for hearts that change; otherwise <see cref="HeartbeatFinder"/>, which sees the signal, tells.
/// </summary>
internal static class BurstHeartbeats
{
    /// <summary>The rate in Hz to which shapes are averaged down: high enough to tell interference patterns apart.</summary>
    public const double ShapeRateHz = 500;

    /// <summary>The length of a shape in seconds: the QRS complex lasts some 100 ms.</summary>
    public const double ShapeSeconds = 0.16;

    /// <summary>A wave of a beat has at most this part of its QRS complex's power.</summary>
    public const double WaveRatio = 4;

    // The best of a few shifts makes short interference patterns correlate by chance up to 0.7; heartbeats 8 dB above the
    // noise correlate by 0.85 with each other and by more with their mean.
    private const double SeedCorrelation = 0.85;
    private const double MemberCorrelation = 0.75;
    private const double EctopicRatio = 6;

    private const double DistortedCorrelation = 0.4;
    private const double AlignSeconds = 0.024;

    // Beats that are at least a tenth of the bursts are ten or more among these.
    private const int MostSeeds = 120;
    private const int LeastBeats = 8;

    /// <summary>Marks the heartbeats among bursts that are sorted by time.</summary>
    /// <param name="seconds">The times of the bursts' peaks.</param>
    /// <param name="powers">Their mean powers.</param>
    /// <param name="shapes">Their shapes, one after the other, of equal length.</param>
    /// <param name="shapeLength">The length of one shape.</param>
    public static bool[] Find(
        ReadOnlySpan<double> seconds, ReadOnlySpan<double> powers, ReadOnlySpan<float> shapes, int shapeLength)
    {
        bool[] isBeat = new bool[seconds.Length];
        if (seconds.Length < LeastBeats)
        {
            return isBeat;
        }

        int lag = Math.Max(1, (int)Math.Round(AlignSeconds * ShapeRateHz));
        float[] template = SeedTemplate(shapes, shapeLength, seconds.Length, lag);
        if (!QrsSpectrum.IsSlow(template, ShapeRateHz))
        {
            return isBeat;
        }

        int count = 0;
        for (int i = 0; i < isBeat.Length; i++)
        {
            isBeat[i] = ShapeMatch.Correlate(template, shapes.Slice(i * shapeLength, shapeLength), lag, out _) >= MemberCorrelation;
            count += isBeat[i] ? 1 : 0;
        }

        if (count < LeastBeats || HeartbeatPulse.Find(Marked(seconds, isBeat), out _) is not double pulse)
        {
            Array.Clear(isBeat);
            return isBeat;
        }

        AddDistortedBeats(seconds, shapes, template, lag, pulse, isBeat);
        AddEctopicBeatsAndWaves(seconds, powers, shapes, shapeLength, pulse, isBeat);
        return isBeat;
    }

    /// <summary>Marks bursts that are too distorted to be told by shape alone but stand where a beat is due and missing.</summary>
    private static void AddDistortedBeats(
        ReadOnlySpan<double> seconds, ReadOnlySpan<float> shapes, float[] template, int lag, double pulse, bool[] isBeat)
    {
        bool[] found = [.. isBeat];
        for (int i = 0; i < isBeat.Length; i++)
        {
            ReadOnlySpan<float> shape = Shape(shapes, template.Length, i);
            if (found[i] || ShapeMatch.Correlate(template, shape, lag, out _) < DistortedCorrelation || QrsSpectrum.IsFast(shape, ShapeRateHz))
            {
                continue;
            }

            int before = i == 0 ? -1 : Array.LastIndexOf(found, true, i - 1);
            int after = Array.IndexOf(found, true, i);
            bool isDueAfter = before >= 0 && HeartbeatPulse.IsDue(seconds[i] - seconds[before], pulse);
            bool isDueBefore = after >= 0 && HeartbeatPulse.IsDue(seconds[after] - seconds[i], pulse);
            isBeat[i] = (isDueAfter && isDueBefore) || (isDueAfter && after < 0) || (isDueBefore && before < 0);
        }
    }

    /// <summary>
    /// Marks what comes before its time and is followed by a pause, so that two beats take as long as they should, with a
    /// beat's power; and what is far weaker than a beat and stands where its P or T wave does.
    /// </summary>
    private static void AddEctopicBeatsAndWaves(
        ReadOnlySpan<double> seconds, ReadOnlySpan<double> powers, ReadOnlySpan<float> shapes, int shapeLength, double pulse, bool[] isBeat)
    {
        bool[] found = [.. isBeat];
        List<double> beatPowers = [];
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i])
            {
                beatPowers.Add(powers[i]);
            }
        }

        beatPowers.Sort();
        double usual = Statistics.UpperMedian(CollectionsMarshal.AsSpan(beatPowers));
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i])
            {
                continue;
            }

            int before = i == 0 ? -1 : Array.LastIndexOf(found, true, i - 1);
            int after = Array.IndexOf(found, true, i);
            double sinceBeat = before < 0 ? double.PositiveInfinity : seconds[i] - seconds[before];
            double toBeat = after < 0 ? double.PositiveInfinity : seconds[after] - seconds[i];
            bool isEctopic = Math.Abs(((sinceBeat + toBeat) / pulse) - 2) <= 2 * HeartbeatPulse.Tolerance
                && powers[i] > usual / EctopicRatio && powers[i] < usual * EctopicRatio;
            bool isWave = powers[i] < usual / WaveRatio && (toBeat <= BeatTemplates.MostBeforeSeconds || sinceBeat <= BeatTemplates.MostBehindSeconds);
            isBeat[i] = (isEctopic || isWave) && !QrsSpectrum.IsFast(Shape(shapes, shapeLength, i), ShapeRateHz);
        }
    }

    private static double[] Marked(ReadOnlySpan<double> seconds, bool[] isMarked)
    {
        List<double> marked = [];
        for (int i = 0; i < isMarked.Length; i++)
        {
            if (isMarked[i])
            {
                marked.Add(seconds[i]);
            }
        }

        return [.. marked];
    }

    /// <summary>The mean of the shapes that look like the one that most others look like.</summary>
    private static float[] SeedTemplate(ReadOnlySpan<float> shapes, int length, int count, int lag)
    {
        int seeds = Math.Min(count, MostSeeds);
        int[] alike = new int[seeds];
        for (int a = 0; a < seeds; a++)
        {
            for (int b = 0; b < a; b++)
            {
                if (ShapeMatch.Correlate(Seed(shapes, a), Seed(shapes, b), lag, out _) >= SeedCorrelation)
                {
                    alike[a]++;
                    alike[b]++;
                }
            }
        }

        int best = (int)((long)Array.IndexOf(alike, alike.Max()) * count / seeds);
        float[] template = new float[length];
        ReadOnlySpan<float> seed = Shape(shapes, length, best);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> shape = Shape(shapes, length, i);
            if (ShapeMatch.Correlate(seed, shape, lag, out int shift) < SeedCorrelation)
            {
                continue;
            }

            for (int n = Math.Max(0, -shift); n < Math.Min(length, length - shift); n++)
            {
                template[n] += shape[n + shift];
            }
        }

        return template;

        ReadOnlySpan<float> Seed(ReadOnlySpan<float> all, int index) => Shape(all, length, (int)((long)index * count / seeds));
    }

    private static ReadOnlySpan<float> Shape(ReadOnlySpan<float> shapes, int length, int index) => shapes.Slice(index * length, length);
}
