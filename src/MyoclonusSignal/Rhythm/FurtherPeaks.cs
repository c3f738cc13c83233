namespace MyoclonusSignal.Rhythm;

/// <summary>Finds what else is significant in the whole record once the strongest peak is taken away.</summary>
internal static class FurtherPeaks
{
    // More than three rhythms in one band cannot be told apart by windows of twelve periods.
    private const int Most = 2;

    /// <summary>Gives the frequencies of further peaks, the strongest first.</summary>
    /// <param name="search">The search that found the peak.</param>
    /// <param name="frequencyHz">The frequency of the peak that is known.</param>
    /// <param name="options">What counts as significant.</param>
    public static List<double> Of(PeakSearch search, double frequencyHz, RhythmOptions options)
    {
        WindowedPower power = search.Power;
        search.Load(0, power.Count);
        double count = power.TailCount(0, power.Count);
        double[] left = search.Flat.ToArray();
        List<double> found = [];
        double known = frequencyHz;
        while (found.Count < Most)
        {
            // A train of bursts has its second harmonic in the band.
            Flatten(search, left, known);
            Flatten(search, left, 2 * known);
            PeakEvidence peak = search.Test.Strongest(left, count);
            if (peak.Probability > options.Significance || peak.Prominence < options.MinimumProminence)
            {
                break;
            }

            known = PeakSummit.Of(search.Test, left, peak.Index, power.StepHz);
            found.Add(known);
        }

        return found;
    }

    // The peak gives way to the mean of its flanks, so that it is no part of the flanks of another.
    private static void Flatten(PeakSearch search, double[] flat, double frequencyHz)
    {
        WindowedPower power = search.Power;
        int index = (int)Math.Round(frequencyHz / power.StepHz) - search.Test.FirstBin;
        if (index < 0 || index >= search.Test.Count)
        {
            return;
        }

        double floor = search.Test.FlankMean(flat, index);
        double reach = Math.Max(PeakShape.Jittered.InnerFraction * frequencyHz, PeakShape.Jittered.InnerBins / power.WindowSeconds);
        int last = Math.Min(flat.Length - 1, (int)((frequencyHz + reach) / power.StepHz));
        for (int b = Math.Max(0, (int)Math.Ceiling((frequencyHz - reach) / power.StepHz)); b <= last; b++)
        {
            flat[b] = Math.Min(flat[b], floor);
        }
    }
}
