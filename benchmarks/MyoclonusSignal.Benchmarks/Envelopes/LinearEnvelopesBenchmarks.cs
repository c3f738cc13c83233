using MyoclonusSignal.Benchmarks.Reference;
using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The reference work's envelopes of eight channels in frames, against a pass for every step of each channel.</summary>
public class LinearEnvelopesBenchmarks : HotLoop
{
    private const int Channels = 8;

    private readonly LinearEnvelope _envelope = new(ReferenceWork.Design, Channels);
    private readonly NaiveEnvelope[] _naive = [.. Enumerable.Range(0, Channels).Select(_ => new NaiveEnvelope())];
    private readonly double[] _channel = new double[BlockSamples / Channels];

    /// <inheritdoc/>
    public override string Name => "LinearEnvelope, 8 channels";

    /// <inheritdoc/>
    public override void Process() => _envelope.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive()
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int i = 0; i < _channel.Length; i++)
            {
                _channel[i] = Input[(i * Channels) + channel];
            }

            _naive[channel].Process(_channel, _channel);
            for (int i = 0; i < _channel.Length; i++)
            {
                Output[(i * Channels) + channel] = _channel[i];
            }
        }
    }
}
