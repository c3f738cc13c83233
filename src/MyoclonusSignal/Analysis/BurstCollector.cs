using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>The bursts found in one channel, and of EMG their shapes, by which heartbeats are told from jerks.</summary>
internal sealed class BurstCollector
{
    private readonly bool _keepsShapes;
    private readonly double _sampleRate;
    private readonly int _shapeStep;
    private readonly int _shapeLength;
    private readonly List<DetectedBurst> _bursts = [];
    private readonly List<float> _shapes = [];
    private readonly List<double> _floorRms = [];

    /// <summary>Initializes a new instance of the <see cref="BurstCollector"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="keepsShapes">Whether there may be heartbeats among the bursts.</param>
    public BurstCollector(double sampleRate, bool keepsShapes)
    {
        _sampleRate = sampleRate;
        _keepsShapes = keepsShapes;
        _shapeStep = Math.Max(1, (int)Math.Round(sampleRate / HeartbeatFinder.ShapeRateHz));
        _shapeLength = (int)Math.Round(HeartbeatFinder.ShapeSeconds * sampleRate / _shapeStep);
    }

    /// <summary>Gets the bursts, the rejected ones among them, in the order in which they were settled.</summary>
    public IReadOnlyList<DetectedBurst> Bursts => _bursts;

    /// <summary>Takes in a burst that the detector has just given.</summary>
    public void Keep(JerkDetector detector, in DetectedBurst burst)
    {
        if (_keepsShapes)
        {
            Span<float> shape = stackalloc float[_shapeLength];
            detector.CopyShape(burst.Burst, _shapeStep, shape);
            _shapes.AddRange(shape);
        }

        _bursts.Add(burst);
        _floorRms.Add(burst.Burst.FloorRms);
    }

    /// <summary>Takes in the noise floor at the end of a segment.</summary>
    public void KeepFloor(double floorRms) => _floorRms.Add(floorRms);

    /// <summary>Gives the median of the noise floors, or <see langword="null"/> where there was none.</summary>
    public double? MedianFloorRms()
    {
        _floorRms.Sort();
        return _floorRms.Count == 0 ? null : _floorRms[_floorRms.Count / 2];
    }

    /// <summary>
    /// Tells why each of <see cref="Bursts"/> from the first one on is no event, or that it is one; those before it are not
    /// looked at.
    /// </summary>
    public BurstRejection[] Review(int first = 0)
    {
        BurstRejection[] rejections = new BurstRejection[_bursts.Count - first];
        for (int i = 0; i < rejections.Length; i++)
        {
            rejections[i] = _bursts[first + i].Burst.Rejection;
        }

        if (_keepsShapes)
        {
            MarkHeartbeats(rejections, first);
        }

        return rejections;
    }

    private void MarkHeartbeats(BurstRejection[] rejections, int first)
    {
        // The detector settles a contraction after the jerks within it, so the bursts are put in order first.
        int[] order = [.. Enumerable.Range(first, rejections.Length).Where(i => rejections[i - first] == BurstRejection.None).OrderBy(PeakSeconds)];
        double[] seconds = [.. order.Select(PeakSeconds)];
        float[] shapes = [.. order.SelectMany(i => _shapes.GetRange(i * _shapeLength, _shapeLength))];
        double[] powers = [.. order.Select(i => _bursts[i].Burst.RmsAmplitude * _bursts[i].Burst.RmsAmplitude)];
        bool[] isBeat = HeartbeatFinder.Find(seconds, powers, shapes, _shapeLength);
        for (int i = 0; i < order.Length; i++)
        {
            if (isBeat[i] && _bursts[order[i]].Burst.Kind == BurstKind.Jerk)
            {
                rejections[order[i] - first] = BurstRejection.Heartbeat;
            }
        }
    }

    private double PeakSeconds(int index) => _bursts[index].OriginSeconds + (_bursts[index].Burst.PeakIndex / _sampleRate);
}
