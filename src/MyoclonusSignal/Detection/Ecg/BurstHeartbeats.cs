using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The bursts of an EMG as what may be heartbeats: what <see cref="HeartbeatFinder"/> is told where the signal is not settled yet, or
/// where the heart changes too much to be subtracted from it.
/// </summary>
internal sealed class BurstHeartbeats : HeartbeatShapes
{
    /// <summary>The length of a shape in seconds: what is compared, and by how much it may be shifted.</summary>
    public const double ShapeSeconds = 0.16;

    /// <summary>A wave of a beat has at most this part of its QRS complex's power.</summary>
    public const double WaveRatio = 4;

    private readonly ShapeList _shapes;
    private readonly List<HeartbeatCandidate> _peaks = [];

    private BurstHeartbeats(ReadOnlySpan<double> seconds, ReadOnlySpan<double> powers, ShapeList shapes, double shapeRateHz)
        : base(shapeRateHz)
    {
        _shapes = shapes;
        for (int i = 0; i < seconds.Length; i++)
        {
            // What is too fast to have been a beat or one of its waves is neither like one nor early.
            if (!QrsSpectrum.IsFast(shapes[i], shapeRateHz))
            {
                _peaks.Add(new HeartbeatCandidate(i, seconds[i] * shapeRateHz, powers[i]));
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<HeartbeatCandidate> Peaks => _peaks;

    /// <inheritdoc/>
    public override double End => _peaks.Count == 0 ? 0 : _peaks[^1].Position + 1;

    /// <summary>Gets the number of samples of a shape.</summary>
    /// <param name="shapeRateHz">Their rate in Hz.</param>
    public static int ShapeLength(double shapeRateHz) => Math.Max((int)Math.Round(ShapeSeconds * shapeRateHz), (2 * Reach(shapeRateHz)) + 1);

    /// <summary>Marks the heartbeats among bursts that are sorted by time.</summary>
    /// <param name="seconds">The times of the bursts' peaks.</param>
    /// <param name="powers">Their mean powers.</param>
    /// <param name="shapes">Their shapes around the peak, of unit energy and of the length <see cref="ShapeLength"/>.</param>
    /// <param name="shapeRateHz">The rate of their samples in Hz.</param>
    public static bool[] Find(ReadOnlySpan<double> seconds, ReadOnlySpan<double> powers, ShapeList shapes, double shapeRateHz)
    {
        bool[] isBeat = new bool[seconds.Length];
        BurstHeartbeats bursts = new(seconds, powers, shapes, shapeRateHz);
        (List<HeartbeatCandidate> beats, List<HeartbeatCandidate> ectopics) = HeartbeatFinder.Find(bursts, out _);
        foreach (HeartbeatCandidate beat in beats.Concat(ectopics).Concat(bursts.Waves(beats)))
        {
            isBeat[beat.Index] = true;
        }

        return isBeat;
    }

    /// <inheritdoc/>
    public override List<HeartbeatCandidate> Match(float[] template, double leastCorrelation)
    {
        List<HeartbeatCandidate> alike = [];
        foreach (HeartbeatCandidate burst in _peaks)
        {
            ReadOnlySpan<float> stretch = _shapes[burst.Index].Slice((_shapes.Length / 2) - Half - Lag, template.Length + (2 * Lag));
            double correlation = MatchedFilter.Best(stretch, template);
            if (correlation >= leastCorrelation)
            {
                alike.Add(burst with { Height = correlation * Math.Sqrt(burst.Energy), Correlation = correlation });
            }
        }

        return alike;
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<float> Shape(int peak, int shift) =>
        _shapes[_peaks[peak].Index].Slice((_shapes.Length / 2) + shift - Half, (2 * Half) + 1);

    /// <summary>What is far weaker than a beat and stands where its P or T wave does.</summary>
    private IEnumerable<HeartbeatCandidate> Waves(List<HeartbeatCandidate> beats)
    {
        double[] powers = [.. beats.Select(beat => beat.Energy).Order()];
        double least = Statistics.UpperMedian(powers, ofNone: 0) / WaveRatio;
        int next = 0;
        foreach (HeartbeatCandidate burst in _peaks)
        {
            while (next < beats.Count && beats[next].Position <= burst.Position)
            {
                next++;
            }

            double sinceSeconds = next == 0 ? double.PositiveInfinity : (burst.Position - beats[next - 1].Position) / Rate;
            double toSeconds = next == beats.Count ? double.PositiveInfinity : (beats[next].Position - burst.Position) / Rate;
            if (burst.Energy < least && (toSeconds <= BeatTemplates.MostBeforeSeconds || sinceSeconds <= BeatTemplates.MostBehindSeconds))
            {
                yield return burst;
            }
        }
    }
}
