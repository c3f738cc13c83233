using System.Numerics;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Rhythm;

/// <summary>Samples kept in blocks, so that appending neither copies nor, until a block is full, allocates.</summary>
/// <remarks>
/// A sample is kept in single precision as its difference from the first one of its block, which halves the memory of a night:
/// 6·10⁻⁸ of what the signal changes by, whatever it stands on (gravity, an offset), and a constant stays one.
/// </remarks>
internal sealed class SampleStore
{
    private const int BlockLength = 1 << 15;
    private readonly List<float[]> _blocks = [new float[BlockLength]];
    private readonly List<double> _origins = [0];

    public long Count { get; private set; }

    public void Append(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            int block = (int)(Count / BlockLength);
            int offset = (int)(Count % BlockLength);
            if (block == _blocks.Count)
            {
                _blocks.Add(new float[BlockLength]);
                _origins.Add(0);
            }

            if (offset == 0)
            {
                _origins[block] = samples[0];
            }

            int taken = Math.Min(samples.Length, BlockLength - offset);
            Narrow(samples[..taken], _origins[block], _blocks[block].AsSpan(offset, taken));
            samples = samples[taken..];
            Count += taken;
        }
    }

    public void CopyTo(long start, Span<double> destination)
    {
        while (!destination.IsEmpty)
        {
            int index = (int)(start / BlockLength);
            ReadOnlySpan<float> block = _blocks[index].AsSpan((int)(start % BlockLength));
            int taken = Math.Min(destination.Length, block.Length);
            double origin = _origins[index];
            for (int i = 0; i < taken; i++)
            {
                destination[i] = origin + block[i];
            }

            destination = destination[taken..];
            start += taken;
        }
    }

    /// <summary>Replaces the samples [start, end) by a straight line between their neighbours.</summary>
    public void Bridge(long start, long end)
    {
        start = Math.Max(0, start);
        end = Math.Min(Count, end);
        double before = start > 0 ? this[start - 1] : end < Count ? this[end] : 0;
        double after = end < Count ? this[end] : before;
        for (long i = start; i < end; i++)
        {
            this[i] = before + ((after - before) * (i - start + 1) / (end - start + 1));
        }
    }

    public void Clear() => Count = 0;

    private static void Narrow(ReadOnlySpan<double> samples, double origin, Span<float> narrowed)
    {
        int width = Vector<double>.Count;
        var offset = new Vector<double>(origin);
        ReadOnlySpan<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(samples);
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(narrowed);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.Narrow(wide[2 * i] - offset, wide[(2 * i) + 1] - offset);
        }

        for (int i = vectors.Length * 2 * width; i < samples.Length; i++)
        {
            narrowed[i] = (float)(samples[i] - origin);
        }
    }

    private double this[long index]
    {
        get => _origins[(int)(index / BlockLength)] + _blocks[(int)(index / BlockLength)][(int)(index % BlockLength)];
        set => _blocks[(int)(index / BlockLength)][(int)(index % BlockLength)] = (float)(value - _origins[(int)(index / BlockLength)]);
    }
}
