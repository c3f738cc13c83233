using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Follows each rhythm beside the one that was decided on, with the others taken off the samples.</summary>
internal static class FurtherRhythms
{
    // Of a sinusoid so many 1/window lengths away a Hann window keeps a hundredth of the amplitude: the weaker rhythm stays.
    private const double WindowDistance = 3;

    /// <summary>Follows them.</summary>
    /// <param name="axes">The samples.</param>
    /// <param name="segments">The stretches without a gap.</param>
    /// <param name="clocks">Where they lie on the clock.</param>
    /// <param name="power">The windows of the decision.</param>
    /// <param name="options">The options of the decision.</param>
    /// <param name="mainHz">The rhythm that was decided on.</param>
    /// <param name="bandwidthHz">The width of its peak: of a narrow one no more of the noise about it is taken off than needs be.</param>
    /// <param name="othersHz">The frequencies of the others.</param>
    public static IReadOnlyList<FurtherRhythm> Of(
        SampleStore[] axes, List<Segment> segments, List<long> clocks, WindowedPower power, RhythmOptions options, double mainHz, double bandwidthHz, IReadOnlyList<double> othersHz)
    {
        List<FurtherRhythm> rhythms = [];
        foreach (double own in othersHz)
        {
            double[] foreign = [mainHz, 2 * mainHz, .. othersHz.Where(other => other != own)];
            SampleStore[] left = [.. axes.Select(axis => Without(axis, segments, power, own, foreign, bandwidthHz))];
            var alone = new WindowedPower(left, segments, power.SampleRate, power.WindowLength, power.Hop, 2 * options.BandHighHz);
            if (alone.Count > 0)
            {
                var search = new PeakSearch(alone, PeakShape.Jittered, options);
                rhythms.Add(new RhythmSummary(left, segments, clocks, power.SampleRate, options, search, search.Whole()).Further(own));
            }
        }

        return rhythms;
    }

    private static SampleStore Without(SampleStore axis, List<Segment> segments, WindowedPower power, double ownHz, double[] foreignHz, double bandwidthHz)
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
