using MyoclonusSignal.Benchmarks.Envelopes;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Detection;

/// <summary>The stretches of an envelope above a threshold, against a test of every sample.</summary>
public class TwoThresholdsBenchmarks : HotLoop
{
    private const double Threshold = 200;

    private readonly double[] _envelope = new double[BlockSamples];
    private readonly TwoThresholds _detector = new(Threshold, Threshold);
    private long _naiveCount;
    private bool _isAbove;

    /// <summary>Makes the envelope.</summary>
    public TwoThresholdsBenchmarks() => new NaiveEnvelope().Process(Input, _envelope);

    /// <inheritdoc/>
    public override string Name => "TwoThresholds";

    /// <summary>Gets how many stretches the loop has found.</summary>
    internal long Count { get; private set; }

    /// <summary>Gets how many its twin has found.</summary>
    internal long NaiveCount => _naiveCount;

    /// <inheritdoc/>
    public override void Process()
    {
        ReadOnlySpan<double> rest = _envelope;
        while (!rest.IsEmpty)
        {
            Count += _detector.TryRead(rest, out int consumed, out _) ? 1 : 0;
            rest = rest[consumed..];
        }
    }

    /// <inheritdoc/>
    public override void Naive()
    {
        foreach (double value in _envelope)
        {
            bool isAbove = value > Threshold;
            _naiveCount += _isAbove && !isAbove ? 1 : 0;
            _isAbove = isAbove;
        }
    }
}
