using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Signals;

/// <summary>
/// Turns separate signals into frames and back. A frame holds one sample of every signal; frames are what processors of many
/// signals take, because a frame fills a vector of the processor.
/// </summary>
/// <example>
/// <code>
/// double[][] signals = [left, right];
/// double[] frames = new double[2 * left.Length];
/// Frames.FromSignals(signals, 0, frames);
/// new SosFilterBank(band, signalCount: 2).Process(frames, frames);
/// Frames.ToSignals(frames, signals, 0);
/// </code>
/// </example>
public static class Frames
{
    /// <summary>Makes frames of separate signals.</summary>
    /// <param name="signals">The signals.</param>
    /// <param name="start">The index of the first sample to take of each.</param>
    /// <param name="frames">Receives the frames; its length is the number of signals times that of frames.</param>
    /// <exception cref="ArgumentException">A frame is incomplete, or a signal ends before the last frame.</exception>
    public static void FromSignals(ReadOnlySpan<double[]> signals, int start, Span<double> frames)
    {
        int count = FrameCount(signals, start, frames);
        ref double to = ref MemoryMarshal.GetReference(frames);
        int signal = 0;
        for (; signal + 8 <= signals.Length; signal += 8)
        {
            FrameTransposer.GatherEight(LaneRows.Of(signals, signal, start), ref Unsafe.Add(ref to, signal), signals.Length, count);
        }

        for (; signal + 4 <= signals.Length; signal += 4)
        {
            FrameTransposer.Gather(
                ref At(signals[signal], start),
                ref At(signals[signal + 1], start),
                ref At(signals[signal + 2], start),
                ref At(signals[signal + 3], start),
                ref Unsafe.Add(ref to, signal),
                signals.Length,
                count);
        }

        for (; signal < signals.Length; signal++)
        {
            for (int i = 0; i < count; i++)
            {
                frames[(i * signals.Length) + signal] = signals[signal][start + i];
            }
        }
    }

    /// <summary>Takes frames apart into separate signals.</summary>
    /// <param name="frames">The frames; the length is the number of signals times that of frames.</param>
    /// <param name="signals">Receive the samples.</param>
    /// <param name="start">The index at which the first sample of each is put.</param>
    /// <exception cref="ArgumentException">A frame is incomplete, or a signal has no room for the last frame.</exception>
    public static void ToSignals(ReadOnlySpan<double> frames, ReadOnlySpan<double[]> signals, int start)
    {
        int count = FrameCount(signals, start, frames);
        ref double from = ref MemoryMarshal.GetReference(frames);
        int signal = 0;
        for (; signal + 8 <= signals.Length; signal += 8)
        {
            FrameTransposer.ScatterEight(ref Unsafe.Add(ref from, signal), signals.Length, count, LaneRows.Of(signals, signal, start));
        }

        for (; signal + 4 <= signals.Length; signal += 4)
        {
            FrameTransposer.Scatter(
                ref Unsafe.Add(ref from, signal),
                signals.Length,
                count,
                ref At(signals[signal], start),
                ref At(signals[signal + 1], start),
                ref At(signals[signal + 2], start),
                ref At(signals[signal + 3], start));
        }

        for (; signal < signals.Length; signal++)
        {
            for (int i = 0; i < count; i++)
            {
                signals[signal][start + i] = frames[(i * signals.Length) + signal];
            }
        }
    }

    private static int FrameCount(ReadOnlySpan<double[]> signals, int start, ReadOnlySpan<double> frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (signals.IsEmpty)
        {
            throw new ArgumentException("Expected at least one signal; found none.", nameof(signals));
        }

        Guard.ThrowIfNotWholeFrames(frames, signals.Length);
        int count = frames.Length / signals.Length;
        for (int signal = 0; signal < signals.Length; signal++)
        {
            ArgumentNullException.ThrowIfNull(signals[signal], nameof(signals));
            if (signals[signal].AsSpan().Overlaps(frames))
            {
                throw new ArgumentException("Frames must not lie in the memory of a signal.", nameof(frames));
            }

            if (signals[signal].Length - start < count)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected {count} samples from index {start} in every signal; signal {signal} has {signals[signal].Length}."),
                    nameof(signals));
            }
        }

        return count;
    }

    private static ref double At(double[] signal, int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(signal), index);
}
