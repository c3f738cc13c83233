using System.Text;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>
/// A stream of which so much has been written and no more: a read of what has come gives it, a read beyond is an error, as it
/// would wait for ever.
/// </summary>
internal sealed class WrittenStream : Stream
{
    private readonly Queue<byte> _bytes = new();
    private bool _isClosed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Add(string text)
    {
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            _bytes.Enqueue(value);
        }
    }

    public void End() => _isClosed = true;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_bytes.Count == 0 && !_isClosed)
        {
            throw new InvalidOperationException("More was asked for than had come.");
        }

        int count = 0;
        while (count < buffer.Length && _bytes.TryDequeue(out byte value))
        {
            buffer[count++] = value;
        }

        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
