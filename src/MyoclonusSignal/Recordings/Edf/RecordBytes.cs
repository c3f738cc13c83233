using System.Globalization;
using System.Security.Cryptography;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// Gives the bytes of data records, one record after the other. Records of usual size are read many at a time and hashed
/// on the way; of those too large for that only the part asked for is read, and the hash is taken at the end, so that
/// memory stays bounded whatever the header claims.
/// </summary>
internal sealed class RecordBytes : IDisposable
{
    // Large enough that a call costs little beside the bytes; small enough for the second-level cache of most processors.
    private const int ChunkBytes = 1 << 20;

    private readonly string _path;
    private readonly Stream _file;
    private readonly long _length;
    private readonly int _headerBytes;
    private readonly long _recordBytes;
    private readonly long _recordCount;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly int _recordsPerChunk;
    private byte[] _chunk = [];
    private long _firstRecord;
    private long _recordsInChunk;
    private long _nextRecord;
    private Task _hashing = Task.CompletedTask;
    private string? _sha256;

    public RecordBytes(string path, Stream file, byte[] header, long recordBytes, long recordCount)
    {
        _path = path;
        _file = file;
        _length = file.Length;
        _headerBytes = header.Length;
        _recordBytes = recordBytes;
        _recordCount = recordCount;
        _recordsPerChunk = (int)(ChunkBytes / recordBytes);
        if (_recordsPerChunk > 0)
        {
            _chunk = new byte[Math.Min(_recordsPerChunk, Math.Max(1, recordCount)) * recordBytes];
            _hash.AppendData(header);
        }
    }

    /// <summary>Gives a part of a record; records are asked for in order. The bytes are valid until the next call.</summary>
    /// <param name="record">The record.</param>
    /// <param name="offset">The first byte in it.</param>
    /// <param name="length">The number of bytes.</param>
    public ReadOnlySpan<byte> Read(long record, long offset, int length)
    {
        if (_recordsPerChunk == 0)
        {
            if (_chunk.Length < length)
            {
                _chunk = new byte[length];
            }

            ReadWhole(_chunk.AsSpan(0, length), _headerBytes + (record * _recordBytes) + offset);
            return _chunk.AsSpan(0, length);
        }

        while (record >= _firstRecord + _recordsInChunk)
        {
            ReadChunk();
        }

        return _chunk.AsSpan((int)(((record - _firstRecord) * _recordBytes) + offset), length);
    }

    /// <summary>Gives the hash of the whole file.</summary>
    public string GetSha256()
    {
        if (_sha256 is not null)
        {
            return _sha256;
        }

        long position = 0;
        if (_recordsPerChunk > 0)
        {
            while (_nextRecord < _recordCount)
            {
                ReadChunk();
            }

            position = _headerBytes + (_nextRecord * _recordBytes);
        }

        _hashing.GetAwaiter().GetResult();

        // Of what was there at first: what came later is no part of what was analysed.
        byte[] rest = new byte[Math.Min(ChunkBytes, Math.Max(1, _length - position))];
        _file.Position = position;
        for (int read; position < _length && (read = _file.Read(rest.AsSpan(0, (int)Math.Min(rest.Length, _length - position)))) > 0; position += read)
        {
            _hash.AppendData(rest.AsSpan(0, read));
        }

        _sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        return _sha256;
    }

    public void Dispose()
    {
        _hashing.GetAwaiter().GetResult();
        _hash.Dispose();
        _file.Dispose();
    }

    private void ReadChunk()
    {
        _hashing.GetAwaiter().GetResult();
        _firstRecord = _nextRecord;
        _recordsInChunk = Math.Min(_recordsPerChunk, _recordCount - _nextRecord);
        int length = (int)(_recordsInChunk * _recordBytes);
        ReadWhole(_chunk.AsSpan(0, length), _headerBytes + (_nextRecord * _recordBytes));
        _nextRecord += _recordsInChunk;

        // The hash costs about as much as all the rest of reading; beside it, it costs nothing.
        _hashing = Task.Run(() => _hash.AppendData(_chunk.AsSpan(0, length)));
    }

    private void ReadWhole(Span<byte> bytes, long position)
    {
        _file.Position = position;
        while (!bytes.IsEmpty)
        {
            int read = _file.Read(bytes);
            if (read == 0)
            {
                throw new RecordingFormatException(
                    _path,
                    string.Create(CultureInfo.InvariantCulture, $"byte {position}"),
                    "the data records that were there when the file was opened",
                    "the end of the file",
                    "run again when nothing writes to the file any more");
            }

            position += read;
            bytes = bytes[read..];
        }
    }
}
