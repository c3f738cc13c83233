using System.Buffers.Text;
using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Reads the cells of a time axis as seconds: numbers in the unit of the header, sample numbers, ISO 8601 dates with times,
/// and times of day; fractions of a second behind a point, a comma or a colon.
/// </summary>
internal sealed class TimeColumn
{
    private const double SecondsPerDay = 86400;

    private readonly double _scale;
    private readonly byte _decimalMark;
    private long _firstDay = long.MinValue;
    private double _previous = double.NegativeInfinity;
    private double _midnights;

    public TimeColumn(ColumnHeader header, byte decimalMark, double sampleRate)
    {
        _decimalMark = decimalMark;
        string name = header.Name.ToLowerInvariant();
        string unit = (header.Unit ?? name[(name.LastIndexOf('_') + 1)..]).ToLowerInvariant();
        HasUnit = true;
        switch (unit)
        {
            case "s" or "sec" or "seconds":
                _scale = 1;
                break;
            case "ms" or "msec" or "milliseconds":
                _scale = 1e-3;
                break;
            case "us":
                _scale = 1e-6;
                break;
            case "ns":
                _scale = 1e-9;
                break;
            default:
                _scale = header.IsSampleNumber ? 1 / sampleRate : 1;
                HasUnit = header.IsSampleNumber;
                break;
        }
    }

    /// <summary>Gets a value indicating whether the header states the unit.</summary>
    public bool HasUnit { get; }

    /// <summary>Gets a value indicating whether the cells hold dates or times of day.</summary>
    public bool IsClockTime { get; private set; }

    /// <summary>Gets the finest step that the cells can express, in seconds, from their digits so far.</summary>
    public double QuantumSeconds { get; private set; } = double.PositiveInfinity;

    /// <summary>Reads one cell; tells whether it is a time.</summary>
    public bool TryParse(ReadOnlySpan<byte> cell, out double seconds)
    {
        cell = cell.Trim(" \""u8);
        int colon = cell.IndexOf((byte)':');
        if (colon > 0)
        {
            return TryParseClock(cell, colon, out seconds);
        }

        if (!NumberParser.TryParse(cell, _decimalMark, out seconds) || double.IsNaN(seconds))
        {
            return false;
        }

        int mark = cell.IndexOf(_decimalMark);
        NoteQuantum(_scale * Math.Pow(10, mark < 0 ? 0 : Math.Max(-15, mark + 1 - cell.Length)), cell.IndexOfAny((byte)'e', (byte)'E') >= 0);
        seconds *= _scale;
        return true;
    }

    private void NoteQuantum(double quantum, bool isExponent)
    {
        // Trailing zeros may be left away, so the finest cell counts; an exponent hides its digits.
        QuantumSeconds = Math.Min(QuantumSeconds, isExponent ? 1e-9 : quantum);
    }

    private bool TryParseClock(ReadOnlySpan<byte> cell, int colon, out double seconds)
    {
        IsClockTime = true;
        seconds = 0;
        long day = 0;
        int timeAt = Math.Max(0, cell[..colon].LastIndexOfAny((byte)' ', (byte)'T') + 1);
        if (timeAt > 0 && !TryParseDate(cell[..(timeAt - 1)], out day))
        {
            return false;
        }

        ReadOnlySpan<byte> time = cell[timeAt..].TrimEnd((byte)'Z');
        if (time.Length < 7 || !Utf8Parser.TryParse(time, out int hours, out int used) || used > 2 || hours is < 0 or > 24)
        {
            return false;
        }

        time = time[used..];
        if (time.Length < 6 || time[0] != ':' || time[3] != ':'
            || !Utf8Parser.TryParse(time[1..3], out int minutes, out used) || used != 2 || minutes is < 0 or > 59
            || !Utf8Parser.TryParse(time[4..6], out int whole, out used) || used != 2 || whole is < 0 or > 60)
        {
            return false;
        }

        time = time[6..];
        double fraction = 0;
        if (!time.IsEmpty)
        {
            if (time[0] is not ((byte)'.' or (byte)',' or (byte)':') || time.Length is < 2 or > 16
                || !Utf8Parser.TryParse(time[1..], out long digits, out used) || used != time.Length - 1 || digits < 0)
            {
                return false;
            }

            fraction = digits / Math.Pow(10, used);
        }

        NoteQuantum(Math.Pow(10, time.IsEmpty ? 0 : 1 - time.Length), isExponent: false);
        if (_firstDay == long.MinValue)
        {
            _firstDay = day;
        }

        seconds = ((day - _firstDay) * SecondsPerDay) + (hours * 3600.0) + (minutes * 60.0) + whole + fraction;

        // A time of day without a date starts again at midnight.
        if (timeAt == 0)
        {
            if (seconds + _midnights < _previous - (SecondsPerDay / 2))
            {
                _midnights += SecondsPerDay;
            }

            seconds += _midnights;
        }

        _previous = seconds;
        return true;
    }

    private static bool TryParseDate(ReadOnlySpan<byte> text, out long day)
    {
        day = 0;
        Span<char> characters = stackalloc char[10];
        if (text.Length != 10)
        {
            return false;
        }

        for (int i = 0; i < 10; i++)
        {
            characters[i] = (char)text[i];
        }

        if (!DateOnly.TryParseExact(characters, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            && !DateOnly.TryParseExact(characters, "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return false;
        }

        day = date.DayNumber;
        return true;
    }
}
