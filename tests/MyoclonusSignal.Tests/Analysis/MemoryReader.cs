using MyoclonusSignal.Recordings;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>A recording in memory, handed out in blocks of at most so many samples, with a clock that may jump.</summary>
internal sealed class MemoryReader(IReadOnlyList<RecordingChannel> channels, double[][] signals, int mostSamples = int.MaxValue) : RecordingReader
{
    private int _position;

    /// <summary>Gets the jumps of the clock: the index of the first sample behind each, and its time.</summary>
    public IReadOnlyList<(int Index, double Seconds)> Jumps { get; init; } = [];

    public override string Path => "memory";

    public override string Format => "memory";

    public override IReadOnlyList<RecordingChannel> Channels => channels;

    public override int SignalCount => signals.Length;

    public override IReadOnlyList<RecordingWarning> Warnings => [];

    public override double Progress => (double)_position / signals[0].Length;

    public static MemoryReader Of(SimulatedRecording recording, int mostSamples = int.MaxValue)
    {
        using var whole = MemoryRecording.Of(recording);
        return new MemoryReader(whole.Channels, [.. recording.Signals.Select(signal => signal.Samples)], mostSamples);
    }

    public static MemoryReader OfEmg(double[] samples, double sampleRate, int mostSamples = int.MaxValue) =>
        new([new RecordingChannel("emg", ChannelKind.Emg, "uV", sampleRate, [0], ["emg"])], [samples], mostSamples);

    public override bool ReadBlock(SampleBlock block)
    {
        (int Index, double Seconds) before = Jumps.LastOrDefault(jump => jump.Index <= _position, (0, 0));
        int border = Jumps.Select(jump => jump.Index).FirstOrDefault(index => index > _position, signals[0].Length);
        int count = Math.Min(Math.Min(block.Capacity, mostSamples), border - _position);
        block.Begin(_position == before.Index && count > 0, before.Seconds + ((_position - before.Index) / channels[0].SampleRate));
        for (int signal = 0; signal < signals.Length; signal++)
        {
            signals[signal].AsSpan(_position, count).CopyTo(block.Room(signal));
            block.SetCount(signal, count);
        }

        _position += count;
        return count > 0;
    }

    public override string GetSha256() => new('0', 64);

    protected override void Dispose(bool disposing)
    {
    }
}
