using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The Hilbert envelope as a stream, against the analytic signal of the block by the textbook's sum over all lags.</summary>
public class HilbertEnvelopeBenchmarks : HotLoop
{
    private const double LowestHz = 20;

    private readonly HilbertEnvelope _envelope = new(LowestHz, TestSignal.SampleRate);
    private readonly double[] _past = new double[BlockSamples * 2];

    /// <inheritdoc/>
    public override string Name => "HilbertEnvelope";

    /// <inheritdoc/>
    public override void Process() => _envelope.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive()
    {
        int half = _envelope.DelaySamples;
        Array.Copy(Input, 0, _past, 2 * half, BlockSamples);
        for (int i = 0; i < BlockSamples; i++)
        {
            double shifted = 0;
            for (int lag = -half; lag <= half; lag++)
            {
                if (lag % 2 != 0)
                {
                    shifted += 2 / (Math.PI * lag) * _past[i + half - lag];
                }
            }

            double here = _past[i + half];
            Output[i] = Math.Sqrt((here * here) + (shifted * shifted));
        }

        Array.Copy(_past, BlockSamples, _past, 0, 2 * half);
    }
}
