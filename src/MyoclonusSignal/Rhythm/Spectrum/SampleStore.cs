namespace MyoclonusSignal.Rhythm;

/// <summary>Samples kept in blocks, so that appending neither copies nor, until a block is full, allocates.</summary>
/// <remarks>
/// A sample takes three bytes: with two the last of the digits that are printed of a spectrum change here and there. Every 256 samples
/// have a middle and a step of their own, so that what is lost is at most 1/33,554,428 of what the signal spans there, as little as in
/// single precision, whatever it stands on (gravity, an offset); a constant stays one.
/// </remarks>
internal sealed class SampleStore
{
    // A block is below the size from which the runtime collects an array only with everything else.
    private const int BlockLength = 1 << 15;
    private const int GroupLength = 256;
    private const int MostSteps = (1 << 23) - 1;

    private readonly List<Block> _blocks = [];

    // The last group until it is whole, as only then its step is known.
    private readonly double[] _open = new double[GroupLength];

    public long Count { get; private set; }

    public void Append(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            int offset = (int)(Count % GroupLength);
            int taken = Math.Min(samples.Length, GroupLength - offset);
            samples[..taken].CopyTo(_open.AsSpan(offset));
            samples = samples[taken..];
            Count += taken;
            if (offset + taken == GroupLength)
            {
                Close((Count / GroupLength) - 1, _open);
            }
        }
    }

    public void CopyTo(long start, Span<double> destination)
    {
        while (!destination.IsEmpty)
        {
            long group = start / GroupLength;
            int offset = (int)(start % GroupLength);
            int taken = Math.Min(destination.Length, GroupLength - offset);
            if (group < Count / GroupLength)
            {
                Open(group, offset, destination[..taken]);
            }
            else
            {
                _open.AsSpan(offset, taken).CopyTo(destination);
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
        Span<double> samples = stackalloc double[GroupLength];
        for (long i = start; i < end;)
        {
            long group = i / GroupLength;
            bool isOpen = group == Count / GroupLength;
            Span<double> whole = isOpen ? _open : samples;
            if (!isOpen)
            {
                Open(group, 0, whole);
            }

            for (long last = Math.Min(end, (group + 1) * GroupLength); i < last; i++)
            {
                whole[(int)(i % GroupLength)] = before + ((after - before) * (i - start + 1) / (end - start + 1));
            }

            if (!isOpen)
            {
                Close(group, whole);
            }
        }
    }

    public void Clear() => Count = 0;

    private double this[long index]
    {
        get
        {
            Span<double> one = stackalloc double[1];
            CopyTo(index, one);
            return one[0];
        }
    }

    private void Close(long group, ReadOnlySpan<double> samples)
    {
        int index = (int)(group / Block.Groups);
        if (index == _blocks.Count)
        {
            _blocks.Add(new Block());
        }

        (double least, double most) = (samples[0], samples[0]);
        foreach (double sample in samples)
        {
            (least, most) = (Math.Min(least, sample), Math.Max(most, sample));
        }

        double middle = least + ((most - least) / 2);
        double step = Math.Max(most - middle, middle - least) / MostSteps;
        int place = (int)(group % Block.Groups);
        _blocks[index].Scales[place] = (middle, step);
        Span<ushort> low = _blocks[index].Low.AsSpan(place * GroupLength, GroupLength);
        Span<sbyte> high = _blocks[index].High.AsSpan(place * GroupLength, GroupLength);
        for (int i = 0; i < low.Length; i++)
        {
            int steps = step > 0 ? (int)Math.Round((samples[i] - middle) / step) : 0;
            low[i] = (ushort)(steps & ushort.MaxValue);
            high[i] = (sbyte)(steps >> 16);
        }
    }

    private void Open(long group, int offset, Span<double> destination)
    {
        Block block = _blocks[(int)(group / Block.Groups)];
        int place = (int)(group % Block.Groups);
        (double middle, double step) = block.Scales[place];
        ReadOnlySpan<ushort> low = block.Low.AsSpan((place * GroupLength) + offset, destination.Length);
        ReadOnlySpan<sbyte> high = block.High.AsSpan((place * GroupLength) + offset, destination.Length);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = middle + (step * ((high[i] << 16) | low[i]));
        }
    }

    private sealed class Block
    {
        public const int Groups = BlockLength / GroupLength;

        // Of the number of steps from the middle.
        public ushort[] Low { get; } = new ushort[BlockLength];

        public sbyte[] High { get; } = new sbyte[BlockLength];

        public (double Middle, double Step)[] Scales { get; } = new (double, double)[Groups];
    }
}
