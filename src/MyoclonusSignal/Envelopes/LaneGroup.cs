using System.Diagnostics;
using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>Stretches that run side by side, a lane each.</summary>
/// <param name="stretches">As many as there are lanes, or a single one that needs none.</param>
internal sealed class LaneGroup(LaneStretch[] stretches)
{
    /// <summary>Gets the stretches.</summary>
    public LaneStretch[] Stretches => stretches;

    /// <summary>Runs all lanes in step.</summary>
    /// <param name="processor">A processor for as many signals as there are lanes, at rest.</param>
    /// <param name="signals">The signals.</param>
    /// <param name="outputs">Receive what the processor gives, each where its signal's stretch is kept.</param>
    public void Run(
        LinearEnvelope processor, IReadOnlyList<ReadOnlyMemory<double>> signals, IReadOnlyList<Memory<double>> outputs)
    {
        int width = stretches.Length;
        Debug.Assert(width == LanePlan.Width, "A group of lanes is full.");
        AlignedBuffer frames = new(LaneBank.ChunkFrames * width);
        double[][] partial = [.. stretches.Select(_ => new double[LaneBank.ChunkFrames])];
        int longest = stretches.Max(stretch => stretch.End - stretch.Start);

        // The first chunk ends where a line of the cache begins in the outputs: a vector across two lines is stored at a third of the speed.
        int count = Math.Min(longest, CacheLine.SamplesUpTo(ref outputs[stretches[^1].Signal].Span[stretches[^1].Start]));
        for (int at = 0; at < longest; at += count, count = Math.Min(LaneBank.ChunkFrames, longest - at))
        {
            Span<double> chunk = frames.Span[..(count * width)];
            LaneRows rows = default;
            rows.A = ref Input(signals, partial, 0, at, count);
            rows.B = ref Input(signals, partial, 1, at, count);
            rows.C = ref Input(signals, partial, 2, at, count);
            rows.D = ref Input(signals, partial, 3, at, count);
            rows.E = ref Input(signals, partial, 4, at, count);
            rows.F = ref Input(signals, partial, 5, at, count);
            rows.G = ref Input(signals, partial, 6, at, count);
            rows.H = ref Input(signals, partial, 7, at, count);
            FrameTransposer.GatherEight(rows, ref chunk[0], width, count);

            processor.Process(chunk, chunk);

            rows.A = ref Output(outputs, partial, 0, at, count);
            rows.B = ref Output(outputs, partial, 1, at, count);
            rows.C = ref Output(outputs, partial, 2, at, count);
            rows.D = ref Output(outputs, partial, 3, at, count);
            rows.E = ref Output(outputs, partial, 4, at, count);
            rows.F = ref Output(outputs, partial, 5, at, count);
            rows.G = ref Output(outputs, partial, 6, at, count);
            rows.H = ref Output(outputs, partial, 7, at, count);
            FrameTransposer.ScatterEight(ref chunk[0], width, count, rows);
            KeepPartialChunks(outputs, partial, at, count);
        }
    }

    /// <summary>Gives where a lane's chunk is read: from the signal, or from a copy with zeros behind the end of the stretch.</summary>
    private ref double Input(IReadOnlyList<ReadOnlyMemory<double>> signals, double[][] partial, int lane, int at, int count)
    {
        LaneStretch stretch = stretches[lane];
        ReadOnlySpan<double> rest = signals[stretch.Signal].Span[(int)Math.Min((long)stretch.Start + at, stretch.End)..stretch.End];
        if (rest.Length >= count)
        {
            return ref MemoryMarshal.GetReference(rest);
        }

        Span<double> copy = partial[lane].AsSpan(0, count);
        rest.CopyTo(copy);
        copy[rest.Length..].Clear();
        return ref MemoryMarshal.GetReference(copy);
    }

    /// <summary>Gives where a lane's chunk is written: to the output, or beside it where not all of the chunk is kept.</summary>
    private ref double Output(IReadOnlyList<Memory<double>> outputs, double[][] partial, int lane, int at, int count)
    {
        LaneStretch stretch = stretches[lane];
        return ref IsKept(stretch, at, count)
            ? ref outputs[stretch.Signal].Span[stretch.Start + at]
            : ref MemoryMarshal.GetArrayDataReference(partial[lane]);
    }

    private void KeepPartialChunks(IReadOnlyList<Memory<double>> outputs, double[][] partial, int at, int count)
    {
        for (int lane = 0; lane < stretches.Length; lane++)
        {
            LaneStretch stretch = stretches[lane];
            int from = (int)Math.Min(stretch.End, Math.Max(stretch.KeepFrom, (long)stretch.Start + at));
            int to = (int)Math.Min(stretch.End, (long)stretch.Start + at + count);
            if (from < to && !IsKept(stretch, at, count))
            {
                partial[lane].AsSpan(from - stretch.Start - at, to - from).CopyTo(outputs[stretch.Signal].Span[from..]);
            }
        }
    }

    private static bool IsKept(LaneStretch stretch, int at, int count) =>
        (long)stretch.Start + at >= stretch.KeepFrom && (long)stretch.Start + at + count <= stretch.End;
}
