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

    public void Clear() => Count = 0;
}
