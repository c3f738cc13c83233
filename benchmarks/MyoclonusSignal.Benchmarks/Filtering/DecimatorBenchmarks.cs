using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>From 2 kHz to 125 Hz, against filtering every sample and dropping fifteen of sixteen.</summary>
public class DecimatorBenchmarks : HotLoop
{
    private const int Factor = 16;

    private readonly Decimator _decimator = new(Factor, TestSignal.SampleRate);
    private readonly NaiveFir _naive = new(Decimator.AntiAlias(Factor, TestSignal.SampleRate));
    private readonly double[] _filtered = new double[BlockSamples];

    /// <inheritdoc/>
    public override string Name => "Decimator, by 16";

    /// <inheritdoc/>
    public override void Process() => _decimator.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive()
    {
        _naive.Process(Input, _filtered);
        for (int i = 0; i < BlockSamples; i += Factor)
        {
            Output[i / Factor] = _filtered[i];
        }
    }
}
