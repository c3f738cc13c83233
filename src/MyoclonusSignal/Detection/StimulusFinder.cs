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

    // A peak that falls between two samples has two shapes, the second pulse of a pair has another one than the first.
    private const int MostKinds = 6;

    // What of a shape is compared: a jerk that follows begins 40 ms behind its stimulus at the earliest.
    private const double BeforeSeconds = 0.01;
    private const double BehindSeconds = 0.03;
    private const double MostBesideSeconds = 0.08;

    // An artefact leaps: its largest sample comes at once, and it towers over the noise. Motor units seldom reach 20 dB.
    private const double MostRiseSeconds = 0.02;
    private const double LeastPeakRatio = 10;

    // Of the energy of a shape, two artefacts may differ by this besides their noise: their times fall between two samples.
    private const double MostDifference = 0.04;

    // What is left of one beside the mean may be as many times its noise, and of what is usually left.
    private const double NoiseRatio = 3;

    // Beside an artefact the weakest jerk that is looked for has 6 dB over the noise of the floor.
    private const double BesideRatio = 4;
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
    /// <param name="shapes">Their shapes around the peak, of unit energy.</param>
    /// <param name="sampleRate">The sampling rate of the bursts in Hz.</param>
    /// <param name="shapeRate">That of the shapes.</param>
    public static bool[] Find(
        IReadOnlyList<Burst> bursts, ReadOnlySpan<double> seconds, ShapeList shapes, double sampleRate, double shapeRate)
    {
        bool[] isStimulus = new bool[bursts.Count];

        // What is so slow that its shapes have fewer samples than are compared shows no artefact as it was.
        if (bursts.Count == 0 || shapes[0].Length / 2 <= Samples(BehindSeconds))
        {
            return isStimulus;
        }

        double[] times = seconds.ToArray();
        List<int> large = [];
        List<int> sudden = [];
        for (int i = 0; i < bursts.Count; i++)
        {
            Burst burst = bursts[i];
            if (burst.PeakAmplitude >= LeastPeakRatio * burst.FloorRms)
            {
                large.Add(i);

                // The rise is not known of what is cut short; such a burst begins with its peak.
                if (burst.PeakIndex - burst.Start <= MostRiseSeconds * sampleRate)
                {
                    sudden.Add(i);
                }
            }
        }

        double clock = double.NaN;
        double usual = double.PositiveInfinity;
        for (int kind = 0; kind < MostKinds && sudden.Count >= LeastStimuli && Template(shapes, sudden) is float[] template; kind++)
        {
            List<int> alike = [];
            List<double> differences = [];
            foreach (int i in large)
            {
                if (isStimulus[i])
                {
                    continue;
                }

                double difference = Difference(template, shapes[i]);
                if (difference <= MostDifference + (NoiseRatio * NoisePart(bursts[i], sampleRate, BeforeSeconds + BehindSeconds)))
                {
                    alike.Add(i);
                    differences.Add(difference);
                }
            }

            if (alike.Count < LeastStimuli || !(IsTimedByClock(seconds, alike, ref clock) || IsInStep(seconds, alike, isStimulus, clock) || IsLargeAndFast(bursts, alike, template, shapeRate)))
            {
                sudden.RemoveAll(i => alike.BinarySearch(i) >= 0);
                continue;
            }

            // Those of a further kind repeat themselves as well as the first do: artefacts with jerks in them do not.
            usual = Math.Min(usual, Statistics.UpperMedian([.. differences.Order()], ofNone: 0));
            double usualLength = Statistics.UpperMedian([.. alike.Select(i => (double)bursts[i].Length).Order()], ofNone: 0);
            for (int n = 0; n < alike.Count; n++)
            {
                // With a jerk before it, in it or behind it, as the reflex that it has set off, the burst stays one.
                Burst burst = bursts[alike[n]];
                isStimulus[alike[n]] = burst.PeakIndex - burst.Start <= MostRiseSeconds * sampleRate
                    && burst.Length <= usualLength + (MostLongerSeconds * sampleRate)
                    && differences[n] <= (UsualRatio * usual) + (NoiseRatio * NoisePart(burst, sampleRate, BeforeSeconds + BehindSeconds))
                    && !HasMore(template, shapes[alike[n]], burst, -Before(alike[n]), -BeforeSeconds, UsualRatio * usual, sampleRate)
                    && !HasMore(template, shapes[alike[n]], burst, BehindSeconds, Behind(alike[n]), UsualRatio * usual, sampleRate);
            }

            // What differs from the others may be of a kind of its own.
            sudden.RemoveAll(i => isStimulus[i]);
        }

        return isStimulus;

        // Up to the next burst: what is one of its own needs no saving. Close behind another burst, its end may be what is there.
        double Before(int index) => index == 0 || times[index] - times[index - 1] > 3 * MostBesideSeconds ? MostBesideSeconds : 0;

        double Behind(int index) => index + 1 == bursts.Count ? MostBesideSeconds : Math.Min(
            MostBesideSeconds, times[index + 1] - times[index] - ((bursts[index + 1].PeakIndex - bursts[index + 1].Start) / sampleRate));
    }

    /// <summary>What part of the energy of a burst is noise, over so many seconds.</summary>
    private static double NoisePart(in Burst burst, double sampleRate, double seconds) =>
        burst.FloorRms * burst.FloorRms * seconds * sampleRate / (burst.RmsAmplitude * burst.RmsAmplitude * burst.Length);

    /// <summary>How much of the energy of two artefacts differs, in what is compared of them.</summary>
    private static double Difference(ReadOnlySpan<float> template, ReadOnlySpan<float> shape)
    {
        double r = ShapeMatch.Correlate(template[Core(shape)], shape[Core(shape)], mostShift: 1, out _);
        return r <= 0 ? 1 : 1 - (r * r);
    }

    private static Range Core(ReadOnlySpan<float> shape) =>
        ((shape.Length / 2) - Samples(BeforeSeconds))..((shape.Length / 2) + Samples(BehindSeconds));

    // Of shapes at the usual rate; where the signal itself is slower, over the longer time that as many samples take.
    private static int Samples(double seconds) => (int)(seconds * HeartbeatShapes.RateHz);

    /// <summary>Returns true if beside the artefact, in seconds from its peak, there is more than it and noise: a jerk in its shadow, which is found together with it.</summary>
    private static bool HasMore(
        ReadOnlySpan<float> template, ReadOnlySpan<float> shape, in Burst burst, double fromSeconds, double toSeconds, double mostDifference, double sampleRate)
    {
        int start = Math.Max(1, (shape.Length / 2) + Samples(fromSeconds));
        int end = Math.Min(shape.Length - 1, (shape.Length / 2) + Samples(toSeconds));
        if (end <= start)
        {
            return false;
        }

        ShapeMatch.Correlate(template[Core(shape)], shape[Core(shape)], mostShift: 1, out int shift);
        double scale = ShapeMatch.Dot(template[Core(shape)], shape[Core(shape)]) / ShapeMatch.Dot(template[Core(shape)], template[Core(shape)]);
        (double left, double own, double there) = (0, 0, 0);
        for (int n = start; n < end; n++)
        {
            double expected = scale * template[n];
            left += (shape[n + shift] - expected) * (shape[n + shift] - expected);
            own += expected * expected;
            there += shape[n + shift] * shape[n + shift];
        }

        // Less than the mean of all, as before the first of two pulses, is no jerk.
        return there > own && left > (mostDifference * own) + (BesideRatio * NoisePart(burst, sampleRate, (end - start) / HeartbeatShapes.RateHz));
    }

    /// <summary>The mean of those that are the same as the one that most others are the same as; of unit energy.</summary>
    private static float[]? Template(ShapeList shapes, List<int> sudden)
    {
        int seeds = Math.Min(sudden.Count, MostSeeds);
        int[] same = new int[seeds];
        for (int a = 0; a < seeds; a++)
        {
            for (int b = 0; b < a; b++)
            {
                if (Difference(shapes[Seed(a)], shapes[Seed(b)]) <= 2 * MostDifference)
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

        ReadOnlySpan<float> first = shapes[Seed(Array.IndexOf(same, most))];
        double[] mean = new double[shapes.Length];
        foreach (int i in sudden)
        {
            ReadOnlySpan<float> shape = shapes[i];
            if (Difference(first, shape) > 2 * MostDifference)
            {
                continue;
            }

            for (int n = 0; n < mean.Length; n++)
            {
                mean[n] += shape[n];
            }
        }

        double norm = Math.Sqrt(mean.Sum(value => value * value));
        return [.. mean.Select(value => (float)(value / norm))];

        int Seed(int index) => sudden[(int)((long)index * sudden.Count / seeds)];
    }

    /// <summary>Returns true if most intervals are one and the same, or a few of it.</summary>
    private static bool IsTimedByClock(ReadOnlySpan<double> seconds, List<int> alike, ref double clock)
    {
        double[] intervals = new double[alike.Count - 1];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = seconds[alike[i + 1]] - seconds[alike[i]];
        }

        // Of artefacts that fall between two samples in turns, some of each three are alike: the middle interval is two of the clock's then.
        double[] sorted = [.. intervals.Order()];
        foreach (double interval in (ReadOnlySpan<double>)[Statistics.UpperMedian(sorted, ofNone: double.NaN), sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 10]])
        {
            int regular = 0;
            foreach (double one in intervals)
            {
                double times = Math.Round(one / interval);
                regular += times is >= 1 and <= MostMissing && Math.Abs(one - (times * interval)) <= ClockSeconds * Math.Sqrt(times) ? 1 : 0;
            }

            if (regular >= ClockFraction * intervals.Length)
            {
                clock = clock < interval ? clock : interval;
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns true if most come equally long behind the artefacts that are known, or a few intervals of their clock more.</summary>
    private static bool IsInStep(ReadOnlySpan<double> seconds, List<int> alike, bool[] isKnown, double clock)
    {
        List<double> delays = [];
        foreach (int i in alike)
        {
            int known = i == 0 ? -1 : Array.LastIndexOf(isKnown, true, i - 1);
            known = known < 0 ? Array.IndexOf(isKnown, true) : known;
            if (known < 0)
            {
                return false;
            }

            double delay = seconds[i] - seconds[known];
            delays.Add(double.IsNaN(clock) ? delay : delay - (Math.Round(delay / clock) * clock));
        }

        double usual = Statistics.UpperMedian([.. delays.Order()], ofNone: double.NaN);
        return delays.Count(delay => Math.Abs(delay - usual) <= ClockSeconds) >= ClockFraction * delays.Count;
    }

    private static bool IsLargeAndFast(IReadOnlyList<Burst> bursts, List<int> alike, float[] template, double shapeRate)
    {
        double snr = Statistics.UpperMedian([.. alike.Select(i => bursts[i].SnrDb).Order()], ofNone: double.NaN);
        return snr >= LeastIrregularDb && !QrsSpectrum.IsSlow(template, shapeRate);
    }
}
