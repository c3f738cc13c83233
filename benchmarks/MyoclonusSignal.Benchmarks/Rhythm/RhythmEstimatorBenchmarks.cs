using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Benchmarks.Rhythm;

/// <summary>Taking in the samples of the estimator of rhythm, against a growing list.</summary>
public class RhythmEstimatorBenchmarks : HotLoop
{
    private const double SampleRate = 100;

    // Some ten minutes, which stay in the cache; then the estimator starts again in the memory it has.
    private const int BlocksKept = 8;

    private readonly RhythmEstimator _estimator = new(SampleRate);
    private readonly List<double> _naive = new(BlocksKept * BlockSamples);
    private int _blocks;

    /// <summary>Lets the estimator reach its full memory once.</summary>
    public RhythmEstimatorBenchmarks()
    {
        for (int i = 0; i < BlocksKept; i++)
        {
            Process();
        }
    }

    /// <inheritdoc/>
    public override string Name => "RhythmEstimator.Process";

    /// <inheritdoc/>
    public override void Process()
    {
        if (_blocks == BlocksKept)
        {
            _estimator.Reset();
            _blocks = 0;
        }

        _estimator.Process(Input);
        _blocks++;
    }

    /// <inheritdoc/>
    public override void Naive()
    {
        if (_naive.Count == _naive.Capacity)
        {
            _naive.Clear();
        }

        foreach (double sample in Input)
        {
            if (double.IsFinite(sample))
            {
                _naive.Add(sample);
            }
        }
    }
}
