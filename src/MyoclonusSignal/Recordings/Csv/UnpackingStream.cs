using System.Buffers.Binary;
using System.IO.Compression;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Unpacks gzip while it is read; damaged data is a fault of the recording, with a place. The length that stands at the end
/// of the file (RFC 1952) tells whether it is whole: the platform's decoder ends a file that is cut off without a word.
/// </summary>
internal sealed class UnpackingStream(string path, Stream packed, uint statedLength) : Stream
{
    private readonly GZipStream _unpacked = new(packed, CompressionMode.Decompress, leaveOpen: true);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Tells gzip by its first two bytes, of a stream that can be rewound; gives the length of its content, modulo 2³², or
    /// <see langword="null"/> where it is no gzip.
    /// </summary>
    public static uint? StatedLength(Stream stream)
    {
        if (!stream.CanSeek || stream.Length - stream.Position < 18)
        {
            return null;
        }

        long position = stream.Position;
        Span<byte> bytes = stackalloc byte[4];
        stream.ReadExactly(bytes[..2]);
        bool isPacked = bytes[0] == 0x1F && bytes[1] == 0x8B;
        if (isPacked)
        {
            stream.Seek(-4, SeekOrigin.End);
            stream.ReadExactly(bytes);
        }

        stream.Position = position;
        return isPacked ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : null;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            int read = _unpacked.Read(buffer);
            _position += read;
            return read > 0 || buffer.IsEmpty || (uint)_position == statedLength ? read : throw Damaged(null);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
    }

    private RecordingFormatException Damaged(Exception? error) => new(
        path,
        $"byte {_position} of the unpacked text",
        "the rest of the gzip data",
        "damaged data, or the end",
        "copy the file again, or unpack it with gzip -d, which tells whether it is whole",
        error);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
