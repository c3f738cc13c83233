using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>Takes samples that no converter gives out of the blocks of one channel.</summary>
internal sealed class SampleScreen
{
    private readonly RecordingChannel _channel;

    /// <summary>Initializes a new instance of the <see cref="SampleScreen"/> class.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="ranges">What each of its signals can plausibly hold.</param>
    public SampleScreen(RecordingChannel channel, IReadOnlyList<PlausibleRange> ranges)
    {
        _channel = channel;
        Absurd = [.. ranges.Select(range => new AbsurdSamples(range, channel.SampleRate))];
    }

    /// <summary>Gets what was taken out of each signal.</summary>
    public IReadOnlyList<AbsurdSamples> Absurd { get; }

    /// <summary>Gives a block without them: nearly always the very block, otherwise a copy.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">The first sample looked at.</param>
    /// <param name="end">The sample behind the last one.</param>
    /// <param name="seconds">The time of the first one.</param>
    public SampleBlock Clean(SampleBlock block, int start, int end, double seconds)
    {
        SampleBlock clean = block;
        for (int axis = 0; axis < Absurd.Count; axis++)
        {
            int signal = _channel.Signals[axis];
            if (Absurd[axis].HasSuspect(block[signal][start..end]))
            {
                clean = ReferenceEquals(clean, block) ? block.Copy() : clean;
                Absurd[axis].Clean(clean.Room(signal)[start..end], seconds);
            }
        }

        return clean;
    }

    /// <summary>Ends a segment.</summary>
    public void EndSegment()
    {
        foreach (AbsurdSamples absurd in Absurd)
        {
            absurd.EndSegment();
        }
    }
}
