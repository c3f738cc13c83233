using System.Text;
using CsvHelper;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>How the cells of a table are written: found by trying every dialect on the first lines.</summary>
/// <param name="Separator">What stands between cells.</param>
/// <param name="DecimalMark">What stands before the decimals.</param>
/// <param name="IsMarkSettled">Whether the lines looked at have decimals; if not, the first cell that has some settles the mark.</param>
/// <param name="ColumnCount">The number of cells in a row.</param>
/// <param name="HasTrailingSeparator">Whether every row ends with a separator that no cell follows.</param>
internal sealed record CsvDialect(char Separator, byte DecimalMark, bool IsMarkSettled, int ColumnCount, bool HasTrailingSeparator)
{
    // Fewer rows may have a word by mistake.
    private const int LeastRowsWithWords = 3;

    // A decimal comma can only be distinguished from a separator where commas do not separate. A space stands inside dates and names
    // too, so it comes last.
    private static readonly (char Separator, byte Mark)[] Candidates =
        [('\t', (byte)'.'), ('\t', (byte)','), (';', (byte)'.'), (';', (byte)','), (',', (byte)'.'), ('|', (byte)'.'), ('|', (byte)','), (' ', (byte)'.'), (' ', (byte)',')];

    /// <summary>Gets the columns that hold words.</summary>
    public IReadOnlyList<int> Words { get; private init; } = [];

    /// <summary>
    /// Finds the dialect in which most lines are rows of numbers, and of equals that with most cells. One that leaves rows
    /// in one piece is taken only where no other reads half as many: "1,5" is two cells if any line has two.
    /// </summary>
    /// <param name="lines">The lines, comments left out.</param>
    /// <param name="stated">The separator that the file names itself, or <see langword="null"/>.</param>
    public static CsvDialect Find(IReadOnlyList<ReadOnlyMemory<byte>> lines, char? stated)
    {
        CsvDialect? best = null;
        int highest = 0;
        foreach ((char separator, byte mark) in Candidates)
        {
            if (stated is not null && stated != separator)
            {
                continue;
            }

            (int rows, CsvDialect dialect) = Try(lines, separator, mark);
            int score = dialect.ColumnCount > 1 ? 2 * rows : rows;
            if (score > highest || (score == highest && rows > 0 && dialect.ColumnCount > best!.ColumnCount))
            {
                (highest, best) = (score, dialect);
            }
        }

        // Where most lines are rows of numbers, a line with a word is a broken row.
        int numbers = best is { ColumnCount: > 1 } ? highest / 2 : highest;
        if (2 * numbers < lines.Count && FindWithWords(lines, stated) is { } words && words.Rows > numbers)
        {
            return words.Dialect;
        }

        return best ?? OfHeader(Encoding.UTF8.GetString(lines[0].Span), stated);
    }

    /// <summary>Returns true if a line holds numbers, times and missing samples only; gives how many.</summary>
    public bool IsRow(ReadOnlySpan<byte> line, out int cells) => IsRow(line, Separator, DecimalMark, Words, out cells);

    /// <summary>Gives the cells of a header line; an empty one after a trailing separator is not a cell.</summary>
    public List<string> HeaderCells(ReadOnlyMemory<byte> line)
    {
        List<string> cells = [];
        line = Separator == ' ' ? OneSpaceEach(line.Span) : line;
        using var reader = CsvReader.Create(
            line, new CsvReaderOptions { HasHeader = false, Separator = Separator, TrimWhitespace = true, AllowLineBreaksInQuotes = false });
        if (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
            {
                cells.Add(reader.GetString(i).Trim());
            }
        }

        if (cells.Count == ColumnCount + 1 && cells[^1].Length == 0)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return cells;
    }

    /// <summary>Gives a cell of a row without quotes and spaces around it; empty where the row has no such cell.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> row, int column)
    {
        List<Range> cells = Cut(row, Separator);
        return column < cells.Count ? row[cells[column]].Trim(" \t\""u8) : default;
    }

    /// <summary>Writes one space for every run of spaces and tabs, and none at the ends.</summary>
    public static byte[] OneSpaceEach(ReadOnlySpan<byte> line)
    {
        List<byte> text = [];
        foreach (byte letter in line.Trim(" \t"u8))
        {
            byte next = letter == '\t' ? (byte)' ' : letter;
            if (next != ' ' || text[^1] != ' ')
            {
                text.Add(next);
            }
        }

        return [.. text];
    }

    /// <summary>Cuts a line into its cells; a separator in quotes does not cut.</summary>
    public static List<Range> Cut(ReadOnlySpan<byte> line, char separator)
    {
        List<Range> cells = [];
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] != separator || isQuoted)
            {
                continue;
            }

            if (separator != ' ' || i > start)
            {
                cells.Add(start..i);
            }

            start = i + 1;
        }

        if (separator != ' ' || start < line.Length)
        {
            cells.Add(start..);
        }

        return cells;
    }

    /// <summary>Finds a dialect in which some columns never hold a number: words, or marks.</summary>
    private static (int Rows, CsvDialect Dialect)? FindWithWords(IReadOnlyList<ReadOnlyMemory<byte>> lines, char? stated)
    {
        (int Rows, CsvDialect Dialect)? best = null;
        foreach ((char separator, byte mark) in Candidates)
        {
            if ((stated is not null && stated != separator)
                || TryWithWords(lines, separator, mark) is not { } found
                || (best is not null && (found.Rows < best.Value.Rows || (found.Rows == best.Value.Rows && Numbers(found.Dialect) <= Numbers(best.Value.Dialect)))))
            {
                continue;
            }

            best = found;
        }

        return best;

        static int Numbers(CsvDialect dialect) => dialect.ColumnCount - dialect.Words.Count;
    }

    private static (int Rows, CsvDialect Dialect)? TryWithWords(IReadOnlyList<ReadOnlyMemory<byte>> lines, char separator, byte mark)
    {
        List<List<string>> table = [.. lines.Where(line => line.Length > 0).Select(line => Cut(line.Span, separator).ConvertAll(cell => Encoding.UTF8.GetString(line.Span[cell].Trim(" \t\""u8))))];
        int columns = table.Count == 0 ? 0 : table.CountBy(cells => cells.Count).MaxBy(pair => pair.Value).Key;
        table = [.. table.Where(cells => cells.Count == columns)];
        if (columns < 2)
        {
            return null;
        }

        // The lines with a number are rows; a header has none. A column is one of words if no row has a number or a time there.
        bool[][] isNumber = [.. table.Select(cells => cells.Select(cell => cell.Length > 0 && IsCell(Encoding.UTF8.GetBytes(cell), mark)).ToArray()).Where(row => row.Contains(true))];
        int[] words = [.. Enumerable.Range(0, columns).Where(column => !Array.Exists(isNumber, row => row[column]) && table.Exists(cells => cells[column].Length > 0))];

        // A column that is always empty behind its name may be one of words as well as one of missing samples; it is no reason to look for words.
        if (words.Length == 0 || words.Length == columns || isNumber.Length < LeastRowsWithWords)
        {
            return null;
        }

        int rows = lines.Count(line => IsRow(line.Span, separator, mark, words, out int cells) && cells == columns);
        bool hasTrailing = lines.All(line => !IsRow(line.Span, separator, mark, words, out int cells) || cells != columns || line.Span[^1] == separator);
        bool hasMark = isNumber.Length > 0 && table.Exists(cells => cells.Exists(cell => cell.Contains((char)mark)));
        return rows < LeastRowsWithWords
            ? null
            : (rows, new CsvDialect(separator, mark, hasMark || separator == ',', hasTrailing ? columns - 1 : columns, hasTrailing) { Words = [.. words.Where(word => word < columns - (hasTrailing ? 1 : 0))] });
    }

    private static bool IsCell(ReadOnlySpan<byte> cell, byte mark) => NumberParser.TryParse(cell, mark, out _) || ClockText.TryParse(cell, out _);

    private static CsvDialect OfHeader(string line, char? stated)
    {
        char separator = stated ?? (line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : line.Contains('|') ? '|' : ',');
        return new CsvDialect(separator, (byte)'.', IsMarkSettled: separator == ',', line.TrimEnd(separator).Split(separator).Length, false);
    }

    private static (int Rows, CsvDialect Dialect) Try(IReadOnlyList<ReadOnlyMemory<byte>> lines, char separator, byte mark)
    {
        List<int> counts = [];
        bool hasMark = false;
        foreach (ReadOnlyMemory<byte> line in lines)
        {
            if (IsRow(line.Span, separator, mark, [], out int cells))
            {
                counts.Add(cells);
                hasMark |= line.Span.IndexOf(mark) >= 0;
            }
        }

        // A text line before the table may be a row by chance; the table is what most lines are.
        int columns = counts.Count == 0 ? 0 : counts.CountBy(count => count).MaxBy(pair => pair.Value).Key;
        bool hasTrailing = columns > 1 && lines.All(line => !IsRow(line.Span, separator, mark, [], out int cells) || cells != columns || line.Span[^1] == separator);
        if (hasTrailing)
        {
            // A last column without any value is a column when the header names it.
            hasTrailing = !lines.TakeWhile(line => !IsRow(line.Span, separator, mark, [], out _))
                .Any(line => line.Span.Count((byte)separator) == columns - 1 && line.Span[^1] != separator);
        }

        return (counts.Count(count => count == columns), new CsvDialect(separator, mark, hasMark || separator == ',', hasTrailing ? columns - 1 : columns, hasTrailing));
    }

    private static bool IsRow(ReadOnlySpan<byte> line, char separator, byte mark, IReadOnlyList<int> words, out int cells)
    {
        cells = 0;
        if (line.IsEmpty)
        {
            return false;
        }

        bool isAny = words.Count == 0;
        foreach (Range range in Cut(line, separator))
        {
            ReadOnlySpan<byte> cell = line[range].Trim(" \t\""u8);
            if (!words.Contains(cells))
            {
                if (!IsCell(cell, mark))
                {
                    return false;
                }

                isAny |= !cell.IsEmpty;
            }

            cells++;
        }

        // Where words may stand, a line of words and empty cells is not a header.
        return isAny && cells > 0;
    }
}
