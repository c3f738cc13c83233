using System.Buffers;
using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Reads rows whose cells CsvHelper has parted: with quotes, missing samples, clock times, blank lines, a comma met late.</summary>
/// <param name="format">What the sources share.</param>
/// <param name="lines">The file from its first row on.</param>
internal sealed class CutRows(RowFormat format, LineBuffer lines) : IRowSource
{
    private static readonly SearchValues<byte> DigitsAndCommas = SearchValues.Create("0123456789,"u8);

    private readonly CellReader _cells = new(format.Path, lines, format.Head.Dialect.Separator);
    private readonly int _columnCount = format.Head.Columns.Count;
    private long _blankLines;
    private long _firstBlankLine;
    private bool _isAnyEmpty;
    private bool _isHolding;

    /// <summary>Gets a value indicating whether lines are at hand that are cut already: the next row is one of theirs.</summary>
    public bool IsWithin => IsHolding || _cells.HasRow;

    /// <summary>Gets a value indicating whether a row, or blank lines before it, were read and not given yet.</summary>
    public bool IsHolding => _isHolding || _blankLines > 0;

    /// <summary>Says that the row before the next was read otherwise: one line is cut, and the next row may be plain again.</summary>
    public void WantOne() => _cells.IsOneWanted = true;

    /// <inheritdoc/>
    public bool TryRead(double[] times, double[][] signals, int index)
    {
        while (_isHolding || TryFindRow())
        {
            try
            {
                Read(times, signals, index);
                return true;
            }
            catch (RecordingFormatException fault) when (format.Skipped is not null)
            {
                // Without a time axis the rows are the clock: one that is broken was a sample all the same.
                bool isMissing = format.TimeColumn < 0 && _blankLines == 0;
                format.Skipped.Add(fault, isMissing);
                _blankLines = 0;
                if (isMissing)
                {
                    Miss(signals, index);
                    return true;
                }
            }
        }

        return false;
    }

    private static void Miss(double[][] signals, int index)
    {
        foreach (double[] samples in signals)
        {
            samples[index] = double.NaN;
        }
    }

    private void Read(double[] times, double[][] signals, int index)
    {
        if (_blankLines > 0)
        {
            ThrowIfBlankIsNoRow();
            _blankLines--;
            Miss(signals, index);
            return;
        }

        _isHolding = false;
        CheckCount();
        int signal = 0;
        for (int column = 0; column < _columnCount; column++)
        {
            switch (format.Uses[column])
            {
                case ColumnUse.Time:
                    times[index] = format.Time!.TryParse(_cells[column]) ? format.Time.Offset : throw CellFault(column, "a time");
                    break;
                case ColumnUse.Words:
                    signals[format.WordsAt[column]][index] = format.Words.NumberOf(_cells[column]);
                    break;
                case ColumnUse.Samples when !TryParse(column, out signals[signal++][index]):
                    TakeWord(column);
                    signals[signal - 1][index] = double.NaN;
                    break;
            }
        }
    }

    /// <summary>Counts blank lines and holds the one behind them; tells whether there is one.</summary>
    private bool TryFindRow()
    {
        while (_cells.TryRead(format.LineNumber + 1))
        {
            format.LineNumber++;
            ReadOnlySpan<byte> line = _cells.Line;
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t', format.Separator) >= 0)
            {
                _isHolding = true;
                return true;
            }

            _firstBlankLine = _blankLines == 0 ? format.LineNumber : _firstBlankLine;
            _isAnyEmpty = (_isAnyEmpty && _blankLines > 0) || line.IndexOf(format.Separator) < 0;
            _blankLines++;
        }

        // Blank lines at the end are no samples.
        _blankLines = 0;
        return false;
    }

    /// <summary>A blank line between rows is a row of missing samples where nothing else tells how long the gap is.</summary>
    private void ThrowIfBlankIsNoRow()
    {
        if (format.TimeColumn >= 0 || (_isAnyEmpty && _columnCount > 1))
        {
            throw new RecordingFormatException(
                format.Path,
                string.Create(CultureInfo.InvariantCulture, $"line {_firstBlankLine}"),
                string.Create(CultureInfo.InvariantCulture, $"{_columnCount} cells"),
                _isAnyEmpty ? "an empty line" : "a line of empty cells",
                "delete empty lines inside the table");
        }
    }

    private void CheckCount()
    {
        bool hasTrailing = _cells.Count == _columnCount + 1
            && (_cells[_columnCount].IsEmpty || (format.Head.Layout?.HasRemarks == true && _cells[_columnCount].TrimStart((byte)' ').StartsWith("#"u8)));
        if (_cells.Count != _columnCount && !hasTrailing)
        {
            throw new RecordingFormatException(
                format.Path,
                string.Create(CultureInfo.InvariantCulture, $"line {format.LineNumber}"),
                string.Create(CultureInfo.InvariantCulture, $"{_columnCount} cells, as in the header"),
                string.Create(CultureInfo.InvariantCulture, $"{_cells.Count}"),
                "complete or delete this row");
        }
    }

    private bool TryParse(int column, out double value)
    {
        ReadOnlySpan<byte> cell = _cells[column];
        if (_cells.TryParse(column, format.Mark, out value))
        {
            format.IsMarkSettled |= cell.Contains(format.Mark);
            return true;
        }

        // The first decimal of the file may come long after its head.
        if (format.IsMarkSettled || !NumberParser.TryParse(cell, (byte)',', out value))
        {
            return false;
        }

        format.SettleOnComma();
        return true;
    }

    private void TakeWord(int column)
    {
        const string Expected = "a number, or an empty cell for a missing sample";
        if (format.StrayWords is not { } words || !words.Accepts(column, _cells[column]))
        {
            throw CellFault(column, Expected);
        }

        if (!words.IsMet(column))
        {
            words.Meet(column, CellFault(column, Expected));
        }
    }

    /// <summary>A column of words is left out by a dash in its place.</summary>
    private string Remedy(int column)
    {
        string columns = format.Head.ColumnsSetting(other => other == column ? ColumnList.Skip : null);
        return column == format.TimeColumn
            ? $"correct this cell; or count the rows with {columns} and RecordingOptions.SampleRate"
            : $"correct this cell; or leave the column out with {columns}; or, if it holds marks, RecordingOptions.AnnotationColumns {ColumnList.Quote(ColumnList.Join([format.Head.Columns[column].Name]))}";
    }

    /// <summary>Tells numbers as <c>12,345</c>, which in a table of times that rises by single units are no decimals.</summary>
    private static bool IsThousands(ReadOnlySpan<byte> cell)
    {
        int comma = cell.IndexOf((byte)',');
        return comma is >= 1 and <= 3 && cell.Length - comma == 4 && cell.IndexOfAnyExcept(DigitsAndCommas) < 0;
    }

    private RecordingFormatException CellFault(int column, string expected)
    {
        ReadOnlySpan<byte> cell = _cells[column];
        bool isDecimalComma = format.Mark == '.' && cell.Contains((byte)',');
        return new RecordingFormatException(
            format.Path,
            format.Place(format.LineNumber, column),
            expected,
            FoundText.Quote(cell),
            isDecimalComma && IsThousands(cell) ? "delete the commas between thousands"
            : isDecimalComma ? "write decimal points; or write a semicolon or a tab between the cells" : Remedy(column));
    }
}
