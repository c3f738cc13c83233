using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>Eight channels in frames in the lanes of vectors, against one pass for each section and channel.</summary>
public class FilterBankBenchmarks : HotLoop
{
    private const int Channels = 8;
    private static readonly SosCoefficients Design = Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate);

    private readonly SosFilterBank _bank = new(Design, Channels);
    private readonly NaiveCascade[] _naive = [.. Enumerable.Range(0, Channels).Select(_ => new NaiveCascade(Design))];
    private readonly double[] _channel = new double[BlockSamples / Channels];

    /// <inheritdoc/>
    public override string Name => "SosFilterBank, 8 channels";

    /// <inheritdoc/>
    public override void Process() => _bank.Process(Input, Output);

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
