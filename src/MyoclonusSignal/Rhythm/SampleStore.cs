namespace MyoclonusSignal.Rhythm;

/// <summary>Samples kept in blocks, so that appending neither copies nor, until a block is full, allocates.</summary>
internal sealed class SampleStore
{
    private const int BlockLength = 1 << 15;
    private readonly List<double[]> _blocks = [new double[BlockLength]];

    public long Count { get; private set; }

    public void Append(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            int block = (int)(Count / BlockLength);
            int offset = (int)(Count % BlockLength);
            if (block == _blocks.Count)
            {
                _blocks.Add(new double[BlockLength]);
            }

            int taken = Math.Min(samples.Length, BlockLength - offset);
            samples[..taken].CopyTo(_blocks[block].AsSpan(offset));
            samples = samples[taken..];
            Count += taken;
        }
    }

    public void CopyTo(long start, Span<double> destination)
    {
        while (!destination.IsEmpty)
        {
            ReadOnlySpan<double> block = _blocks[(int)(start / BlockLength)].AsSpan((int)(start % BlockLength));
            int taken = Math.Min(destination.Length, block.Length);
            block[..taken].CopyTo(destination);
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

    private double this[long index]
    {
        get => _blocks[(int)(index / BlockLength)][(int)(index % BlockLength)];
        set => _blocks[(int)(index / BlockLength)][(int)(index % BlockLength)] = value;
    }
}
