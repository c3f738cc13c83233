using System.Numerics;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The recent past of a sensor's power in the band of jerks and in the band that also holds slow movement, as running sums
/// over all axes: it tells a jerk from the fast part of a voluntary movement or of a change of posture.
/// </summary>
internal sealed class MovementPower
{
    // The fast part of a movement lies in its beginning and its end: what is slow about it reaches so far beyond.
    private const double MarginSeconds = 0.15;

    // Of changes of posture by 20 to 90 degrees in 0.5 to 2 s, 0.03 to 4 % of the energy pass the filter, at 2 to 4 Hz; of
    // a limb's answer with its resonance at 4 to 12 Hz all does. Of a jerk that turns the limb by 0.2 g in 0.05 s and
    // leaves it so, 10 to 17 % pass; in 0.2 s, 6 to 8 %.
    private const double LeastShare = 0.06;
    private const double LeastShareHz = 5;

    // Walking and waving at some 2 Hz: half of their energy passes, and hardly anything lies at a limb's resonance.
    private const double LowestWavingShare = 0.3;
    private const double HighestWavingShare = 0.75;
    private const double HighestWavingHz = 3.5;

    private readonly double[] _fast;
    private readonly double[] _all;
    private readonly double[] _changes;
    private readonly double[] _previous = new double[3];
    private readonly double _sampleRate;
    private readonly double _noiseChange;
    private readonly int _mask;
    private readonly int _marginSamples;
    private double _fastSum;
    private double _allSum;
    private double _changeSum;
    private long _count;

    /// <summary>Initializes a new instance of the <see cref="MovementPower"/> class.</summary>
    /// <param name="filter">The band of jerks.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="heldSamples">How far back a jerk may begin that is read now, in samples.</param>
    public MovementPower(SosCoefficients filter, double sampleRate, long heldSamples)
    {
        _sampleRate = sampleRate;
        _noiseChange = NoiseChange(filter, _sampleRate);
        _marginSamples = (int)Math.Ceiling(MarginSeconds * _sampleRate);
        long reach = heldSamples + SignalConditioner.ChunkSamples;
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)(reach + (2 * _marginSamples) + 2));
        _mask = capacity - 1;
        _fast = new double[capacity];
        _all = new double[capacity];
        _changes = new double[capacity];
    }

    /// <summary>Begins a new segment.</summary>
    public void Reset()
    {
        _count = 0;
        _fastSum = 0;
        _allSum = 0;
        _fast[0] = 0;
        _all[0] = 0;
        _changeSum = 0;
        _changes[0] = 0;
        Array.Clear(_previous);
    }

    /// <summary>Takes in the next samples, one array an axis.</summary>
    public void Process(double[][] fast, double[][] all, int length)
    {
        for (int i = 0; i < length; i++)
        {
            for (int axis = 0; axis < fast.Length; axis++)
            {
                _fastSum += fast[axis][i] * fast[axis][i];
                _allSum += all[axis][i] * all[axis][i];
                double change = fast[axis][i] - _previous[axis];
                _previous[axis] = fast[axis][i];
                _changeSum += change * change;
            }

            int at = (int)++_count & _mask;
            _fast[at] = _fastSum;
            _all[at] = _allSum;
            _changes[at] = _changeSum;
        }
    }

    /// <summary>Rejects a jerk that is the fast part of a slow movement.</summary>
    public Burst Judge(in Burst burst)
    {
        if (burst.Kind != EventKind.Jerk || burst.Rejection != BurstRejection.None)
        {
            return burst;
        }

        double share = FastShare(burst.Start, burst.End);
        double hertz = FrequencyHz(burst);
        bool isSlow = (share < LeastShare && hertz < LeastShareHz) || (share is > LowestWavingShare and < HighestWavingShare && hertz < HighestWavingHz);
        return isSlow ? burst with { Rejection = BurstRejection.SlowMovement } : burst;
    }

    /// <summary>Gives the energy in the band of jerks over that of all movement, around the samples [start, end) of the segment.</summary>
    private double FastShare(long start, long end)
    {
        long first = Math.Max(Math.Max(0, _count - _mask), start - _marginSamples);
        long last = Math.Min(_count, end + _marginSamples);
        double all = Between(_all, first, last);
        return all > 0 ? Between(_fast, first, last) / all : 1;
    }

    /// <summary>
    /// Gives the root of the mean squared frequency in Hz of what the samples of a burst hold above the noise, within the
    /// band of jerks: a sample's difference from the last one is 2 sin(πf/fs) times its size.
    /// </summary>
    public double FrequencyHz(in Burst burst)
    {
        long first = Math.Max(Math.Max(0, _count - _mask), burst.Start);
        long last = Math.Min(_count, burst.End);
        double noise = (last - first) * burst.FloorRms * burst.FloorRms;
        double power = Between(_fast, first, last) - noise;
        if (power <= 0)
        {
            return 0;
        }

        double changes = Math.Max(0, Between(_changes, first, last) - (_noiseChange * noise));
        return Math.Asin(Math.Min(1, Math.Sqrt(changes / power) / 2)) * _sampleRate / Math.PI;
    }

    /// <summary>The power of the differences between neighbouring samples over the power itself, of white noise behind a filter.</summary>
    private static double NoiseChange(SosCoefficients filter, double sampleRate)
    {
        const int Steps = 512;
        double power = 0;
        double changes = 0;
        for (int i = 0; i < Steps; i++)
        {
            double turns = (i + 0.5) / (2 * Steps);
            double gain = filter.Response(turns * sampleRate).Magnitude;
            double change = 2 * Math.Sin(Math.PI * turns);
            power += gain * gain;
            changes += gain * gain * change * change;
        }

        return changes / power;
    }

    private double Between(double[] sums, long first, long last) => sums[(int)last & _mask] - sums[(int)first & _mask];
}
