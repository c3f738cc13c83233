namespace MyoclonusSignal.Recordings.Csv;

/// <summary>A stream with bytes before or behind it, read once from the start.</summary>
internal sealed class FollowedStream : ForwardStream
{
    private readonly Stream _inner;
    private readonly ReadOnlyMemory<byte> _behind;
    private ReadOnlyMemory<byte> _before;
    private int _behindRead;

    /// <summary>Initializes a new instance of the <see cref="FollowedStream"/> class.</summary>
    /// <param name="inner">The stream; not closed.</param>
    /// <param name="behind">What follows its end.</param>
    /// <param name="before">What was read of it already.</param>
    public FollowedStream(Stream inner, ReadOnlyMemory<byte> behind, ReadOnlyMemory<byte> before = default)
    {
        _inner = inner;
        _behind = behind;
        _before = before;
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (!_before.IsEmpty)
        {
            read = Math.Min(buffer.Length, _before.Length);
            _before.Span[..read].CopyTo(buffer);
            _before = _before[read..];
            return read;
        }

        read = _inner.Read(buffer);
        if (read == 0 && !buffer.IsEmpty)
        {
            read = Math.Min(buffer.Length, _behind.Length - _behindRead);
            _behind.Span.Slice(_behindRead, read).CopyTo(buffer);
            _behindRead += read;
        }

        return read;
    }
}
