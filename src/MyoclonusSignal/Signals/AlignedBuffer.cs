namespace MyoclonusSignal.Signals;

/// <summary>Scratch memory that begins at a line of the processor's cache, so that no vector lies across two lines.</summary>
/// <remarks>A vector of 512 bits is a whole line: across two of them every access takes twice as long.</remarks>
internal sealed class AlignedBuffer
{
    // Pinned: the collector must not move it off its line.
    private readonly double[] _memory;
    private readonly int _start;

    /// <summary>Initializes a new instance of the <see cref="AlignedBuffer"/> class.</summary>
    /// <param name="count">The number of samples.</param>
    public AlignedBuffer(int count)
    {
        Count = count;
        _memory = GC.AllocateArray<double>(count + CacheLine.Samples, pinned: true);
        _start = CacheLine.SamplesUpTo(ref _memory[0]);
    }

    /// <summary>Gets the number of samples.</summary>
    public int Count { get; }

    /// <summary>Gets the samples.</summary>
    public Span<double> Span => _memory.AsSpan(_start, Count);
}
