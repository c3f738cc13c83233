using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>What the sources of a table's rows share: its columns, the decimal mark as far as it is known, the line last read.</summary>
internal sealed class RowFormat
{
    /// <summary>Initializes a new instance of the <see cref="RowFormat"/> class.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="head">What the beginning of the file told.</param>
    /// <param name="timeColumn">The index of the time axis, or -1.</param>
    /// <param name="skipped">Takes lines that are no rows; <see langword="null"/> where one is an error.</param>
    public RowFormat(string path, CsvHead head, int timeColumn, SkippedLines? skipped = null)
    {
        Skipped = skipped;
        Path = path;
        Head = head;
        TimeColumn = timeColumn;
        Time = timeColumn < 0 ? null : new TimeColumn(head.Dialect.DecimalMark) { DayOrder = head.DayOrder };
        Uses = [.. head.Columns.Select((column, i) => i == timeColumn ? ColumnUse.Time : column.Role != ColumnRole.LeftOut ? ColumnUse.Samples : column.IsAnnotations ? ColumnUse.Words : ColumnUse.None)];
        int words = Uses.Count(use => use == ColumnUse.Samples);
        WordsAt = [.. Uses.Select(use => use == ColumnUse.Words ? words++ : -1)];
        Separator = (byte)head.Dialect.Separator;
        Mark = head.Dialect.DecimalMark;
        IsMarkSettled = head.Dialect.IsMarkSettled;
        LineNumber = head.LinesBefore;
    }

    /// <summary>Gets the name by which errors call the file.</summary>
    public string Path { get; }

    /// <summary>Gets what the beginning of the file told.</summary>
    public CsvHead Head { get; }

    /// <summary>Gets what takes lines that are no rows, or <see langword="null"/>.</summary>
    public SkippedLines? Skipped { get; }

    /// <summary>Gets the index of the time axis, or -1.</summary>
    public int TimeColumn { get; }

    /// <summary>Gets the time axis.</summary>
    public TimeColumn? Time { get; }

    /// <summary>Gets what each column is read for.</summary>
    public ColumnUse[] Uses { get; }

    /// <summary>Gets where the numbers of the texts of each column go, of columns of words; otherwise -1.</summary>
    public int[] WordsAt { get; }

    /// <summary>Gets the texts in the columns whose changes are annotations; their rows hold the texts' numbers.</summary>
    public WordTable Words { get; } = new();

    /// <summary>Gets or sets what takes words in columns without a signal; <see langword="null"/> where a word is an error.</summary>
    public StrayWords? StrayWords { get; set; }

    /// <summary>Gets what stands between cells.</summary>
    public byte Separator { get; }

    /// <summary>Gets the decimal mark.</summary>
    public byte Mark { get; private set; }

    /// <summary>Gets or sets a value indicating whether a decimal was met, so that the mark is known.</summary>
    public bool IsMarkSettled { get; set; }

    /// <summary>Gets or sets the number of the line last read, from 1.</summary>
    public long LineNumber { get; set; }

    /// <summary>Takes a comma for the decimal mark, of here on.</summary>
    public void SettleOnComma()
    {
        Mark = (byte)',';
        IsMarkSettled = true;
        if (Time is not null)
        {
            Time.DecimalMark = Mark;
        }
    }

    /// <summary>Gives the place of a cell as errors state it.</summary>
    public string Place(long line, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column + 1} ({Head.Columns[column].Name})");
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
