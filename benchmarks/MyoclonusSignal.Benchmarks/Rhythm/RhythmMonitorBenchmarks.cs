using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Benchmarks.Rhythm;

/// <summary>The live decision on a rhythm, one a second, against spectra that are made anew each time.</summary>
public class RhythmMonitorBenchmarks : HotLoop
{
    private const int SampleRate = 50;

    // Two in three seconds of a train at 5 Hz, then rest.
    private const int PeriodSamples = 10;
    private const int CycleSamples = 60 * SampleRate;
    private const int TrainSamples = 40 * SampleRate;

    private readonly double[] _envelope;
    private readonly RhythmMonitor _monitor = new(SampleRate);
    private readonly NaiveRhythmMonitor _naive = new(SampleRate);

    /// <summary>Makes the envelope.</summary>
    public RhythmMonitorBenchmarks()
    {
        var random = new Random(1);
        _envelope = new double[BlockSamples];
        for (int i = 0; i < _envelope.Length; i++)
        {
            bool isBurst = i % CycleSamples < TrainSamples && i % PeriodSamples < 3;
            _envelope[i] = (isBurst ? 10 : 5) + (2 * (random.NextDouble() + random.NextDouble() - 1));
        }
    }

    /// <inheritdoc/>
    public override string Name => "RhythmMonitor";

    /// <summary>Gets in how many decisions there was a rhythm.</summary>
    internal int OnCount { get; private set; }

    /// <summary>Gets in how many of its decisions the twin saw one.</summary>
    internal int NaiveCount => _naive.RhythmicCount;

    /// <inheritdoc/>
    public override void Process()
    {
        ReadOnlySpan<double> rest = _envelope;
        while (!rest.IsEmpty)
        {
            OnCount += _monitor.TryRead(rest, out int consumed, out RhythmMoment moment) && moment.IsOn ? 1 : 0;
            rest = rest[consumed..];
        }
    }

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(_envelope);
}
