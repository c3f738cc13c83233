using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// What the beginning of a text recording tells: comments, separator, decimal mark, column names, and where the rows start.
/// </summary>
internal sealed class CsvHead
{
    /// <summary>How much of a file is looked at.</summary>
    public const int Length = 256 * 1024;

    private const int LinesLookedAt = 200;

    private readonly string _path;
    private readonly List<(int Offset, int Number, string Text)> _lines = [];

    public CsvHead(string path, ReadOnlySpan<byte> bytes, bool isWholeFile)
    {
        _path = path;
        int start = SkipMark(bytes);
        ThrowIfNotText(bytes[start..], isWholeFile);
        ReadLines(bytes, start, isWholeFile);
        FindTable();
    }

    /// <summary>Gets the columns, the time axis included.</summary>
    public IReadOnlyList<ColumnHeader> Columns { get; private set; } = [];

    /// <summary>Gets the separator of cells.</summary>
    public char Separator { get; private set; } = ',';

    /// <summary>Gets the decimal mark.</summary>
    public byte DecimalMark { get; private set; } = (byte)'.';

    /// <summary>Gets the sampling rate that a comment states.</summary>
    public double? SampleRate { get; private set; }

    /// <summary>Gets the name of the format.</summary>
    public string Format { get; private set; } = "CSV";

    /// <summary>Gets the byte at which the first row starts.</summary>
    public int RowsOffset { get; private set; }

    /// <summary>Gets the number of lines before the first row.</summary>
    public int LinesBefore { get; private set; }

    /// <summary>Gets what had to be assumed.</summary>
    public List<RecordingWarning> Warnings { get; } = [];

    private List<string> Labels { get; set; } = [];

    private List<string> Units { get; set; } = [];

    private static int SkipMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? 3 : 0;

    private void ThrowIfNotText(ReadOnlySpan<byte> bytes, bool isWholeFile)
    {
        if (bytes.IsEmpty)
        {
            throw new RecordingFormatException(_path, "line 1", "a header line and rows of numbers", "an empty file");
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw new RecordingFormatException(_path, "byte 0", "UTF-8 text", "UTF-16", "save the file as UTF-8");
        }

        if (bytes.StartsWith("0       "u8) || (bytes[0] == 0xFF && bytes.Length > 8 && bytes[1..8].SequenceEqual("BIOSEMI"u8)))
        {
            throw new RecordingFormatException(_path, "byte 0", "a CSV file", "an EDF or BDF file", "this version reads CSV; convert the file");
        }

        int zero = bytes.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new RecordingFormatException(
                _path, string.Create(CultureInfo.InvariantCulture, $"byte {zero}"), "UTF-8 text", "binary data", "name a CSV file");
        }

        // The last character may be cut in two where the head ends.
        int end = isWholeFile ? bytes.Length : bytes.Length - 4;
        int bad = FirstInvalid(bytes[..Math.Max(0, end)]);
        if (bad >= 0 && bad < end - 4)
        {
            throw new RecordingFormatException(
                _path,
                string.Create(CultureInfo.InvariantCulture, $"byte {bad}"),
                "UTF-8 text",
                string.Create(CultureInfo.InvariantCulture, $"the byte 0x{bytes[bad]:X2}"),
                "save the file as UTF-8");
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            if (bytes[at] < 0x80)
            {
                at++;
                continue;
            }

            // Latin-1 µ and ² in a header are common and harmless; they are told apart by not being UTF-8.
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out int used) != System.Buffers.OperationStatus.Done)
            {
                return at;
            }

            at += used;
        }

        return -1;
    }

    private void ReadLines(ReadOnlySpan<byte> bytes, int start, bool isWholeFile)
    {
        int at = start;
        for (int number = 1; number <= LinesLookedAt && at < bytes.Length; number++)
        {
            int length = bytes[at..].IndexOf((byte)'\n');
            if (length < 0 && !isWholeFile)
            {
                if (number == 1)
                {
                    throw new RecordingFormatException(
                        _path, "line 1", "a line end within the first 256 KB", "none", "name a CSV file with one sample a line");
                }

                break;
            }

            int end = length < 0 ? bytes.Length : at + length;
            _lines.Add((at, number, Encoding.UTF8.GetString(bytes[at..end]).TrimEnd('\r')));
            at = Math.Min(bytes.Length, end + 1);
        }
    }

    private void FindTable()
    {
        int first = 0;
        while (first < _lines.Count && (_lines[first].Text.StartsWith('#') || _lines[first].Text.Length == 0))
        {
            ReadComment(_lines[first].Text);
            first++;
        }

        if (first == _lines.Count)
        {
            throw new RecordingFormatException(_path, $"line {_lines.Count}", "a header line and rows of numbers", "the end of the file");
        }

        string head = _lines[first].Text;
        string sample = first + 1 < _lines.Count ? _lines[first + 1].Text : head;
        Separator = head.Contains('\t') || sample.Contains('\t') ? '\t' : head.Contains(';') || sample.Contains(';') ? ';' : ',';
        FindDecimalMark(first);
        int row = first;
        while (row < _lines.Count && !IsRow(_lines[row].Text))
        {
            row++;
        }

        // Text lines before the table have another number of cells than the table itself.
        int header = first;
        if (row > first + 1 && row < _lines.Count && Cells(head).Length != Cells(_lines[row].Text).Length)
        {
            header = Cells(_lines[row - 1].Text).Length == Cells(_lines[row].Text).Length ? row - 1 : row;
            Warnings.Add(new RecordingWarning(
                "preamble-skipped", null, null, null, $"The first {header - first} lines are text before the table and were passed over."));
        }

        bool hasHeader = header != row;
        int start = hasHeader ? header + 1 : header;
        SetColumns(hasHeader ? Cells(_lines[header].Text) : null, Cells(_lines[Math.Min(start, _lines.Count - 1)].Text).Length);
        if (start >= _lines.Count)
        {
            throw new RecordingFormatException(
                _path, string.Create(CultureInfo.InvariantCulture, $"line {_lines[^1].Number + 1}"), "rows of numbers after the header", "the end of the file");
        }

        RowsOffset = _lines[start].Offset;
        LinesBefore = _lines[start].Number - 1;
    }

    private void ReadComment(string line)
    {
        int mark = line.IndexOf(":=", StringComparison.Ordinal);
        if (line.Contains("Simple Text Format", StringComparison.OrdinalIgnoreCase))
        {
            Format = "Simple Text Format";
        }

        if (mark < 0)
        {
            return;
        }

        string key = line[1..mark].Trim();
        string text = line[(mark + 2)..].Trim();
        if (key.StartsWith("Sampling Rate", StringComparison.OrdinalIgnoreCase))
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) || !(rate > 0) || !double.IsFinite(rate))
            {
                throw new RecordingFormatException(
                    _path, $"comment \"{key}\"", "a sampling rate above 0 Hz", $"\"{text}\"", "correct the file, or delete the line and give --sample-rate HZ");
            }

            SampleRate = rate;
        }
        else if (key.Equals("Labels", StringComparison.OrdinalIgnoreCase))
        {
            Labels = Split(text);
        }
        else if (key.Equals("Units", StringComparison.OrdinalIgnoreCase))
        {
            Units = Split(text);
        }
    }

    private static List<string> Split(string text) =>
        [.. text.Split(text.Contains('\t') ? '\t' : ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private void FindDecimalMark(int first)
    {
        if (Separator == ',')
        {
            return;
        }

        bool hasComma = false;
        foreach ((_, _, string text) in _lines.Skip(first + 1))
        {
            if (text.Contains('.') && !text.Contains(':'))
            {
                return;
            }

            hasComma |= text.Contains(',');
        }

        DecimalMark = hasComma ? (byte)',' : (byte)'.';
    }

    private string[] Cells(string line)
    {
        string[] cells = line.Split(Separator);

        // A separator at the end of a line makes an empty cell that is none.
        return cells.Length > 1 && cells[^1].Length == 0 && Separator != '\t' ? cells[..^1] : cells;
    }

    /// <summary>Tells whether a line holds numbers, times and missing samples only, and at least one number.</summary>
    private bool IsRow(string line)
    {
        bool hasNumber = false;
        foreach (string cell in Cells(line))
        {
            byte[] text = Encoding.UTF8.GetBytes(cell.Trim().Trim('"'));
            if (NumberParser.TryParse(text, DecimalMark, out double number))
            {
                hasNumber |= !double.IsNaN(number);
            }
            else if (!new TimeColumn(new ColumnHeader("time", null), DecimalMark, 1).TryParse(text, out _))
            {
                return false;
            }
        }

        return hasNumber;
    }

    private void SetColumns(string[]? header, int cells)
    {
        List<ColumnHeader> columns = [];
        if (header is not null)
        {
            columns.AddRange(header.Select(ColumnHeader.Parse));
        }
        else
        {
            bool isLabelled = Labels.Count == cells;
            columns.AddRange(Enumerable.Range(1, cells).Select(i => new ColumnHeader(
                isLabelled ? Labels[i - 1] : string.Create(CultureInfo.InvariantCulture, $"ch{i}"),
                ColumnHeader.NormaliseUnit(Units.Count == cells ? Units[i - 1] : Units.Count == 1 ? Units[0] : null))));
            if (!isLabelled)
            {
                Warnings.Add(new RecordingWarning(
                    "no-header", null, null, null, $"The file has no header line; its columns are called {columns[0].Name}{(cells > 1 ? " to " + columns[^1].Name : string.Empty)}."));
            }
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < columns.Count; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"header, column {i + 1}");
            if (columns[i].Name.Length == 0)
            {
                throw new RecordingFormatException(_path, place, "a name", "none", "name every column");
            }

            if (!seen.Add(columns[i].Name))
            {
                throw new RecordingFormatException(_path, place, "a name of its own", $"\"{columns[i].Name}\" a second time", "rename one of the columns");
            }
        }

        Columns = columns;
    }
}
