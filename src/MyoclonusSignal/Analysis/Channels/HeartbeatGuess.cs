using System.Collections;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Guesses which bursts of an EMG are a stimulator's or the heart's by their shapes and times alone: the heart's while the stretch of signal that tells it is still
/// being recorded, and where the heart changes too much from beat to beat to be subtracted.
/// </summary>
internal sealed class HeartbeatGuess
{
    // How far the artefact's flank is compared with, and what the recovery of an amplifier does not reach there.
    private const double BesideSeconds = 0.2;
    private const double LeastBesideDb = 6;

    private readonly double _sampleRate;
    private readonly int _shapeStep;
    private readonly ShapeStore _shapes;

    /// <summary>Initializes a new instance of the <see cref="HeartbeatGuess"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public HeartbeatGuess(double sampleRate)
    {
        _sampleRate = sampleRate;
        _shapeStep = Math.Max(1, (int)Math.Round(sampleRate / HeartbeatShapes.RateHz));
        _shapes = new ShapeStore(BurstHeartbeats.ShapeLength(sampleRate / _shapeStep));
    }

    /// <summary>Takes in the shape of a burst that the detector has just given.</summary>
    public void Keep(JerkDetector detector, in Burst burst) => detector.CopyShape(burst, _shapeStep, _shapes.Add());

    /// <summary>Forgets all shapes.</summary>
    public void Clear() => _shapes.Clear();

    /// <summary>Marks the artefacts of a stimulator, then what looks like a heartbeat, among the bursts from the first one on.</summary>
    /// <param name="bursts">All bursts.</param>
    /// <param name="rejections">What is known of those from the first one on; receives the guess.</param>
    /// <param name="first">The index of the first one.</param>
    public void Mark(IReadOnlyList<DetectedBurst> bursts, BurstRejection[] rejections, int first)
    {
        MarkThose(BurstRejection.Stimulus, (own, seconds, shapes) => StimulusFinder.Find(own, seconds, shapes, _sampleRate, _sampleRate / _shapeStep));
        KeepBesideStimuli();
        MarkThose(BurstRejection.Heartbeat, (own, seconds, shapes) => BurstHeartbeats.Find(
            seconds, [.. own.Select(burst => burst.RmsAmplitude * burst.RmsAmplitude)], shapes, _sampleRate / _shapeStep));

        void MarkThose(BurstRejection reason, Func<IReadOnlyList<Burst>, double[], ShapeList, bool[]> find)
        {
            // The detector settles a contraction after the jerks within it, so the bursts are put in order first.
            int[] order = [.. Enumerable.Range(first, rejections.Length).Where(i => rejections[i - first] == BurstRejection.None).OrderBy(PeakSeconds)];
            bool[] isFound = find(new BurstsInOrder(bursts, order), [.. order.Select(PeakSeconds)], new ShapeList(_shapes, order));
            for (int i = 0; i < order.Length; i++)
            {
                if (isFound[i] && bursts[order[i]].Burst.Kind == EventKind.Jerk)
                {
                    rejections[order[i] - first] = reason;
                }
            }
        }

        // A jerk whose neighbour is an artefact is no step of the noise, though the power does not fall off on that side.
        void KeepBesideStimuli()
        {
            double[] stimuli = [.. Enumerable.Range(first, rejections.Length).Where(i => rejections[i - first] == BurstRejection.Stimulus).Select(PeakSeconds).Order()];
            for (int i = 0; i < rejections.Length && stimuli.Length > 0; i++)
            {
                if (rejections[i] == BurstRejection.LevelChange && bursts[first + i].Burst.SnrDb >= LeastBesideDb
                    && IsBeside(stimuli, PeakSeconds(first + i)))
                {
                    rejections[i] = BurstRejection.None;
                }
            }
        }

        double PeakSeconds(int index) => bursts[index].OriginSeconds + (bursts[index].Burst.PeakIndex / _sampleRate);
    }

    private static bool IsBeside(double[] sorted, double seconds)
    {
        int found = Array.BinarySearch(sorted, seconds);
        int next = found < 0 ? ~found : found;
        return (next < sorted.Length && Math.Abs(sorted[next] - seconds) <= BesideSeconds)
            || (next > 0 && Math.Abs(sorted[next - 1] - seconds) <= BesideSeconds);
    }

    /// <summary>Bursts in the order of their peaks, none copied.</summary>
    private sealed class BurstsInOrder(IReadOnlyList<DetectedBurst> bursts, int[] order) : IReadOnlyList<Burst>
    {
        /// <inheritdoc/>
        public int Count => order.Length;

        /// <inheritdoc/>
        public Burst this[int index] => bursts[order[index]].Burst;

        /// <inheritdoc/>
        public IEnumerator<Burst> GetEnumerator() => order.Select(i => bursts[i].Burst).GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
