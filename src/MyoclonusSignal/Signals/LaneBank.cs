using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Signals;

/// <summary>Runs lane processors side by side over frames, in chunks that are counted from the start of the signals.</summary>
/// <param name="processors">The processors, which share out the signals in order.</param>
/// <param name="signalCount">The number of signals: that of all lanes.</param>
internal sealed class LaneBank(LaneProcessor[] processors, int signalCount)
{
    /// <summary>
    /// After so many frames states that have all but vanished are set to 0, whatever the blocks. Frames of eight signals and
    /// this length, and the signals themselves, fit into the processor's nearest cache.
    /// </summary>
    public const int ChunkFrames = 256;

    /// <summary>Gets the number of frames until vanished states are next set to 0.</summary>
    public int UntilFlush { get; private set; } = ChunkFrames;

    /// <summary>Processes a block of whole frames.</summary>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        Guard.ThrowIfNotWholeFrames(input, signalCount);
        ref double from = ref MemoryMarshal.GetReference(input);
        ref double to = ref MemoryMarshal.GetReference(output);
        int frames = input.Length / signalCount;
        for (int done = 0; done < frames;)
        {
            int count = Math.Min(frames - done, UntilFlush);
            nint at = (nint)done * signalCount;
            ProcessChunk(ref Unsafe.Add(ref from, at), ref Unsafe.Add(ref to, at), count);
            done += count;
        }
    }

    /// <summary>Puts all signals at rest.</summary>
    public void Reset()
    {
        foreach (LaneProcessor processor in processors)
        {
            processor.Reset();
        }

        Restart();
    }

    /// <summary>Lets a chunk begin with the next frame, where states were set from outside.</summary>
    public void Restart() => UntilFlush = ChunkFrames;

    /// <summary>Goes on within a chunk, where states were set from those of a bank that is in it.</summary>
    public void Resume(int untilFlush) => UntilFlush = untilFlush;

    private void ProcessChunk(ref double input, ref double output, int frames)
    {
        int lane = 0;
        foreach (LaneProcessor processor in processors)
        {
            processor.Process(ref Unsafe.Add(ref input, lane), ref Unsafe.Add(ref output, lane), frames, signalCount);
            lane += processor.LaneCount;
        }

        UntilFlush -= frames;
        if (UntilFlush == 0)
        {
            foreach (LaneProcessor processor in processors)
            {
                processor.Flush();
            }

            Restart();
        }
    }
}
