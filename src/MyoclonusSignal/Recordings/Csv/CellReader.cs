using System.Globalization;
using CsvHelper;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Cuts lines into cells by CsvHelper, in the buffer where they lie: all the whole lines at hand at once where one row after the
/// other is to be cut, a single one where the rows around it are plain numbers.
/// </summary>
/// <remarks>
/// It reads lines in memory rather than the file: from a file that is still being written CsvHelper gives a row only when the
/// 64 bytes that it ends in are there, which may be many rows later.
/// </remarks>
/// <param name="path">The name by which errors call the file.</param>
/// <param name="lines">The lines.</param>
/// <param name="separator">What stands between cells.</param>
internal sealed class CellReader(string path, LineBuffer lines, char separator)
{
    // A quote that is not closed must not swallow the rows behind it; an empty line is a row of its own.
    private readonly CsvReaderOptions _options = new()
    {
        HasHeader = false,
        Separator = separator,
        AllowLineBreaksInQuotes = false,
        SkipEmptyLines = false,
    };

    private CsvReader? _reader;
    private ReadOnlyMemory<byte> _single;
    private int _left;

    /// <summary>Gets a value indicating whether lines that were found are still to be cut.</summary>
    public bool HasRow => _left > 0;

    /// <summary>Gets or sets a value indicating whether the next line is the only one wanted: those before it needed no cutting.</summary>
    public bool IsOneWanted { get; set; } = true;

    /// <summary>Gets the line last read.</summary>
    public ReadOnlySpan<byte> Line => separator == ' ' ? _single.Span : _reader!.RawRecord;

    /// <summary>Gets the number of cells in it.</summary>
    public int Count => _reader!.FieldCount;

    /// <summary>Gets a cell of it, without its quotes.</summary>
    public ReadOnlySpan<byte> this[int column] => _reader!.GetSpan(column);

    /// <summary>Reads the next line; returns true if there is one.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <exception cref="RecordingFormatException">It is too long, or cannot be cut.</exception>
    public bool TryRead(long number)
    {
        if (_left == 0 && !TryBegin(number))
        {
            return false;
        }

        try
        {
            _reader!.Read();
        }
        catch (CsvFormatException error)
        {
            throw new RecordingFormatException(path, Place(number), "a row of cells", error.Message, "close or delete the quotes of this line", error);
        }

        _left -= lines.SkipLine(Line.Length);
        return true;
    }

    /// <summary>Reads a cell as a number, as <see cref="NumberParser.TryParse"/> does.</summary>
    public bool TryParse(int column, byte decimalMark, out double value)
    {
        ReadOnlySpan<byte> cell = this[column];
        if (NumberParser.TryParseAtOnce(cell, decimalMark, out value))
        {
            return true;
        }

        // Of 17 digits, as programs write to lose nothing, CsvHelper makes the same double in a quarter of the time; but it takes
        // commas between thousands and infinities too.
        return (decimalMark == '.' && NumberParser.IsNumeric(cell, decimalMark) && _reader!.TryParse(column, out value) && double.IsFinite(value))
            || NumberParser.TryParse(cell, decimalMark, out value);
    }

    private static string Place(long number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");

    private bool TryBegin(long number)
    {
        _reader?.Dispose();
        _reader = null;
        if (!lines.Prepare())
        {
            return false;
        }

        if (!lines.TryFindLines(IsOneWanted || separator == ' ', out ReadOnlyMemory<byte> text))
        {
            throw new RecordingFormatException(path, Place(number), "a line of at most 1 MB", "a longer one", "delete this line; or, if it holds one channel, write one sample a line");
        }

        IsOneWanted = false;
        _left = text.Length - 1;
        if (separator == ' ')
        {
            // Several spaces are one separator, for which CsvHelper has no option.
            _single = text[1..].TrimEnd("\r\n"u8);
            text = (byte[])[(byte)'\n', .. CsvDialect.OneSpaceEach(_single.Span)];
        }

        // The line break before the lines makes an empty row; without it the mark of a byte order there would be taken for a file's.
        _reader = CsvReader.Create(text, _options);
        _reader.Read();
        return true;
    }
}
