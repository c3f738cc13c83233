using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Reads the rows of a table into columns of numbers. Plain rows of numbers are read from the bytes as they lie; a row with
/// anything else in it is cut into cells first, by CsvHelper.
/// </summary>
/// <remarks>
/// Finding the ends of the cells first and reading their numbers then takes two looks at every byte, and for plain rows 1.3 to 1.7 times
/// as long (the benchmark <c>read-csv</c>).
/// </remarks>
internal sealed class RowParser
{
    private readonly string _path;
    private readonly CsvHead _head;
    private readonly LineBuffer _lines;
    private readonly CellReader _cells;
    private readonly TimeColumn? _time;
    private readonly int _timeColumn;
    private readonly ColumnUse[] _uses;
    private readonly int[] _wordsAt;
    private readonly bool _leavesOut;
    private readonly bool _hasSpaces;
    private readonly (int Signal, double Offset, double Scale)[] _scales;
    private readonly int _columnCount;
    private readonly byte _separator;
    private byte _mark;
    private bool _isMarkSettled;
    private long _blankLines;
    private long _firstBlankLine;
    private bool _isAnyEmpty;
    private bool _isHolding;

    /// <summary>Initializes a new instance of the <see cref="RowParser"/> class.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="head">What the beginning of the file told.</param>
    /// <param name="lines">The file from its first row on.</param>
    /// <param name="timeColumn">The index of the time axis, or -1.</param>
    public RowParser(string path, CsvHead head, LineBuffer lines, int timeColumn)
    {
        _path = path;
        _head = head;
        _lines = lines;
        _cells = new CellReader(path, lines, head.Dialect.Separator);
        _timeColumn = timeColumn;
        _time = timeColumn < 0 ? null : new TimeColumn(head.Dialect.DecimalMark) { DayOrder = head.DayOrder };
        _columnCount = head.Columns.Count;
        _uses = [.. head.Columns.Select((column, i) => i == timeColumn ? ColumnUse.Time : column.Role != ColumnRole.LeftOut ? ColumnUse.Samples : column.IsAnnotations ? ColumnUse.Words : ColumnUse.None)];
        _leavesOut = Array.Exists(_uses, use => use is ColumnUse.None or ColumnUse.Words);
        int words = _uses.Count(use => use == ColumnUse.Samples);
        _wordsAt = [.. _uses.Select(use => use == ColumnUse.Words ? words++ : -1)];
        _hasSpaces = head.FirstRows.Any(row => row.Span.IndexOf((byte)' ') >= 0);
        _scales = [.. head.Columns.Where((_, i) => _uses[i] == ColumnUse.Samples)
            .Select((column, signal) => (signal, column.Offset, column.Scale)).Where(scale => scale.Offset != 0 || scale.Scale != 1)];
        _separator = (byte)head.Dialect.Separator;
        _mark = head.Dialect.DecimalMark;
        _isMarkSettled = head.Dialect.IsMarkSettled;
        LineNumber = head.LinesBefore;
    }

    /// <summary>Gets the time axis.</summary>
    public TimeColumn? Time => _time;

    /// <summary>Gets the texts in the columns whose changes are annotations; their rows hold the texts' numbers.</summary>
    public WordTable Words { get; } = new();

    /// <summary>Gets the number of the line last read, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Gets a value indicating whether the next row can be read without waiting for more of the file.</summary>
    public bool HasRow => _isHolding || _blankLines > 0 || _lines.HasRow;

    /// <summary>Reads one row; returns true if there was one.</summary>
    /// <param name="times">Takes the row's offset from the first one, in the unit of the axis.</param>
    /// <param name="signals">Take its samples, one array a signal.</param>
    /// <param name="index">The place in these arrays.</param>
    /// <exception cref="RecordingFormatException">The row is not one of the table.</exception>
    public bool TryRead(double[] times, double[][] signals, int index)
    {
        if (!_isHolding && _blankLines == 0 && !_cells.HasRow)
        {
            if (!_lines.Prepare())
            {
                return false;
            }

            if (TryReadNumbers(_lines.Rest, signals, index, out int length))
            {
                Scale(signals, index);
                times[index] = _time?.Offset ?? 0;
                _lines.Skip(length);
                _cells.IsOneWanted = true;
                LineNumber++;
                return true;
            }
        }

        if (!TryReadCells(times, signals, index))
        {
            return false;
        }

        Scale(signals, index);
        return true;
    }

    private void Scale(double[][] signals, int index)
    {
        if (_scales.Length == 0)
        {
            return;
        }

        foreach ((int signal, double offset, double scale) in _scales)
        {
            signals[signal][index] = (signals[signal][index] - offset) * scale;
        }
    }

    /// <summary>Gives the error of a time that is not behind the one before it.</summary>
    /// <param name="line">The number of its line.</param>
    /// <param name="step">How far it is from the one before it, in the unit of the axis.</param>
    /// <param name="mayBeJitter">Whether later rows rise, so that only the stamps of some may scatter.</param>
    public RecordingFormatException BackwardsFault(long line, double step, bool mayBeJitter = true) => new(
        _path,
        Place(line, _timeColumn),
        "a time after that of the line before",
        step == 0 ? "the same time again" : string.Create(CultureInfo.InvariantCulture, $"a time {-step:0.#########} {(_time!.IsClockText ? "s " : string.Empty)}before it"),
        $"{(step == 0 && mayBeJitter ? "take out the rows that are repeated; or, if all are samples, read them with RecordingOptions.Clock jittered; or count them" : step == 0 ? "count the rows" : "sort the rows by time; or, if they are in their order, count them")} with {_head.ColumnsSetting(column => column == _timeColumn ? ColumnList.Skip : null)} and RecordingOptions.SampleRate");

    /// <summary>Gives the place of a cell as errors state it.</summary>
    private string Place(long line, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column + 1} ({_head.Columns[column].Name})");

    private bool TryReadNumbers(ReadOnlySpan<byte> text, double[][] signals, int index, out int length)
    {
        byte mark = _mark;
        byte separator = _separator;
        int at = 0;
        int signal = 0;
        int decimals = 0;
        DecimalText time = default;
        length = 0;
        for (int column = 0; column < _columnCount; column++)
        {
            if (column > 0)
            {
                if ((uint)at >= (uint)text.Length || text[at] != separator)
                {
                    return false;
                }

                at++;
            }

            // Some exports write a space behind each comma; a table parted by spaces may have several.
            while (_hasSpaces && (uint)at < (uint)text.Length && text[at] == ' ')
            {
                at++;
            }

            if (_leavesOut && _uses[column] is ColumnUse.None or ColumnUse.Words)
            {
                int rest = text[at..].IndexOfAny(separator, (byte)'\n', (byte)'"');
                if (rest < 0 || text[at + rest] == '"')
                {
                    return false;
                }

                if (_uses[column] == ColumnUse.Words)
                {
                    signals[_wordsAt[column]][index] = Words.NumberOf(text.Slice(at, rest));
                }

                at += rest;
                at -= at > 0 && text[at] == '\n' && text[at - 1] == '\r' ? 1 : 0;
                continue;
            }

            if (!NumberParser.TryRead(text, mark, ref at, out DecimalText number))
            {
                return false;
            }

            decimals |= number.Decimals;
            if (column == _timeColumn)
            {
                time = number;
            }
            else if (number.TryGetValue(out double value))
            {
                signals[signal++][index] = value;
            }
            else
            {
                return false;
            }
        }

        if ((uint)at < (uint)text.Length && text[at] == separator && _head.Dialect.HasTrailingSeparator)
        {
            at++;
        }

        if ((uint)at < (uint)text.Length && text[at] == '\r')
        {
            at++;
        }

        // Without a line feed the line may go on behind the bytes at hand.
        if ((uint)at >= (uint)text.Length || text[at] != '\n')
        {
            return false;
        }

        _isMarkSettled |= decimals > 0;
        length = at + 1;
        return _time is null || _time.TryAccept(time);
    }

    private bool TryReadCells(double[] times, double[][] signals, int index)
    {
        if (!_isHolding && !TryFindRow())
        {
            return false;
        }

        if (_blankLines > 0)
        {
            ThrowIfBlankIsNoRow();
            _blankLines--;
            foreach (double[] samples in signals)
            {
                samples[index] = double.NaN;
            }

            return true;
        }

        _isHolding = false;
        CheckCount();
        int signal = 0;
        for (int column = 0; column < _columnCount; column++)
        {
            if (_uses[column] is ColumnUse.None or ColumnUse.Words)
            {
                if (_uses[column] == ColumnUse.Words)
                {
                    signals[_wordsAt[column]][index] = Words.NumberOf(_cells[column]);
                }

                continue;
            }

            if (column == _timeColumn)
            {
                times[index] = _time!.TryParse(_cells[column]) ? _time.Offset : throw CellFault(column, "a time");
            }
            else if (!TryParse(column, out signals[signal++][index]))
            {
                throw CellFault(column, "a number, or an empty cell for a missing sample");
            }
        }

        return true;
    }

    /// <summary>Counts blank lines and holds the one behind them; returns true if there is one.</summary>
    private bool TryFindRow()
    {
        while (_cells.TryRead(LineNumber + 1))
        {
            LineNumber++;
            ReadOnlySpan<byte> line = _cells.Line;
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t', _separator) >= 0)
            {
                _isHolding = true;
                return true;
            }

            _firstBlankLine = _blankLines == 0 ? LineNumber : _firstBlankLine;
            _isAnyEmpty = (_isAnyEmpty && _blankLines > 0) || line.IndexOf(_separator) < 0;
            _blankLines++;
        }

        // Blank lines at the end are no samples.
        _blankLines = 0;
        return false;
    }

    /// <summary>A blank line between rows is a row of missing samples where nothing else tells how long the gap is.</summary>
    private void ThrowIfBlankIsNoRow()
    {
        if (_timeColumn >= 0 || (_isAnyEmpty && _columnCount > 1))
        {
            throw new RecordingFormatException(
                _path,
                string.Create(CultureInfo.InvariantCulture, $"line {_firstBlankLine}"),
                string.Create(CultureInfo.InvariantCulture, $"{_columnCount} cells"),
                _isAnyEmpty ? "an empty line" : "a line of empty cells",
                "delete empty lines inside the table");
        }
    }

    private void CheckCount()
    {
        bool hasTrailing = _cells.Count == _columnCount + 1 && _cells[_columnCount].IsEmpty;
        if (_cells.Count != _columnCount && !hasTrailing)
        {
            throw new RecordingFormatException(
                _path,
                string.Create(CultureInfo.InvariantCulture, $"line {LineNumber}"),
                string.Create(CultureInfo.InvariantCulture, $"{_columnCount} cells, as in the header"),
                string.Create(CultureInfo.InvariantCulture, $"{_cells.Count}"),
                "complete or delete this row");
        }
    }

    private bool TryParse(int column, out double value)
    {
        ReadOnlySpan<byte> cell = _cells[column];
        if (_cells.TryParse(column, _mark, out value))
        {
            _isMarkSettled |= cell.Contains(_mark);
            return true;
        }

        // The first decimal of the file may come long after its head.
        if (_isMarkSettled || !NumberParser.TryParse(cell, (byte)',', out value))
        {
            return false;
        }

        _mark = (byte)',';
        _isMarkSettled = true;
        if (_time is not null)
        {
            _time.DecimalMark = _mark;
        }

        return true;
    }

    /// <summary>A column of words is left out by a dash in its place.</summary>
    private string Remedy(int column)
    {
        string columns = _head.ColumnsSetting(other => other == column ? ColumnList.Skip : null);
        return column == _timeColumn
            ? $"correct this cell; or count the rows with {columns} and RecordingOptions.SampleRate"
            : $"correct this cell; or leave the column out with {columns}; or, if it holds marks, RecordingOptions.AnnotationColumns {ColumnList.Quote(ColumnList.Join([_head.Columns[column].Name]))}";
    }

    /// <summary>Tells numbers as <c>12,345</c>, which in a table of times that rises by single units are no decimals.</summary>
    private static bool IsThousands(ReadOnlySpan<byte> cell)
    {
        int comma = cell.IndexOf((byte)',');
        return comma is >= 1 and <= 3 && cell.Length - comma == 4 && cell.IndexOfAnyExcept("0123456789,"u8) < 0;
    }

    private RecordingFormatException CellFault(int column, string expected)
    {
        ReadOnlySpan<byte> cell = _cells[column];
        bool isDecimalComma = _mark == '.' && cell.Contains((byte)',');
        return new RecordingFormatException(
            _path,
            Place(LineNumber, column),
            expected,
            FoundText.Quote(cell),
            isDecimalComma && IsThousands(cell) ? "delete the commas between thousands"
            : isDecimalComma ? "write decimal points; or write a semicolon or a tab between the cells" : Remedy(column));
    }
}

/// <summary>What a column of the table is read for.</summary>
internal enum ColumnUse : byte
{
    /// <summary>Its cells are samples.</summary>
    Samples,

    /// <summary>Its cells are the times of the rows.</summary>
    Time,

    /// <summary>Its cells are texts whose changes are annotations.</summary>
    Words,

    /// <summary>Its cells are passed over.</summary>
    None,
}
