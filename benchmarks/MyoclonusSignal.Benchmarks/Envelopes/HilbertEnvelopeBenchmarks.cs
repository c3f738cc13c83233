using MyoclonusSignal.Benchmarks.Filtering;
using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The Hilbert envelope as a stream, against the textbook's convolution over all taps.</summary>
public class HilbertEnvelopeBenchmarks : HotLoop
{
    private const double LowestHz = 20;
    private const double AttenuationDb = 60;

    private readonly HilbertEnvelope _envelope = new(LowestHz, TestSignal.SampleRate, AttenuationDb);
    private readonly NaiveFir _naive;
    private readonly double[] _past;
    private readonly double[] _shifted = new double[BlockSamples];

    /// <summary>Makes the same taps.</summary>
    public HilbertEnvelopeBenchmarks()
    {
        int half = _envelope.DelaySamples;
        double[] taps = Fir.KaiserWindow((2 * half) + 1, AttenuationDb);
        for (int k = 0; k < taps.Length; k++)
        {
            taps[k] *= (k - half) % 2 == 0 ? 0 : 2 / (Math.PI * (k - half));
        }

        _naive = new NaiveFir(new FirCoefficients(taps, TestSignal.SampleRate));
        _past = new double[half + BlockSamples];
    }

    /// <inheritdoc/>
    public override string Name => "HilbertEnvelope";

    /// <inheritdoc/>
    public override void Process() => _envelope.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive()
    {
        int half = _envelope.DelaySamples;
        _naive.Process(Input, _shifted);
        Array.Copy(Input, 0, _past, half, BlockSamples);
        for (int i = 0; i < BlockSamples; i++)
        {
            Output[i] = Math.Sqrt((_past[i] * _past[i]) + (_shifted[i] * _shifted[i]));
        }

        Array.Copy(_past, BlockSamples, _past, 0, half);
    }
}
