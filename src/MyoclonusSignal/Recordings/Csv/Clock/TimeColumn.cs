namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Reads the cells of a time axis as offsets from its first cell, without losing digits: numbers in the axis's own unit,
/// dates with times and times of day in seconds.
/// </summary>
internal sealed class TimeColumn(byte decimalMark)
{
    private const int MostDigits = 18;

    private static readonly long[] PowersOfTen = [.. Enumerable.Range(0, MostDigits + 1).Select(i => (long)Math.Pow(10, i))];

    private bool _hasOrigin;
    private long _originDigits;
    private int _originDecimals;
    private double _origin;
    private int? _originDay;
    private long _previousNanoseconds;
    private long _midnights;

    /// <summary>Gets a value indicating whether the cells hold dates or times of day, which are in seconds.</summary>
    public bool IsClockText { get; private set; }

    /// <summary>Gets the most decimals that a cell has had: the resolution, as trailing zeros may be left away.</summary>
    public int Decimals { get; private set; }

    /// <summary>Gets which of day and month stands first in dates with slashes, where it is known.</summary>
    public DayOrder? DayOrder { get; init; }

    /// <summary>Gets the local time of the first cell, where the cells hold dates.</summary>
    public DateTime? Start { get; private set; }

    /// <summary>Gets the first cell's number.</summary>
    public double Origin => _origin;

    /// <summary>Gets the offset of the cell last read.</summary>
    public double Offset { get; private set; }

    /// <summary>Gets or sets the mark before the decimals.</summary>
    public byte DecimalMark { get; set; } = decimalMark;

    /// <summary>Takes in a number; returns true if the digits are few enough to be subtracted exactly.</summary>
    public bool TryAccept(in DecimalText number)
    {
        // Nanoseconds since 1970 have nineteen digits.
        if (number.Digits > long.MaxValue || (uint)number.Decimals > MostDigits || IsClockText)
        {
            return false;
        }

        long digits = number.IsNegative ? -(long)number.Digits : (long)number.Digits;
        if (!_hasOrigin)
        {
            _hasOrigin = true;
            _originDigits = digits;
            _originDecimals = number.Decimals;
            _origin = digits / Math.Pow(10, number.Decimals);
        }

        if (number.Decimals == _originDecimals)
        {
            Offset = Ratio(digits - _originDigits, number.Decimals);
        }
        else if (!TrySubtractScaled(digits, number.Decimals))
        {
            return false;
        }

        Decimals = Math.Max(Decimals, number.Decimals);
        return true;
    }

    /// <summary>Reads a cell of any kind; returns true if it is a time.</summary>
    public bool TryParse(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t\r\""u8);
        if (ClockText.TryParse(cell, DayOrder, out ClockText clock))
        {
            return TryAccept(clock);
        }

        int at = 0;
        if (NumberParser.TryRead(cell, DecimalMark, ref at, out DecimalText digits) && at == cell.Length && TryAccept(digits))
        {
            return true;
        }

        if (IsClockText || !NumberParser.TryParse(cell, DecimalMark, out double number) || double.IsNaN(number))
        {
            return false;
        }

        // Written with an exponent, or with more digits than can be subtracted as integers.
        if (!_hasOrigin)
        {
            _hasOrigin = true;
            _originDecimals = int.MinValue;
            _origin = number;
        }

        int mark = cell.IndexOf(DecimalMark);
        Decimals = Math.Max(Decimals, cell.IndexOfAny((byte)'e', (byte)'E') >= 0 ? 9 : mark < 0 ? 0 : cell.Length - 1 - mark);
        Offset = number - _origin;
        return true;
    }

    private static double Ratio(long digits, int decimals) =>
        NumberParser.TryScale((ulong)Math.Abs(digits), decimals, out double value)
            ? (digits < 0 ? -value : value)
            : digits / Math.Pow(10, decimals);

    private bool TrySubtractScaled(long digits, int decimals)
    {
        if (_originDecimals < 0)
        {
            Offset = Ratio(digits, decimals) - _origin;
            return true;
        }

        int common = Math.Max(decimals, _originDecimals);
        long power = PowersOfTen[common - decimals];
        long originPower = PowersOfTen[common - _originDecimals];
        if (Math.Abs(digits) > long.MaxValue / 4 / power || Math.Abs(_originDigits) > long.MaxValue / 4 / originPower)
        {
            return false;
        }

        Offset = Ratio((digits * power) - (_originDigits * originPower), common);
        return true;
    }

    private bool TryAccept(in ClockText clock)
    {
        if (_hasOrigin && (!IsClockText || _originDay is null != clock.Day is null))
        {
            return false;
        }

        if (!_hasOrigin)
        {
            _hasOrigin = true;
            IsClockText = true;
            _originDay = clock.Day;
            Start = clock.ToDateTime();
            _originDigits = clock.Nanoseconds;
            _previousNanoseconds = clock.Nanoseconds;
        }

        // A time of day without a date starts again at midnight.
        long nanoseconds = clock.Day is int day
            ? clock.Nanoseconds + ((long)(day - _originDay!.Value) * ClockText.NanosecondsPerDay)
            : clock.Nanoseconds + _midnights;
        if (clock.Day is null && nanoseconds < _previousNanoseconds - (ClockText.NanosecondsPerDay / 2))
        {
            _midnights += ClockText.NanosecondsPerDay;
            nanoseconds += ClockText.NanosecondsPerDay;
        }

        _previousNanoseconds = nanoseconds;
        Decimals = Math.Max(Decimals, clock.Decimals);
        Offset = (nanoseconds - _originDigits) / 1e9;
        return true;
    }
}
