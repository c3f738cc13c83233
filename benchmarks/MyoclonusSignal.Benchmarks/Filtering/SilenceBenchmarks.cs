using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>A filter long after the signal has fallen silent, against the textbook's on noise: silence must not cost more.</summary>
/// <remarks>On silence the textbook's own states become denormal numbers, which cost up to a hundred times as much.</remarks>
public class SilenceBenchmarks : HotLoop
{
    private static readonly SosCoefficients Design =
        Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate).Then(Notch.Design(50, 30, TestSignal.SampleRate));

    private readonly double[] _silence = new double[BlockSamples];
    private readonly SosFilter _filter = new(Design);
    private readonly NaiveCascade _naive = new(Design);

    /// <summary>Half a million samples of silence after a block of noise: no state is left above 1e-308.</summary>
    public SilenceBenchmarks()
    {
        _filter.Process(Input, Output);
        for (int i = 0; i < 64; i++)
        {
            _filter.Process(_silence, Output);
        }
    }

    /// <inheritdoc/>
    public override string Name => "SosFilter, after silence";

    /// <inheritdoc/>
    public override void Process() => _filter.Process(_silence, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input, Output);
}
