using System.IO.Compression;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Unpacks gzip while it is read, of one member or several (RFC 1952); damaged data is a fault of the recording, with a place.
/// The platform's decoder ends a file that is cut off without a word. So a member of our own is put behind the file: only if
/// all before it was whole does the decoder come to it, and its content ends the text.
/// </summary>
internal sealed class UnpackingStream(string path, Stream packed) : ForwardStream
{
    /// <summary>How many bytes tell gzip from text.</summary>
    public const int MarkLength = 2;

    // No text of a table, and not to be made of one by chance.
    private static readonly byte[] End = [0, 0xFF, 0, 0xFE, .. "end of the packed recording"u8, 0, 0xFE, 0, 0xFF];

    private readonly GZipStream _unpacked = new(new FollowedStream(packed, PackedEnd()), CompressionMode.Decompress, leaveOpen: true);
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isComplete;
    private long _position;

    /// <summary>Tells gzip by its first two bytes.</summary>
    public static bool IsPacked(ReadOnlySpan<byte> bytes) => bytes.Length >= MarkLength && bytes[0] == 0x1F && bytes[1] == 0x8B;

    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back: they may be our own.
        while (!buffer.IsEmpty && !_isComplete && _end - _start <= End.Length)
        {
            Fill();
        }

        int read = Math.Min(buffer.Length, Math.Max(0, _end - _start - (_isComplete ? 0 : End.Length)));
        _bytes.AsSpan(_start, read).CopyTo(buffer);
        _start += read;
        _position += read;
        return read;
    }

    private void Fill()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        int read;
        try
        {
            read = _unpacked.Read(_bytes, _end, _bytes.Length - _end);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }

        _end += read;
        if (read > 0)
        {
            return;
        }

        if (!_bytes.AsSpan(0, _end).EndsWith(End))
        {
            throw Damaged(null);
        }

        _isComplete = true;
        _end -= End.Length;
    }

    private static byte[] PackedEnd()
    {
        using MemoryStream packed = new();
        using (GZipStream packing = new(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            packing.Write(End);
        }

        return packed.ToArray();
    }

    private RecordingFormatException Damaged(Exception? error) => new(
        path,
        $"byte {_position + _end - _start} of the unpacked text",
        "the rest of the gzip data",
        "damaged data, or the end",
        "copy the file again, and test it with gzip -t, which tells whether it is whole",
        error);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
