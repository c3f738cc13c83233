namespace MyoclonusSignal.Recordings.Csv;

/// <summary>The bytes of a text file, of which always at least one whole line can be had.</summary>
internal sealed class LineBuffer(ReadOnlyMemory<byte> prefix, Stream rest, bool isLive = false)
{
    /// <summary>The longest line that is taken.</summary>
    public const int LongestLine = 1 << 20;

    private const int FirstLength = 1 << 16;

    // Of a row of numbers, this many bytes are nearly always a whole line.
    private const int LowWater = 1 << 12;

    private ReadOnlyMemory<byte> _prefix = prefix;
    private byte[] _bytes = new byte[FirstLength];
    private int _start;
    private int _end;

    /// <summary>Gets a value indicating whether <see cref="Rest"/> reaches to the end of the file.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the bytes not yet passed over; a line may be cut off at its end unless <see cref="IsComplete"/>.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Gets a value indicating whether the next row can be read without waiting for more of the file.</summary>
    public bool HasRow => IsComplete || (HasLine && Rest[0] is not ((byte)'\n' or (byte)'\r'));

    private bool HasLine => Rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and int at && (Rest[at] == '\n' || at + 1 < Rest.Length);

    /// <summary>Reads on when little is left, or live no whole line; tells whether anything is.</summary>
    public bool Prepare()
    {
        while (!IsComplete && (isLive ? !HasLine && _end - _start <= LongestLine : _end - _start < LowWater))
        {
            Fill();
        }

        return _start < _end;
    }

    /// <summary>Passes over some of <see cref="Rest"/>.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Takes the next line, without its end.</summary>
    /// <param name="line">The line; only its beginning where it is too long.</param>
    /// <returns>Whether the line is no longer than <see cref="LongestLine"/>.</returns>
    public bool TryTakeLine(out ReadOnlyMemory<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int at = Rest[searched..].IndexOfAny((byte)'\n', (byte)'\r');

            // A carriage return at the very end may have its line feed still to come.
            if (at >= 0 && (searched + at + 1 < _end - _start || IsComplete || Rest[^1] == '\n'))
            {
                int length = searched + at;
                line = _bytes.AsMemory(_start, length);
                bool isTwo = Rest[length] == '\r' && length + 1 < Rest.Length && Rest[length + 1] == '\n';
                _start += length + (isTwo ? 2 : 1);
                return true;
            }

            if (IsComplete)
            {
                line = _bytes.AsMemory(_start, _end - _start);
                _start = _end;
                return line.Length <= LongestLine;
            }

            searched = at >= 0 ? searched + at : Rest.Length;
            if (searched > LongestLine)
            {
                line = _bytes.AsMemory(_start, LongestLine);
                return false;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }

        int read;
        if (_prefix.IsEmpty)
        {
            read = rest.Read(_bytes, _end, _bytes.Length - _end);
            IsComplete = read == 0;
        }
        else
        {
            read = Math.Min(_prefix.Length, _bytes.Length - _end);
            _prefix.Span[..read].CopyTo(_bytes.AsSpan(_end));
            _prefix = _prefix[read..];
        }

        _end += read;
    }
}
