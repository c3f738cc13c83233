using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Reads the rows of a table into columns of numbers: plain rows of numbers as they lie (<see cref="PlainRows"/>), a row with
/// anything else in it cut into cells first, by CsvHelper (<see cref="CutRows"/>).
/// </summary>
internal sealed class RowParser
{
    private readonly RowFormat _format;
    private readonly LineBuffer _lines;
    private readonly PlainRows _plain;
    private readonly CutRows _cut;
    private readonly (int Signal, double Offset, double Scale)[] _scales;

    /// <summary>Initializes a new instance of the <see cref="RowParser"/> class.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="head">What the beginning of the file told.</param>
    /// <param name="lines">The file from its first row on.</param>
    /// <param name="timeColumn">The index of the time axis, or -1.</param>
    /// <param name="skipped">Takes lines that are no rows; <see langword="null"/> where one is an error.</param>
    public RowParser(string path, CsvHead head, LineBuffer lines, int timeColumn, SkippedLines? skipped)
    {
        _format = new RowFormat(path, head, timeColumn, skipped);
        _lines = lines;
        _plain = new PlainRows(_format, lines);
        _cut = new CutRows(_format, lines);
        _scales = [.. head.Columns.Where((_, i) => _format.Uses[i] == ColumnUse.Samples)
            .Select((column, signal) => (signal, column.Offset, column.Scale)).Where(scale => scale.Offset != 0 || scale.Scale != 1)];
    }

    /// <summary>Gets the time axis.</summary>
    public TimeColumn? Time => _format.Time;

    /// <summary>Gets the texts in the columns whose changes are annotations; their rows hold the texts' numbers.</summary>
    public WordTable Words => _format.Words;

    /// <summary>Gets or sets what takes words in columns without a signal; <see langword="null"/> where a word is an error.</summary>
    public StrayWords? StrayWords
    {
        get => _format.StrayWords;
        set => _format.StrayWords = value;
    }

    /// <summary>Gets the number of the line last read, from 1.</summary>
    public long LineNumber => _format.LineNumber;

    /// <summary>Gets a value indicating whether the next row can be read without waiting for more of the file.</summary>
    public bool HasRow => _cut.IsHolding || _lines.HasRow;

    /// <summary>Reads one row; returns false at the end of the table.</summary>
    /// <param name="times">Takes the row's offset from the first one, in the unit of the axis.</param>
    /// <param name="signals">Take its samples, one array a signal.</param>
    /// <param name="index">The place in these arrays.</param>
    /// <exception cref="RecordingFormatException">What stands there is not a row of the table.</exception>
    public bool TryRead(double[] times, double[][] signals, int index)
    {
        if (!_cut.IsWithin && _plain.TryRead(times, signals, index))
        {
            _cut.WantOne();
        }
        else if (!_cut.TryRead(times, signals, index))
        {
            return false;
        }

        foreach ((int signal, double offset, double scale) in _scales)
        {
            signals[signal][index] = (signals[signal][index] - offset) * scale;
        }

        return true;
    }

    /// <summary>Gives the error of a time that is not behind the one before it.</summary>
    /// <param name="line">The number of its line.</param>
    /// <param name="step">How far it is from the one before it, in the unit of the axis.</param>
    /// <param name="mayBeJitter">Whether later rows rise, so that only the stamps of some may scatter.</param>
    public RecordingFormatException BackwardsFault(long line, double step, bool mayBeJitter = true) => new(
        _format.Path,
        _format.Place(line, _format.TimeColumn),
        "a time after that of the line before",
        step == 0 ? "the same time again" : string.Create(CultureInfo.InvariantCulture, $"a time {-step:0.#########} {(_format.Time!.IsClockText ? "s " : string.Empty)}before it"),
        $"{(step == 0 && mayBeJitter ? "take out the rows that are repeated; or, if all are samples, read them with RecordingOptions.Clock jittered; or count them" : step == 0 ? "count the rows" : "sort the rows by time; or, if they are in their order, count them")} with {_format.Head.ColumnsSetting(column => column == _format.TimeColumn ? ColumnList.Skip : null)} and RecordingOptions.SampleRate");
}
