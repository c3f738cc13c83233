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
    // A decimal comma can only be told from a separator where commas do not separate.
    private static readonly (char Separator, byte Mark)[] Candidates =
        [('\t', (byte)'.'), ('\t', (byte)','), (';', (byte)'.'), (';', (byte)','), (',', (byte)'.')];

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

        return best ?? OfHeader(Encoding.UTF8.GetString(lines[0].Span), stated);
    }

    /// <summary>Tells whether a line holds numbers, times and missing samples only, and how many.</summary>
    public bool IsRow(ReadOnlySpan<byte> line, out int cells) => IsRow(line, Separator, DecimalMark, out cells);

    /// <summary>Gives the cells of a header line; an empty one behind a trailing separator is none.</summary>
    public List<string> HeaderCells(ReadOnlyMemory<byte> line)
    {
        List<string> cells = [];
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

    private static CsvDialect OfHeader(string line, char? stated)
    {
        char separator = stated ?? (line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : ',');
        return new CsvDialect(separator, (byte)'.', IsMarkSettled: separator == ',', line.TrimEnd(separator).Split(separator).Length, false);
    }

    private static (int Rows, CsvDialect Dialect) Try(IReadOnlyList<ReadOnlyMemory<byte>> lines, char separator, byte mark)
    {
        List<int> counts = [];
        bool hasMark = false;
        foreach (ReadOnlyMemory<byte> line in lines)
        {
            if (IsRow(line.Span, separator, mark, out int cells))
            {
                counts.Add(cells);
                hasMark |= line.Span.IndexOf(mark) >= 0;
            }
        }

        // A text line before the table may be a row by chance; the table is what most lines are.
        int columns = counts.Count == 0 ? 0 : counts.CountBy(count => count).MaxBy(pair => pair.Value).Key;
        bool hasTrailing = columns > 1 && lines.All(line => !IsRow(line.Span, separator, mark, out int cells) || cells != columns || line.Span[^1] == separator);
        if (hasTrailing)
        {
            // A last column without any value is a column when the header names it.
            hasTrailing = !lines.TakeWhile(line => !IsRow(line.Span, separator, mark, out _))
                .Any(line => line.Span.Count((byte)separator) == columns - 1 && line.Span[^1] != separator);
        }

        return (counts.Count(count => count == columns), new CsvDialect(separator, mark, hasMark || separator == ',', hasTrailing ? columns - 1 : columns, hasTrailing));
    }

    private static bool IsRow(ReadOnlySpan<byte> line, char separator, byte mark, out int cells)
    {
        cells = 0;
        if (line.IsEmpty)
        {
            return false;
        }

        foreach (Range range in line.Split((byte)separator))
        {
            ReadOnlySpan<byte> cell = line[range].Trim(" \t\""u8);
            if (!NumberParser.TryParse(cell, mark, out _) && !ClockText.TryParse(cell, out _))
            {
                return false;
            }

            cells++;
        }

        return true;
    }
}
