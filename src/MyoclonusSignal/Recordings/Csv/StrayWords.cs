namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Words in columns that hold no signal, as notes among empty cells or a label beside numbers that stand still: they are missing
/// samples of the column, and said. In a column that may be a signal a word is a broken cell, and refused.
/// </summary>
internal sealed class StrayWords
{
    private readonly CsvHead _head;
    private readonly List<RecordingWarning> _warnings;
    private readonly bool[] _mayHold;
    private readonly RecordingFormatException?[] _first;
    private bool _isJudged;

    /// <summary>Initializes a new instance of the <see cref="StrayWords"/> class.</summary>
    /// <param name="head">The beginning of the table.</param>
    /// <param name="asked">The kinds that the caller states.</param>
    /// <param name="warnings">Takes what is not read.</param>
    public StrayWords(CsvHead head, IReadOnlyDictionary<string, ChannelKind> asked, List<RecordingWarning> warnings)
    {
        _head = head;
        _warnings = warnings;
        _mayHold = [.. head.Columns.Select(column => ChannelTable.MayBeNoSignal(column, asked))];
        _first = new RecordingFormatException?[head.Columns.Count];
    }

    /// <summary>Returns true if a cell that is no number is a word, in a column that may hold some.</summary>
    public bool Accepts(int column, ReadOnlySpan<byte> cell) => _mayHold[column] && HasLetter(cell);

    /// <summary>Returns true if a word was met in a column.</summary>
    public bool IsMet(int column) => _first[column] is not null;

    /// <summary>Takes in the first word of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="fault">What is to be thrown if its numbers turn out to be a signal.</param>
    public void Meet(int column, RecordingFormatException fault)
    {
        _first[column] = fault;
        if (_isJudged)
        {
            Warn(column);
        }
    }

    /// <summary>Decides by the first rows, once they are read, whether a column may hold words.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">Its numbers.</param>
    /// <exception cref="RecordingFormatException">It has words and may not.</exception>
    public void Judge(int column, ReadOnlySpan<double> rows)
    {
        _mayHold[column] = _mayHold[column] && ColumnContents.MayHoldWords(rows);
        if (_first[column] is null)
        {
            return;
        }

        if (!_mayHold[column])
        {
            throw _first[column]!;
        }

        Warn(column);
    }

    /// <summary>Says that all columns are judged: what is met from here on is said at once.</summary>
    public void EndJudging() => _isJudged = true;

    private static bool HasLetter(ReadOnlySpan<byte> cell)
    {
        foreach (byte letter in cell)
        {
            // Beyond ASCII every character of a word is a letter.
            if (char.IsAsciiLetter((char)letter) || letter >= 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private void Warn(int column)
    {
        string name = _head.Columns[column].Name;
        _warnings.Add(new RecordingWarning(
            "words-not-read", name, null, null, $"Column {name} holds words, the first, {_first[column]!.Found}, in {_first[column]!.Place.Split(',')[0]}: they are not read, and missing samples there. Its changes are annotations with RecordingOptions.AnnotationColumns {ColumnList.Quote(ColumnList.Join([name]))}."));
    }
}
