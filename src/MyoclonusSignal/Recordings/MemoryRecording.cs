using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings;

/// <summary>A recording that is in memory already, of one sampling rate and without a gap: to analyse or to write arrays of one's own.</summary>
public sealed class MemoryRecording : RecordingReader
{
    private readonly double[][] _signals;
    private readonly double _sampleRate;
    private int _position;

    /// <summary>Initializes a new instance of the <see cref="MemoryRecording"/> class.</summary>
    /// <param name="channels">The channels, all of the same sampling rate.</param>
    /// <param name="signals">The samples of each signal, as many of each; NaN for a missing one. They are not copied.</param>
    /// <exception cref="ArgumentException">The rates or the lengths differ, or a channel names a signal that is not there.</exception>
    public MemoryRecording(IReadOnlyList<RecordingChannel> channels, double[][] signals)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(signals);
        Guard.ThrowIfOutside(channels.Count, 1, int.MaxValue, nameof(channels));
        if (channels.Any(channel => channel.SampleRate != channels[0].SampleRate || channel.Signals.Any(signal => signal < 0 || signal >= signals.Length)))
        {
            throw new ArgumentException("Every channel must have the same sampling rate and signals that are there.", nameof(channels));
        }

        if (signals.Any(signal => signal.Length != signals[0].Length))
        {
            throw new ArgumentException("Every signal must have the same number of samples.", nameof(signals));
        }

        Channels = channels;
        _signals = signals;
        _sampleRate = channels[0].SampleRate;
    }

    /// <inheritdoc/>
    public override string Path => "memory";

    /// <inheritdoc/>
    public override string Format => "memory";

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingChannel> Channels { get; }

    /// <inheritdoc/>
    public override int SignalCount => _signals.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingWarning> Warnings => [];

    /// <inheritdoc/>
    public override double Progress => _signals[0].Length == 0 ? 1 : (double)_position / _signals[0].Length;

    /// <inheritdoc/>
    public override bool ReadBlock(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        int count = Math.Min(block.Capacity, _signals[0].Length - _position);
        block.Begin(_position == 0 && count > 0, _position / _sampleRate);
        for (int signal = 0; signal < _signals.Length; signal++)
        {
            _signals[signal].AsSpan(_position, count).CopyTo(block.Room(signal));
            block.SetCount(signal, count);
        }

        _position += count;
        return count > 0;
    }

    /// <summary>Gives no hash: there is no file.</summary>
    public override string GetSha256() => string.Empty;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
