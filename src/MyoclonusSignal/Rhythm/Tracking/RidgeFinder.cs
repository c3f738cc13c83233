using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Finds every rhythm of a record that is known to have one: the strongest significant peak of each stretch, joined while it moves slowly.</summary>
/// <remarks>
/// The whole record's peak is one frequency, at which bouts are followed; what goes at another frequency, before or after, or
/// leaves the filter by drifting, is found here. A ridge needs one stretch that is significant among all independent stretches;
/// its other stretches are significant by themselves.
/// </remarks>
internal static class RidgeFinder
{
    // Two windows: the shortest stretch of which a mean over windows can be spoken.
    private const double StretchWindows = 2;

    // From one hop to the next a peak may move by so many half widths of the window's peak: 0.36 Hz in a second for the band of
    // 3–8 Hz, twice as fast as a tremor that swings by 0.8 Hz within 30 s.
    private const double LargestMove = 2;

    public static List<Ridge> Find(PeakSearch search, RhythmRecord record)
    {
        IReadOnlyList<Segment> segments = record.Segments;
        RhythmOptions options = record.Options;
        WindowedPower power = search.Power;
        int length = (int)Math.Round((StretchWindows - 1) * power.WindowLength / power.Hop) + 1;
        double independent = Math.Max(1, power.Count * power.Hop / (StretchWindows * power.WindowLength));
        double move = LargestMove * HannPeak.HalfWidthHz(power.WindowSeconds);
        List<Ridge> ridges = [];
        List<(long Start, double Hz, double Probability)> open = [];
        long samples = (long)(length - 1) * power.Hop;
        int segment = 0;
        for (int k = 0; k + length <= power.Count; k++)
        {
            long start = power.StartOf(k);
            while (start >= segments[segment].End)
            {
                Close(ridges, open, samples + power.WindowLength, options.Significance / independent);
                segment++;
            }

            if (power.StartOf(k + length - 1) + power.WindowLength > segments[segment].End)
            {
                continue;
            }

            PeakFinding here = search.At(k, k + length);
            if (here.Evidence.Probability > options.Significance || here.Evidence.Prominence < options.MinimumProminence)
            {
                continue;
            }

            double frequency = PeakSummit.Fundamental(here, options);
            if (open.Count > 0
                && (start - open[^1].Start > samples + power.WindowLength || Math.Abs(frequency - open[^1].Hz) > move))
            {
                Close(ridges, open, samples + power.WindowLength, options.Significance / independent);
            }

            open.Add((start, frequency, here.Evidence.Probability));
        }

        Close(ridges, open, samples + power.WindowLength, options.Significance / independent);
        return ridges;
    }

    private static void Close(List<Ridge> ridges, List<(long Start, double Hz, double Probability)> open, long length, double level)
    {
        if (open.Count > 0 && open.Min(point => point.Probability) <= level)
        {
            ridges.Add(new Ridge(
                open[0].Start,
                open[^1].Start + length,
                [.. open.Select(point => point.Start + (length / 2.0))],
                [.. open.Select(point => point.Hz)]));
        }

        open.Clear();
    }
}

/// <summary>A significant peak that moves slowly from stretch to stretch of the record.</summary>
/// <param name="StartSamples">First sample of the first stretch, in the store.</param>
/// <param name="EndSamples">The sample behind its last one.</param>
/// <param name="Centres">The middle of each stretch, in samples of the store.</param>
/// <param name="FrequencyHz">The frequency of the peak in each of them.</param>
internal sealed record Ridge(long StartSamples, long EndSamples, double[] Centres, double[] FrequencyHz)
{
    /// <summary>Gets the mean frequency.</summary>
    public double MeanHz => FrequencyHz.Average();
}
