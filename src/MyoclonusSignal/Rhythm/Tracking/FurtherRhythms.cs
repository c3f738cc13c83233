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
            if (Alone(record, power, own, foreign, bandwidthHz) is var (left, search))
            {
                rhythms.Add(new RhythmSummary(left, search, search.Whole()).Further(own));
            }
        }

        return rhythms;
    }

    /// <summary>Takes other rhythms off a record.</summary>
    /// <param name="record">The samples.</param>
    /// <param name="power">The windows of the decision.</param>
    /// <param name="ownHz">The rhythm that stays.</param>
    /// <param name="foreignHz">Those that go.</param>
    /// <param name="bandwidthHz">The width of the peak that was decided on.</param>
    /// <returns>What is left with its windows; null where nothing is.</returns>
    public static (RhythmRecord Record, PeakSearch Search)? Alone(
        RhythmRecord record, WindowedPower power, double ownHz, double[] foreignHz, double bandwidthHz)
    {
        RhythmRecord left = record with
        {
            Axes = [.. record.Axes.Select(axis => Without(axis, record.Segments, power, ownHz, foreignHz, bandwidthHz))],
        };
        var alone = new WindowedPower(
            left.Axes, left.Segments, left.SampleRate, power.WindowLength, power.Hop, 2 * left.Options.BandHighHz);
        return alone.Count > 0 ? (left, new PeakSearch(alone, PeakShape.Jittered, left.Options)) : null;
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
