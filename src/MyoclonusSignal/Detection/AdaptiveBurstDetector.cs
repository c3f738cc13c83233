using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>The library's own detector, <see cref="JerkDetector"/>, over a whole signal.</summary>
public sealed record AdaptiveBurstDetector : IBurstDetector
{
    /// <inheritdoc/>
    public string Name => "adaptive";

    /// <summary>Gets the options of the detector. Default: those for EMG.</summary>
    public JerkDetectorOptions Options { get; init; } = JerkDetectorOptions.ForEmg;

    /// <summary>
    /// Gets the width of the signal's band in Hz. Default: 430, of 20 to 450 Hz; at low sampling rates what is left of it up to
    /// 0.45 of the rate.
    /// </summary>
    public double BandwidthHz { get; init; } = 430;

    /// <summary>Gets what filters before the signal leave of a burst's power behind its end, where they still ring. Default: 0.</summary>
    public double TailPower { get; init; }

    /// <summary>Gets what filters before the signal make of an edge. Default: nothing.</summary>
    internal EdgeResponse Response { get; init; } = EdgeResponse.None;

    /// <inheritdoc/>
    public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate)
    {
        // As in an analysis, whose band begins at 20 Hz and ends at 0.45 of the rate at the latest.
        double bandwidthHz = Math.Max(Math.Min(BandwidthHz, (0.45 * sampleRate) - 20), Math.Min(BandwidthHz, 0.05 * sampleRate));
        var detector = new JerkDetector(Options, sampleRate, bandwidthHz, minimumFloorRms: 0, givesRejected: false, axes: 1, TailPower, Response);
        List<Segment> bursts = [];
        ReadOnlySpan<double> rest = signal;
        while (!rest.IsEmpty)
        {
            if (detector.TryRead(rest, out int consumed, out Burst burst))
            {
                bursts.Add(new Segment(burst.Start, burst.End));
            }

            rest = rest[consumed..];
        }

        while (detector.TryFinish(out Burst last))
        {
            bursts.Add(new Segment(last.Start, last.End));
        }

        // Settled in another order: what divides a contraction is known before the contraction ends.
        bursts.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        return bursts;
    }
}
