using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>Keeps what tells the discharges of a single motor unit from jerks, and marks them.</summary>
internal sealed class UnitGuess
{
    /// <summary>The least sampling rate in Hz at which a potential has a shape.</summary>
    public const double LeastRateHz = 900;

    private readonly double _sampleRate;
    private readonly int _step;
    private readonly ShapeStore _shapes;
    private readonly List<double> _cores = [];

    // The number of a burst's shape; none is kept of what is too long for one potential.
    private readonly List<int> _numbers = [];

    /// <summary>Initializes a new instance of the <see cref="UnitGuess"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public UnitGuess(double sampleRate)
    {
        _sampleRate = sampleRate;
        _step = Math.Max(1, (int)Math.Round(sampleRate / UnitTrains.ShapeRateHz));
        _shapes = new ShapeStore((int)Math.Round(UnitTrains.ShapeSeconds * sampleRate / _step));
    }

    /// <summary>Takes in a burst that the detector has just given.</summary>
    public void Keep(JerkDetector detector, in Burst burst)
    {
        double core = detector.CoreShare(burst, (long)Math.Round(UnitTrains.CoreSeconds * _sampleRate));
        bool isPotential = core >= UnitTrains.LeastCore;
        _cores.Add(core);
        _numbers.Add(isPotential ? _shapes.Count : -1);
        if (isPotential)
        {
            detector.CopyShape(burst, _step, _shapes.Add());
        }
    }

    /// <summary>Forgets all bursts.</summary>
    public void Clear()
    {
        _shapes.Clear();
        _cores.Clear();
        _numbers.Clear();
    }

    /// <summary>Marks the discharges of single units among the bursts from the first one on that may still be events.</summary>
    /// <param name="bursts">All bursts.</param>
    /// <param name="rejections">What is known of those from the first one on; receives what is found.</param>
    /// <param name="first">The index of the first one.</param>
    public void Mark(IReadOnlyList<DetectedBurst> bursts, BurstRejection[] rejections, int first)
    {
        int[] order =
        [
            .. Enumerable.Range(first, rejections.Length)
                .Where(i => rejections[i - first] == BurstRejection.None && bursts[i].Burst.Kind == EventKind.Jerk)
                .OrderBy(PeakSeconds),
        ];
        double[] seconds = [.. order.Select(PeakSeconds)];
        double[] amplitudes = [.. order.Select(i => bursts[i].Burst.PeakAmplitude)];
        double[] durations = [.. order.Select(i => bursts[i].Burst.Length / _sampleRate)];
        double[] cores = [.. order.Select(i => _cores[i])];
        bool[] isUnit = UnitTrains.Find(seconds, amplitudes, durations, cores, new ShapeList(_shapes, [.. order.Select(i => _numbers[i])]));
        for (int i = 0; i < order.Length; i++)
        {
            if (isUnit[i])
            {
                rejections[order[i] - first] = BurstRejection.MotorUnit;
            }
        }

        double PeakSeconds(int index) => bursts[index].OriginSeconds + (bursts[index].Burst.PeakIndex / _sampleRate);
    }
}
