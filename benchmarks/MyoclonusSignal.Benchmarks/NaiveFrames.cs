namespace MyoclonusSignal.Benchmarks;

/// <summary>The textbook's way through frames of several channels: one channel after the other, taken out and put back.</summary>
internal sealed class NaiveFrames
{
    private readonly Action<double[], double[]>[] _channels;
    private readonly double[] _channel;

    public NaiveFrames(int channels, Func<Action<double[], double[]>> newChannel)
    {
        _channels = [.. Enumerable.Range(0, channels).Select(_ => newChannel())];
        _channel = new double[HotLoop.BlockSamples / channels];
    }

    public void Process(double[] input, double[] output)
    {
        for (int channel = 0; channel < _channels.Length; channel++)
        {
            for (int i = 0; i < _channel.Length; i++)
            {
                _channel[i] = input[(i * _channels.Length) + channel];
            }

            _channels[channel](_channel, _channel);
            for (int i = 0; i < _channel.Length; i++)
            {
                output[(i * _channels.Length) + channel] = _channel[i];
            }
        }
    }
}
