using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// What the beginning of a text recording tells: comments, dialect, column names, and where the rows start.
/// </summary>
internal sealed class CsvHead
{
    /// <summary>How much of a file is looked at.</summary>
    public const int Length = 256 * 1024;

    private const int LinesLookedAt = 200;

    /// <summary>What to do about a table without rows.</summary>
    public const string NoRows = "export the recording again: the file holds no samples";

    private readonly string _path;
    private readonly List<(int Offset, int Number, ReadOnlyMemory<byte> Text)> _lines = [];
    private readonly int _linesInHead;
    private readonly ColumnHeader[] _found;

    public CsvHead(string path, ReadOnlyMemory<byte> bytes, bool isWholeFile, IReadOnlyList<string>? columns = null, IReadOnlyList<string>? annotationColumns = null)
    {
        _path = path;
        int mark = TextCheck.SkipMark(path, bytes.Span, isWholeFile);
        _linesInHead = ReadLines(bytes, mark, isWholeFile);
        Layout = LayoutOfFile.Find(path, string.Join('\n', _lines.Select(line => Encoding.UTF8.GetString(line.Text.Span).TrimEnd('\r'))));
        Warnings.AddRange(Layout?.Warnings ?? []);
        ReadInfoBeside(path);
        int first = Math.Min(ReadComments(out char? separator) + (Layout?.LinesToSkip ?? 0), _lines.Count);
        if (first == _lines.Count)
        {
            throw new RecordingFormatException(
                path, Line(_linesInHead), "a header line and rows of numbers", isWholeFile ? "the end of the file" : "only comments so far", isWholeFile ? NoRows : "delete comment lines: the table must begin within the first 256 KB");
        }

        List<ReadOnlyMemory<byte>> table = [.. _lines.Skip(first).Select(line => line.Text)];
        Dialect = CsvDialect.Find(table, separator);
        int header = FindTable(first, out bool hasHeader);
        bool hasUnits = hasHeader && IsLineOfUnits(header + 1);
        IsGiven = columns is not null;
        List<ColumnHeader> found = columns is not null
            ? Given(columns)
            : hasHeader
            ? Named(header, hasUnits)
            : Comments.TryName(Dialect.ColumnCount) ?? Layout?.ColumnsOf(Dialect.ColumnCount) ?? Preamble.TryName(table.Take(header - first), Dialect.ColumnCount) ?? Number();
        SetStart(hasHeader ? header + (hasUnits ? 2 : 1) : header);
        DayOrder = Layout?.DayOrder ?? FindDayOrder();
        _found = [.. found];
        found = Layout?.Describe(found, IsGiven, Warnings) ?? found;
        found = Annotate(found, annotationColumns ?? []);
        Columns = Distinct(IsGiven ? found : LeaveOut(NameBlanks(found)));
    }

    /// <summary>Gets the maker's layout that the file was recognised by, or <see langword="null"/>.</summary>
    public LayoutOfFile? Layout { get; }

    /// <summary>Gets the order of day and month in dates with slashes, or <see langword="null"/> where no line tells.</summary>
    public DayOrder? DayOrder { get; }

    /// <summary>Gets what the comments state.</summary>
    public CsvComments Comments { get; } = new();

    /// <summary>Gets the dialect.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>Gets the columns, the time axis included.</summary>
    public IReadOnlyList<ColumnHeader> Columns { get; private set; }

    /// <summary>Gets a value indicating whether the user named the columns.</summary>
    public bool IsGiven { get; }

    /// <summary>Gets a value indicating whether the file names its columns.</summary>
    public bool IsNamed { get; private set; } = true;

    /// <summary>Gets the byte at which the first row starts.</summary>
    public int RowsOffset { get; private set; }

    /// <summary>Gets the number of lines before the first row.</summary>
    public int LinesBefore { get; private set; }

    /// <summary>Gets what had to be assumed.</summary>
    public List<RecordingWarning> Warnings { get; } = [];

    /// <summary>Gets the file beside the table that says more of it, or <see langword="null"/>.</summary>
    public string? InfoFile { get; private set; }

    /// <summary>Gives the rows among the lines looked at.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> FirstRows => _lines.Where(line => line.Offset >= RowsOffset).Select(line => line.Text);

    /// <summary>
    /// Gives the setting that names the columns as they are but for some, for a remedy: those that are not read have a dash.
    /// </summary>
    /// <param name="change">Gives the head of a column that is to have another, or <see langword="null"/>.</param>
    public string ColumnsSetting(Func<int, string?> change) => "RecordingOptions.Columns " + ColumnList.Quote(ColumnList.Join(
        Columns.Select((column, i) => change(i) ?? (column.Role == ColumnRole.LeftOut ? ColumnList.Skip : (_found[i].Name.Length > 0 ? _found[i] : _found[i] with { Name = Columns[i].Name }).ToString()))));

    /// <summary>What <c>convert</c> wrote into a file beside a table is as if it stood in the table's own first lines.</summary>
    private void ReadInfoBeside(string path)
    {
        string info = CsvRecordingWriter.InfoPathBeside(path);
        if (info == path || !File.Exists(path) || !File.Exists(info))
        {
            return;
        }

        InfoFile = info;
        int number = 0;
        foreach (string line in SideFile.ReadLines(info).Take(LinesLookedAt))
        {
            number++;
            if (line.StartsWith('#'))
            {
                Comments.Read(info, number, line);
            }
        }
    }

    private int ReadLines(ReadOnlyMemory<byte> bytes, int start, bool isWholeFile)
    {
        int at = start;
        int number = 0;
        int comments = 0;
        while (number - comments < LinesLookedAt && at < bytes.Length)
        {
            ReadOnlySpan<byte> rest = bytes.Span[at..];
            int length = rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0 && !isWholeFile)
            {
                break;
            }

            number++;
            length = length < 0 ? rest.Length : length;
            comments += length > 0 && rest[0] is (byte)'#' or (byte)'%' ? 1 : 0;
            _lines.Add((at, number, bytes.Slice(at, length)));
            bool isTwo = length + 1 < rest.Length && rest[length] == '\r' && rest[length + 1] == '\n';
            at = Math.Min(bytes.Length, at + length + (isTwo ? 2 : 1));
        }

        return number > 0
            ? number
            : throw new RecordingFormatException(
                _path, "line 1", "a line end within the first 256 KB", "none", "write one sample a line: a table with one channel a line must be transposed");
    }

    /// <summary>Reads the leading comments and <c>sep=;</c>; gives the first line behind them and empty ones.</summary>
    private int ReadComments(out char? separator)
    {
        separator = null;
        int first = 0;
        for (; first < _lines.Count; first++)
        {
            ReadOnlySpan<byte> line = _lines[first].Text.Span.Trim(" \t"u8);
            if (line.StartsWith("%"u8))
            {
                // OpenBCI and MATLAB; what a known layout says there it says by its own rules.
                Comments.Metadata.Read("#" + Encoding.UTF8.GetString(line[1..]), null, string.Empty);
            }
            else if (line.StartsWith("#"u8))
            {
                Comments.Read(_path, _lines[first].Number, Encoding.UTF8.GetString(line));
            }
            else if (_lines[first].Text.Span.Trim((byte)'"') is { Length: 5 } stated && stated.StartsWith("sep="u8))
            {
                separator = (char)stated[4];
            }
            else if (!line.IsEmpty)
            {
                break;
            }
        }

        return separator is null or ',' or ';' or '\t' or '|' or ' '
            ? first
            : throw new RecordingFormatException(
                _path, Line(_lines[first - 1].Number), "a comma, a semicolon, a tab, a bar or a space between the cells", FoundText.Quote(separator.Value.ToString()), "delete this line");
    }

    /// <summary>Finds the header line: the first line with as many cells as the rows have. Text lines may stand before it.</summary>
    private int FindTable(int first, out bool hasHeader)
    {
        int row = first;
        while (row < _lines.Count && !(Dialect.IsRow(_lines[row].Text.Span, out int cells) && cells - (Dialect.HasTrailingSeparator ? 1 : 0) == Dialect.ColumnCount))
        {
            row++;
        }

        // Without any row the first line is the header; the line behind it will be reported as what is wrong.
        int header = row < _lines.Count ? FindHeader(first, row) : first;
        int texts = _lines.Skip(first).Take(header - first).Count(line => line.Text.Length > 0);
        if (texts == 0 || (header == row && (texts == 1 || Dialect.IsRow(_lines[first].Text.Span, out _))))
        {
            // One line with another number of cells is a header that does not fit, or a row that does not.
            hasHeader = row > first && !Dialect.IsRow(_lines[first].Text.Span, out _);
            return first;
        }

        if (Layout is null)
        {
            Warnings.Add(new RecordingWarning(
                "preamble-skipped",
                null,
                null,
                null,
                string.Create(CultureInfo.InvariantCulture, $"The {texts} text lines before the table, from line {_lines[first].Number} on, are no part of it.")));
        }

        hasHeader = header < row;
        return header;
    }

    /// <summary>
    /// Finds the line that names the columns: the first with as many cells as the rows have, or where a known layout or lines
    /// of other text stand before it, the last without a number. Gives the first row where there is none.
    /// </summary>
    private int FindHeader(int first, int row)
    {
        if (Layout?.Description is { Header: not null } layout)
        {
            int stated = _lines.FindIndex(first, row - first, line => layout.IsHeader(Encoding.UTF8.GetString(line.Text.Span)) == true);
            return stated < 0 ? row : stated;
        }

        if (Layout?.Columns is not null)
        {
            return row;
        }

        // Lines about the recording may have as many cells, some of them empty; the names stand last, or before their units.
        (int Line, List<string> Cells)[] possible = [.. Enumerable.Range(first, row - first)
            .Select(line => (line, Dialect.HeaderCells(_lines[line].Text))).Where(line => line.Item2.Count == Dialect.ColumnCount)];
        int[] names = [.. possible.Where(line => line.Cells.TrueForAll(cell => cell.Length > 0 && !ColumnHeader.IsKnownUnit(cell))).Select(line => line.Line)];

        // One line of other words may stand between the names and the rows, as units that nobody knows: the time axis tells the names.
        if (names.Length > 1 && names[^1] == row - 1 && !NamesTime(names[^1]) && names[^2] == row - 2 && NamesTime(names[^2]))
        {
            return row - 2;
        }

        return names.Length > 0 ? names[^1] : possible.Length > 0 ? possible[0].Line : NamesRows(row) ? row - 1 : row;
    }

    private bool NamesTime(int line) => Dialect.HeaderCells(_lines[line].Text).Exists(cell => ColumnHeader.Parse(cell).IsTime);

    /// <summary>Returns true if the line before the first row has a cell less, as R writes a table whose first column are the names of the rows.</summary>
    private bool NamesRows(int row) =>
        row > 0 && row < _lines.Count && !Dialect.IsRow(_lines[row - 1].Text.Span, out _) && Dialect.HeaderCells(_lines[row - 1].Text) is List<string> cells
        && cells.Count == Dialect.ColumnCount - 1 && cells.TrueForAll(cell => cell.Length > 0) && _lines[row].Text.Span.TrimStart((byte)' ').StartsWith("\""u8);

    /// <summary>Returns true if a line states the units of the columns: as many cells, no number, at least one known unit or names with a time before it, a row behind it.</summary>
    private bool IsLineOfUnits(int line)
    {
        if (line + 1 >= _lines.Count || Dialect.IsRow(_lines[line].Text.Span, out _) || !Dialect.IsRow(_lines[line + 1].Text.Span, out _))
        {
            return false;
        }

        // Trigno Discover has the rates there.
        List<string> cells = Dialect.HeaderCells(_lines[line].Text);
        return Layout?.Description?.HasTimeForEachSensor == true
            ? cells.TrueForAll(cell => cell.Length == 0 || cell.EndsWith(" Hz", StringComparison.Ordinal))
            : cells.Count == Dialect.ColumnCount && (cells.Exists(ColumnHeader.IsKnownUnit) || (Layout is null && cells.TrueForAll(cell => cell.Length > 0) && NamesTime(line - 1))) && cells.TrueForAll(ColumnHeader.MayBeUnit);
    }

    private List<ColumnHeader> Named(int header, bool hasUnits)
    {
        List<ColumnHeader> columns = [.. Dialect.HeaderCells(_lines[header].Text).Select(ColumnHeader.Parse)];
        if (columns.Count == Dialect.ColumnCount - 1 && header + 1 < _lines.Count && NamesRows(header + 1))
        {
            columns.Insert(0, new ColumnHeader(string.Empty, null));
        }

        List<string> units = hasUnits ? Dialect.HeaderCells(_lines[header + 1].Text) : [];
        if (units.Count == columns.Count && units.Exists(ColumnHeader.IsKnownUnit))
        {
            columns = [.. columns.Zip(units, (column, unit) => column with { Unit = column.Unit ?? Units.SpellOfTable(ColumnHeader.Bare(unit)) })];
        }

        // pandas and R write the number of the row in front, without a name.
        if (columns.Count > 1 && columns[0].Name.Length == 0 && columns.Count == Dialect.ColumnCount)
        {
            columns[0] = new ColumnHeader("index", null) { Role = ColumnRole.LeftOut };
            Warnings.Add(new RecordingWarning("column-left-out", null, null, null, "The first column has no name and numbers the rows: it is not read."));
        }

        return columns;
    }

    /// <summary>Takes the columns whose changes are annotations out of those that hold samples.</summary>
    private List<ColumnHeader> Annotate(List<ColumnHeader> columns, IReadOnlyList<string> asked)
    {
        foreach (string name in asked)
        {
            int column = columns.FindIndex(column => column.Name == name || column.ToString() == name);
            if (column < 0)
            {
                throw new RecordingFormatException(
                    _path,
                    "header",
                    $"a column {FoundText.Quote(name)} of annotations",
                    string.Join(", ", columns.Select(other => other.Name)),
                    $"name one of these columns: {string.Join("; or ", columns.Where(other => !other.IsTime).Select(other => $"RecordingOptions.AnnotationColumns {ColumnList.Quote(ColumnList.Join([other.Name]))}"))}");
            }

            columns[column] = columns[column] with { Role = ColumnRole.LeftOut, IsAnnotations = true };
        }

        return columns;
    }

    /// <summary>Leaves out the columns that hold words, and says so.</summary>
    private List<ColumnHeader> LeaveOut(List<ColumnHeader> columns)
    {
        List<string> words = [];
        foreach (int word in Dialect.Words.Where(word => word < columns.Count))
        {
            if (columns[word].Role != ColumnRole.LeftOut && !columns[word].IsTime)
            {
                words.Add(columns[word].Name);
            }

            columns[word] = columns[word] with { Role = ColumnRole.LeftOut };
        }

        if (words.Count > 0)
        {
            Warnings.Add(new RecordingWarning(
                "column-left-out", null, null, null, $"{(words.Count == 1 ? "Column" : "Columns")} {string.Join(", ", words)} {(words.Count == 1 ? "holds" : "hold")} words: not read. Their changes are annotations with RecordingOptions.AnnotationColumns {ColumnList.Quote(ColumnList.Join(words.Distinct()))}."));
        }

        return columns;
    }

    /// <summary>Leaves out columns of dates that are not the time axis, and says so.</summary>
    /// <param name="timeColumn">The index of the time axis, or -1.</param>
    /// <param name="warnings">Takes what was left out.</param>
    public void LeaveOutDates(int timeColumn, List<RecordingWarning> warnings)
    {
        if (IsGiven || FirstRows.FirstOrDefault() is not { Length: > 0 } row)
        {
            return;
        }

        List<Range> cells = CsvDialect.Cut(row.Span, Dialect.Separator);
        List<ColumnHeader> columns = [.. Columns];
        for (int i = 0; i < columns.Count && i < cells.Count; i++)
        {
            if (i != timeColumn && columns[i].Role != ColumnRole.LeftOut && ClockText.TryParse(row.Span[cells[i]].Trim(" \t\""u8), out _))
            {
                columns[i] = columns[i] with { Role = ColumnRole.LeftOut };
                warnings.Add(new RecordingWarning("column-left-out", null, null, null, $"Column {columns[i].Name} holds times beside the time axis: not read. If it is the time axis, say so with RecordingOptions.TimeColumn {ColumnList.Quote(columns[i].Name)}."));
            }
        }

        Columns = columns;
    }

    /// <summary>Calls columns without a name by their place; those without any value either are left out.</summary>
    private List<ColumnHeader> NameBlanks(List<ColumnHeader> columns)
    {
        List<int> empty = [];
        List<string> named = [];
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name.Length > 0)
            {
                continue;
            }

            string name = string.Create(CultureInfo.InvariantCulture, $"column {i + 1}");
            bool isEmpty = FirstRows.All(row => Dialect.Cell(row.Span, i).IsEmpty);
            columns[i] = columns[i] with { Name = name, Role = isEmpty ? ColumnRole.LeftOut : columns[i].Role };
            if (isEmpty)
            {
                empty.Add(i + 1);
            }
            else
            {
                named.Add(name);
            }
        }

        if (empty.Count > 0)
        {
            string places = string.Join(", ", empty.Select(place => place.ToString(CultureInfo.InvariantCulture)));
            Warnings.Add(new RecordingWarning("column-left-out", null, null, null, $"{(empty.Count == 1 ? "Column" : "Columns")} {places} {(empty.Count == 1 ? "has" : "have")} neither a name nor a value: not read."));
        }

        if (named.Count > 0)
        {
            Warnings.Add(new RecordingWarning("column-named", null, null, null, $"A column without a name is called by its place: {string.Join(", ", named)}. Otherwise name the columns with RecordingOptions.Columns."));
        }

        return columns;
    }

    /// <summary>Numbers names that stand more than once; where each sensor has a time column of its own that is how it is.</summary>
    private List<ColumnHeader> Distinct(IReadOnlyList<ColumnHeader> columns)
    {
        HashSet<string> taken = [.. columns.Select(column => column.Name)];
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<ColumnHeader> distinct = [];
        List<string> renamed = [];
        foreach (ColumnHeader column in columns)
        {
            if (seen.Add(column.Name) || column.Role == ColumnRole.LeftOut)
            {
                distinct.Add(column);
                continue;
            }

            int number = 2;
            string name;
            do
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{column.Name} ({number++})");
            }
            while (!taken.Add(name));

            distinct.Add(column with { Name = name });
            renamed.Add(name);
        }

        if (renamed.Count > 0 && Layout?.Description?.HasTimeForEachSensor != true)
        {
            Warnings.Add(new RecordingWarning("column-named", null, null, null, $"A name that stands a second time is numbered: {string.Join(", ", renamed)}. Otherwise name the columns with RecordingOptions.Columns."));
        }

        return distinct;
    }

    private DayOrder? FindDayOrder()
    {
        foreach (ReadOnlyMemory<byte> row in FirstRows)
        {
            foreach (Range cell in CsvDialect.Cut(row.Span, Dialect.Separator))
            {
                if (ClockText.OrderOf(row.Span[cell].Trim(" \t\""u8)) is DayOrder order)
                {
                    return order;
                }
            }
        }

        return null;
    }

    private List<ColumnHeader> Given(IReadOnlyList<string> columns) => columns.Count == Dialect.ColumnCount
        ? [.. columns.Select((column, i) => column == ColumnList.Skip ? new ColumnHeader(string.Create(CultureInfo.InvariantCulture, $"column {i + 1}"), null) { Role = ColumnRole.LeftOut } : ColumnHeader.Parse(column))]
        : throw new RecordingFormatException(
            _path,
            "the columns",
            string.Create(CultureInfo.InvariantCulture, $"{columns.Count} columns, as so many names were given"),
            string.Create(CultureInfo.InvariantCulture, $"{Dialect.ColumnCount}"),
            $"name every column, the time axis included, and those not to be read by a dash: RecordingOptions.Columns {ColumnList.Quote(ColumnList.Join(columns.Take(Dialect.ColumnCount).Concat(Enumerable.Repeat(ColumnList.Skip, Math.Max(0, Dialect.ColumnCount - columns.Count)))))}");

    private List<ColumnHeader> Number()
    {
        IsNamed = false;
        List<ColumnHeader> columns = [.. Enumerable.Range(1, Dialect.ColumnCount).Select(i => new ColumnHeader(
            string.Create(CultureInfo.InvariantCulture, $"ch{i}"), Comments.Unit(i - 1, Dialect.ColumnCount)))];
        Warnings.Add(new RecordingWarning(
            "no-header",
            null,
            null,
            null,
            $"The file names no columns; they are called {columns[0].Name}{(columns.Count > 1 ? " to " + columns[^1].Name : string.Empty)}."));
        return columns;
    }

    private void SetStart(int row)
    {
        if (row >= _lines.Count)
        {
            throw new RecordingFormatException(_path, Line(_linesInHead + 1), "rows of numbers after the header", "the end of the file", NoRows);
        }

        RowsOffset = _lines[row].Offset;
        LinesBefore = _lines[row].Number - 1;
    }

    private static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");
}
