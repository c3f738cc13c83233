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
    // The byte before the lines at hand is always a line break: of the line before them, or this first one.
    private byte[] _bytes = [(byte)'\n', .. new byte[FirstLength]];
    private int _start = 1;
    private int _end = 1;

    /// <summary>Gets a value indicating whether <see cref="Rest"/> reaches to the end of the file.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the bytes not yet passed over; a line may be cut off at its end unless <see cref="IsComplete"/>.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Gets a value indicating whether the next row can be read without waiting for more of the file.</summary>
    public bool HasRow => IsComplete || (HasLine && Rest[0] is not ((byte)'\n' or (byte)'\r'));

    private bool HasLine => Rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and int at && (Rest[at] == '\n' || at + 1 < Rest.Length);

    /// <summary>Reads on when little is left, or live no whole line; returns true if anything is.</summary>
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

    /// <summary>Finds whole lines, at least one; they stand until the next call of this or of <see cref="Prepare"/>.</summary>
    /// <param name="isOneWanted">Whether only the first line is wanted; otherwise all that are at hand.</param>
    /// <param name="lines">The line break before the lines, then the lines, each with its break.</param>
    /// <returns>Whether the first line is no longer than <see cref="LongestLine"/>.</returns>
    public bool TryFindLines(bool isOneWanted, out ReadOnlyMemory<byte> lines)
    {
        int searched = 0;
        while (true)
        {
            int at = Rest[searched..].IndexOfAny((byte)'\n', (byte)'\r');

            // A carriage return at the very end may have its line feed still to come.
            if (at >= 0 && (searched + at + 1 < Rest.Length || IsComplete || Rest[^1] == '\n'))
            {
                int length = searched + at;
                lines = _bytes.AsMemory(_start - 1, 1 + (isOneWanted ? length + BreakLength(length) : LengthOfLines()));
                return true;
            }

            if (IsComplete)
            {
                lines = _bytes.AsMemory(_start - 1, 1 + Rest.Length);
                return Rest.Length <= LongestLine;
            }

            searched = at >= 0 ? searched + at : Rest.Length;
            if (searched > LongestLine)
            {
                lines = default;
                return false;
            }

            Fill();
        }
    }

    /// <summary>Passes over a line and its break.</summary>
    /// <param name="length">The length of the line without its break.</param>
    /// <returns>The length with it.</returns>
    public int SkipLine(int length)
    {
        length += BreakLength(length);
        _start += length;
        return length;
    }

    private int BreakLength(int at) => at >= Rest.Length ? 0 : Rest[at..].StartsWith("\r\n"u8) ? 2 : 1;

    private int LengthOfLines() => 1 + (Rest[^1] == '\n' || IsComplete ? Rest : Rest[..^1]).LastIndexOfAny((byte)'\n', (byte)'\r');

    private void Fill()
    {
        if (_start > 1)
        {
            _bytes.AsSpan(_start - 1, _end - _start + 1).CopyTo(_bytes);
            _end -= _start - 1;
            _start = 1;
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
