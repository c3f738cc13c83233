using System.Globalization;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>Reads the lines of one events table.</summary>
internal sealed class EventTableParser(string path)
{
    private string[] _columns = [];
    private int _onset;
    private int _duration;
    private int _trialType;
    private int _channel;
    private int _line;

    public EventTable Parse(TextReader reader)
    {
        ParseHeader(reader.ReadLine()?.TrimStart('\uFEFF'));
        int[] extraIndices = [.. Enumerable.Range(0, _columns.Length)
            .Where(column => column != _onset && column != _duration && column != _trialType && column != _channel)];
        var rows = new List<EventRow>();
        int emptyLine = 0;
        while (reader.ReadLine() is string line)
        {
            _line++;
            if (line.Length == 0)
            {
                emptyLine = emptyLine == 0 ? _line : emptyLine;
                continue;
            }

            if (emptyLine > 0)
            {
                _line = emptyLine;
                throw Fault("a row", "an empty line", "delete the empty line");
            }

            rows.Add(ParseRow(line, extraIndices));
        }

        return new EventTable(rows, [.. extraIndices.Select(column => _columns[column])]);
    }

    private static string? Text(string cell) =>
        cell.Length == 0 || cell is EventTable.NotAvailable or "NaN" or "nan" ? null : TableText.Read(cell);

    private void ParseHeader(string? header)
    {
        _line = 1;
        if (string.IsNullOrEmpty(header))
        {
            throw Fault("a header line with the columns onset and duration", "nothing");
        }

        _columns = header.Split('\t');
        _onset = Require(EventTable.OnsetColumn);
        _duration = Require(EventTable.DurationColumn);
        _trialType = Array.IndexOf(_columns, EventTable.TrialTypeColumn);
        _channel = Array.IndexOf(_columns, EventTable.ChannelColumn);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int column = 0; column < _columns.Length; column++)
        {
            if (string.IsNullOrWhiteSpace(_columns[column]))
            {
                throw Fault("a name for every column", $"none for column {column + 1}");
            }

            if (!seen.Add(_columns[column]))
            {
                throw Fault("a different name for every column", $"\"{_columns[column]}\" twice");
            }
        }
    }

    private int Require(string name)
    {
        int index = Array.IndexOf(_columns, name);
        if (index >= 0)
        {
            return index;
        }

        bool isOneColumn = _columns.Length == 1;
        throw Fault(
            $"a column named {name}",
            isOneColumn ? $"\"{_columns[0]}\"" : $"the columns {string.Join(", ", _columns)}",
            isOneColumn ? "separate the columns by tabs" : null);
    }

    private EventRow ParseRow(string line, int[] extraIndices)
    {
        string[] cells = line.Split('\t');
        if (cells.Length != _columns.Length)
        {
            throw Fault($"{_columns.Length} values, one for each column", cells.Length.ToString(CultureInfo.InvariantCulture));
        }

        double? duration = Number(cells, _duration);
        if (duration < 0)
        {
            throw FaultAt(_duration, "a duration of at least 0 s", $"\"{cells[_duration]}\"");
        }

        return new EventRow(
            Number(cells, _onset),
            duration,
            _trialType < 0 ? null : Text(cells[_trialType]),
            _channel < 0 ? null : Text(cells[_channel]),
            [.. extraIndices.Select(column => Text(cells[column]))]);
    }

    private double? Number(string[] cells, int column)
    {
        if (Text(cells[column]) is not string text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return Math.Abs(number) <= EventTable.MostSeconds ? number : throw FaultAt(
                column, string.Create(CultureInfo.InvariantCulture, $"a time of at most {EventTable.MostSeconds} s"), $"\"{text}\"", "write seconds from the start of the recording");
        }

        throw FaultAt(
            column,
            "a number of seconds or n/a",
            $"\"{text}\"",
            text.Contains(',', StringComparison.Ordinal) ? "write a decimal point" : null);
    }

    private RecordingFormatException FaultAt(int column, string expected, string found, string? remedy = null) =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"line {_line}, column {column + 1} ({_columns[column]})"), expected, found, remedy ?? "correct this line");

    private RecordingFormatException Fault(string expected, string found, string? remedy = null) =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"line {_line}"), expected, found, remedy ?? "correct this line");
}
