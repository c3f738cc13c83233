using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Follows each rhythm beside the one that was decided on, with the others taken off the samples.</summary>
internal static class FurtherRhythms
{
    // Of a sinusoid so many 1/window lengths away a Hann window keeps a hundredth of the amplitude: the weaker rhythm stays.
    private const double WindowDistance = 3;

    /// <summary>Follows them.</summary>
    /// <param name="record">The samples.</param>
    /// <param name="power">The windows of the decision.</param>
    /// <param name="mainHz">The rhythm that was decided on.</param>
    /// <param name="bandwidthHz">The width of its peak: of a narrow one no more of the noise about it is taken off than needs be.</param>
    /// <param name="othersHz">The frequencies of the others.</param>
    public static IReadOnlyList<FurtherRhythm> Of(
        RhythmRecord record, WindowedPower power, double mainHz, double bandwidthHz, IReadOnlyList<double> othersHz)
    {
        List<FurtherRhythm> rhythms = [];
        foreach (double own in othersHz)
        {
            double[] foreign = [mainHz, 2 * mainHz, .. othersHz.Where(other => other != own)];
            RhythmRecord left = record with
            {
                Axes = [.. record.Axes.Select(axis => Without(axis, record.Segments, power, own, foreign, bandwidthHz))],
            };
            var alone = new WindowedPower(
                left.Axes, left.Segments, left.SampleRate, power.WindowLength, power.Hop, 2 * left.Options.BandHighHz);
            if (alone.Count > 0)
            {
                var search = new PeakSearch(alone, PeakShape.Jittered, left.Options);
                rhythms.Add(new RhythmSummary(left, search, search.Whole()).Further(own));
            }
        }

        return rhythms;
    }

    private static SampleStore Without(SampleStore axis, IReadOnlyList<Segment> segments, WindowedPower power, double ownHz, double[] foreignHz, double bandwidthHz)
    {
        double[] samples = new double[axis.Count];
        axis.CopyTo(0, samples);
        foreach (Segment segment in segments)
        {
            foreach (double foreign in foreignHz)
            {
                double distance = Math.Abs(foreign - ownHz);
                if (foreign < power.SampleRate / 2 && distance * power.WindowSeconds >= 1)
                {
                    RhythmRemover.TakeOff(
                        samples.AsSpan((int)segment.Start, (int)segment.Length),
                        power.SampleRate,
                        foreign,
                        Math.Min(power.WindowSeconds, Math.Max(WindowDistance / distance, 1 / Math.Max(bandwidthHz, 1e-3))));
                }
            }
        }

        var left = new SampleStore();
        left.Append(samples);
        return left;
    }
}
