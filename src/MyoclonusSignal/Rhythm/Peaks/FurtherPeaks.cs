using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Finds what else is significant in the whole record once the strongest peak is taken away.</summary>
internal static class FurtherPeaks
{
    // More than three rhythms in one band cannot be told apart by windows of twelve periods.
    private const int Most = 2;

    // Four times what a steady line leaks to a frequency through a Hann window, its side lobes' envelope, is more than leakage.
    private const double LeakageMargin = 4;

    // Two further peaks are looked for, and stretches of the record besides: each has a quarter of the level.
    private const double LevelShare = 0.25;

    // Below a twentieth of the strongest peak the jitter of a train makes humps of its own half-way between its harmonics.
    private const double LeastHeight = 0.05;

    // A strength that comes and goes d times a second puts sidebands at f − d and f + d, in step and so about as tall.
    private const double MirrorHeight = 0.25;

    // The second harmonic gives way within half of a peak's width, or a rhythm near it would be hidden; what is left within the whole
    // width is another rhythm from this height of the strongest peak on, and the skirt of the harmonic below.
    private const double HarmonicReach = 0.5;
    private const double HarmonicHeight = 0.25;

    /// <summary>Gives the frequencies of further peaks, the strongest first.</summary>
    /// <param name="search">The search that found the peak.</param>
    /// <param name="frequencyHz">The frequency of the peak that is known.</param>
    /// <param name="options">What counts as significant.</param>
    public static List<double> Of(PeakSearch search, double frequencyHz, RhythmOptions options)
    {
        WindowedPower power = search.Power;
        search.Load(0, power.Count);
        double count = power.TailCount(0, power.Count);
        double[] original = search.Flat.ToArray();
        double[] left = [.. original];
        List<double> found = [];
        double known = frequencyHz;
        double top = Height(search, left, frequencyHz);
        for (int round = 0; round < Most; round++)
        {
            // A train of bursts has its second harmonic in the band.
            Flatten(search, left, known);
            Flatten(search, left, 2 * known, HarmonicReach);
            PeakEvidence peak = search.Test.Strongest(left, count);
            if (peak.Probability > LevelShare * options.Significance || peak.Prominence < options.MinimumProminence)
            {
                break;
            }

            known = PeakSummit.Of(search.Test, left, peak.Index, power.StepHz);
            double height = Height(search, left, known);
            double leakage = LeakageMargin * Leakage((known - frequencyHz) * power.WindowSeconds);
            if (height < top * Math.Max(leakage, LeastHeight))
            {
                break;
            }

            bool isBesideHarmonic = Math.Abs(known - (2 * frequencyHz)) <= 2 * frequencyHz * PeakShape.Jittered.InnerFraction;
            if (isBesideHarmonic && height < HarmonicHeight * top)
            {
                continue;
            }

            double mirrorHz = (2 * frequencyHz) - known;
            double mirror = mirrorHz > 0 ? Height(search, original, mirrorHz) : 0;
            if (mirror >= Math.Max(MirrorHeight * height, options.MinimumProminence))
            {
                Flatten(search, left, mirrorHz);
                continue;
            }

            found.Add(known);
        }

        return found;
    }

    private static double Height(PeakSearch search, double[] flat, double frequencyHz)
    {
        int bin = (int)Math.Round(frequencyHz / search.Power.StepHz);
        int reach = (int)Math.Ceiling(HannPeak.HalfWidthHz(search.Power.WindowSeconds) / search.Power.StepHz);
        double height = 0;
        for (int b = Math.Max(1, bin - reach); b <= bin + reach && b < flat.Length; b++)
        {
            height = Math.Max(height, flat[b]);
        }

        return height;
    }

    // The envelope of the transform of a Hann window, squared: sinc(d)/(1 − d²) at d in 1/window length.
    private static double Leakage(double distance)
    {
        double d = Math.Max(Math.Abs(distance), 1.5);
        double amplitude = 1 / (Math.PI * d * ((d * d) - 1));
        return amplitude * amplitude;
    }

    // The peak gives way to the mean of its flanks, so that it is no part of the flanks of another.
    private static void Flatten(PeakSearch search, double[] flat, double frequencyHz, double part = 1)
    {
        WindowedPower power = search.Power;
        int index = (int)Math.Round(frequencyHz / power.StepHz) - search.Test.FirstBin;
        if (index < 0 || index >= search.Test.Count)
        {
            return;
        }

        double floor = search.Test.FlankMean(flat, index);
        double reach = Math.Max(part * PeakShape.Jittered.InnerFraction * frequencyHz, PeakShape.Jittered.InnerBins / power.WindowSeconds);
        int last = Math.Min(flat.Length - 1, (int)((frequencyHz + reach) / power.StepHz));
        for (int b = Math.Max(0, (int)Math.Ceiling((frequencyHz - reach) / power.StepHz)); b <= last; b++)
        {
            flat[b] = Math.Min(flat[b], floor);
        }
    }
}
