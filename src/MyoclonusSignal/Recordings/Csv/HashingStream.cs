using System.Security.Cryptography;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Passes a file through, once, from its start, and hashes what passes.</summary>
internal sealed class HashingStream(Stream inner) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? _sha256;
    private bool _isAtEnd;

    public long BytesRead { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        // What comes behind the end that was met is not what was analysed.
        int read = _isAtEnd ? 0 : inner.Read(buffer);
        _isAtEnd |= read == 0 && !buffer.IsEmpty;
        _hash.AppendData(buffer[..read]);
        BytesRead += read;
        return read;
    }

    /// <summary>Reads what is left and gives the hash of everything.</summary>
    public string GetSha256()
    {
        if (_sha256 is null)
        {
            byte[] rest = new byte[65536];
            while (Read(rest) > 0)
            {
            }

            _sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        }

        return _sha256;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
