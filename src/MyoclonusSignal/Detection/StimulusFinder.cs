using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Tells which bursts of an EMG are the artefacts of a stimulator: large, sudden, the same to within noise, and timed by a
/// clock. No muscle repeats itself so, and no heart keeps time so well.
/// </summary>
/// <remarks>
/// A train at a fixed interval shows itself by its times. Stimuli at random intervals show themselves only where they are so
/// large that the sameness of their shape excludes all else, and where they are faster than a QRS complex.
/// </remarks>
internal static class StimulusFinder
{
    // Fewer equal potentials of one motor unit may happen to come in time.
    private const int LeastStimuli = 12;
    private const int MostSeeds = 60;

    // An artefact leaps: its largest sample comes at once, and it towers over the noise. Motor units seldom reach 20 dB.
    private const double MostRiseSeconds = 0.02;
    private const double LeastPeakRatio = 10;

    // Of the energy of a shape, two artefacts may differ by this besides their noise: their times fall between two samples.
    private const double MostDifference = 0.04;

    // What is left of one beside the mean may be as many times its noise, and of what is usually left.
    private const double NoiseRatio = 3;
    private const double UsualRatio = 2;
    private const double MostLongerSeconds = 0.03;

    // Clocks of stimulators keep time to a sample; the artefact's peak moves by a phase. A heart moves by 1 % and more.
    private const double ClockSeconds = 0.003;
    private const double ClockFraction = 0.8;
    private const int MostMissing = 10;

    // Without a clock: 30 dB over the noise, where motor units of one shape do not reach.
    private const double LeastIrregularDb = 30;

    /// <summary>Marks the artefacts among bursts that are sorted by time.</summary>
    /// <param name="bursts">The bursts.</param>
    /// <param name="seconds">The times of their peaks.</param>
    /// <param name="shapes">Their shapes around the peak, of unit energy, one after the other.</param>
    /// <param name="shapeLength">The length of one shape.</param>
    /// <param name="sampleRate">The sampling rate of the bursts in Hz.</param>
    public static bool[] Find(
        IReadOnlyList<Burst> bursts, ReadOnlySpan<double> seconds, ReadOnlySpan<float> shapes, int shapeLength, double sampleRate)
    {
        bool[] isStimulus = new bool[bursts.Count];
        List<int> sudden = [];
        for (int i = 0; i < bursts.Count; i++)
        {
            // The rise is not known of what is cut short; such a burst begins with its peak.
            bool isSudden = bursts[i].PeakIndex - bursts[i].Start <= MostRiseSeconds * sampleRate;
            if (isSudden && bursts[i].PeakAmplitude >= LeastPeakRatio * bursts[i].FloorRms)
            {
                sudden.Add(i);
            }
        }

        if (sudden.Count < LeastStimuli || Template(shapes, shapeLength, sudden) is not float[] template)
        {
            return isStimulus;
        }

        List<int> alike = [];
        List<double> differences = [];
        for (int i = 0; i < bursts.Count; i++)
        {
            double difference = Difference(template, shapes.Slice(i * shapeLength, shapeLength));
            if (bursts[i].PeakAmplitude >= LeastPeakRatio * bursts[i].FloorRms && difference <= MostDifference + (NoiseRatio * NoisePart(bursts[i], shapeLength, sampleRate)))
            {
                alike.Add(i);
                differences.Add(difference);
            }
        }

        if (alike.Count < LeastStimuli || !(IsTimedByClock(seconds, alike) || IsLargeAndFast(bursts, alike, template)))
        {
            return isStimulus;
        }

        double usual = Statistics.UpperMedian([.. differences.Order()], ofNone: 0);
        double usualLength = Statistics.UpperMedian([.. alike.Select(i => (double)bursts[i].Length).Order()], ofNone: 0);
        foreach (int i in alike)
        {
            // With a jerk beside it the burst stays one.
            double difference = Difference(template, shapes.Slice(i * shapeLength, shapeLength));
            isStimulus[i] = difference <= (UsualRatio * usual) + (NoiseRatio * NoisePart(bursts[i], shapeLength, sampleRate))
                && bursts[i].Length <= usualLength + (MostLongerSeconds * sampleRate);
        }

        return isStimulus;
    }

    /// <summary>What part of the energy of a burst's shape is noise.</summary>
    private static double NoisePart(in Burst burst, int shapeLength, double sampleRate)
    {
        double samples = shapeLength * sampleRate / BurstHeartbeats.ShapeRateHz;
        return burst.FloorRms * burst.FloorRms * samples / (burst.RmsAmplitude * burst.RmsAmplitude * burst.Length);
    }

    private static double Difference(float[] template, ReadOnlySpan<float> shape)
    {
        double r = ShapeMatch.Correlate(template, shape, mostShift: 1, out _);
        return r <= 0 ? 1 : 1 - (r * r);
    }

    /// <summary>The mean of those that are the same as the one that most others are the same as; of unit energy.</summary>
    private static float[]? Template(ReadOnlySpan<float> shapes, int length, List<int> sudden)
    {
        int seeds = Math.Min(sudden.Count, MostSeeds);
        int[] same = new int[seeds];
        for (int a = 0; a < seeds; a++)
        {
            for (int b = 0; b < a; b++)
            {
                if (AreSame(Shape(shapes, Seed(a), length), Shape(shapes, Seed(b), length)))
                {
                    same[a]++;
                    same[b]++;
                }
            }
        }

        int most = same.Max();
        if (most < (LeastStimuli - 1) * seeds / sudden.Count)
        {
            return null;
        }

        ReadOnlySpan<float> first = Shape(shapes, Seed(Array.IndexOf(same, most)), length);
        double[] mean = new double[length];
        foreach (int i in sudden)
        {
            ReadOnlySpan<float> shape = Shape(shapes, i, length);
            for (int n = 0; AreSame(first, shape) && n < length; n++)
            {
                mean[n] += shape[n];
            }
        }

        double norm = Math.Sqrt(mean.Sum(value => value * value));
        return [.. mean.Select(value => (float)(value / norm))];

        int Seed(int index) => sudden[(int)((long)index * sudden.Count / seeds)];
    }

    private static bool AreSame(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        // The noise of both.
        double r = ShapeMatch.Correlate(a, b, mostShift: 1, out _);
        return r > 0 && 1 - (r * r) <= 2 * MostDifference;
    }

    private static ReadOnlySpan<float> Shape(ReadOnlySpan<float> shapes, int index, int length) => shapes.Slice(index * length, length);

    /// <summary>Returns true if most intervals are one and the same, or a few of it.</summary>
    private static bool IsTimedByClock(ReadOnlySpan<double> seconds, List<int> alike)
    {
        double[] intervals = new double[alike.Count - 1];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = seconds[alike[i + 1]] - seconds[alike[i]];
        }

        double interval = Statistics.UpperMedian([.. intervals.Order()], ofNone: double.NaN);
        int regular = 0;
        foreach (double one in intervals)
        {
            double times = Math.Round(one / interval);
            regular += times is >= 1 and <= MostMissing && Math.Abs(one - (times * interval)) <= ClockSeconds * Math.Sqrt(times) ? 1 : 0;
        }

        return regular >= ClockFraction * intervals.Length;
    }

    private static bool IsLargeAndFast(IReadOnlyList<Burst> bursts, List<int> alike, float[] template)
    {
        double snr = Statistics.UpperMedian([.. alike.Select(i => bursts[i].SnrDb).Order()], ofNone: double.NaN);
        return snr >= LeastIrregularDb && !QrsSpectrum.IsSlow(template, BurstHeartbeats.ShapeRateHz);
    }
}
