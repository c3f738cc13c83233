using System.Buffers.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// A date with a time, or a time of day, as text: <c>2019-03-21T14:58:00.5Z</c>, <c>2019-03-21 14:58:00:500</c>,
/// <c>21/3/2019 2:58:00 PM</c>, <c>14:58:00,500</c>, and the basic form of ISO 8601, <c>20190321T145800.5Z</c>. Decimals stand behind a point, a comma or a colon.
/// </summary>
/// <param name="Nanoseconds">The time from the day's start, in the zone stated or else as written.</param>
/// <param name="Day">The day's number, or <see langword="null"/> for a time of day.</param>
/// <param name="Decimals">How many decimals the seconds have.</param>
/// <param name="ZoneSeconds">What the text says that its zone is ahead of UTC, in seconds.</param>
internal readonly record struct ClockText(long Nanoseconds, int? Day, int Decimals, long ZoneSeconds)
{
    public const long NanosecondsPerDay = 86_400_000_000_000;
    private const int MostDecimals = 9;

    /// <summary>Reads such a text; of a date with slashes the day stands first unless it cannot. Returns true if it is one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ClockText clock) => TryParse(text, null, out clock);

    /// <summary>Reads such a text; returns true if it is one.</summary>
    /// <param name="text">The text, without spaces around it.</param>
    /// <param name="order">Whether day or month stands first in <c>3/12/2024</c>; <see langword="null"/>: the day, unless it cannot.</param>
    /// <param name="clock">What it states.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, DayOrder? order, out ClockText clock)
    {
        clock = default;
        int? day = null;
        bool mayBeBasic = false;
        int split = text.IndexOfAny((byte)' ', (byte)'T');
        if (split >= MinimumDateLength && split < text.Length - 1 && split <= MaximumDateLength)
        {
            if (!TryParseDate(text[..split], order, out int number))
            {
                return false;
            }

            day = number;
            mayBeBasic = text[split] == 'T';
            text = text[(split + 1)..];
        }

        long zone = 0;
        if (day is not null && !TryCutZone(ref text, out zone))
        {
            return false;
        }

        int half = CutHalfOfDay(ref text);
        if (!TryCutTimeOfDay(ref text, mayBeBasic, out long hours, out long minutes, out long seconds) || (half >= 0 && hours is 0 or > 12))
        {
            return false;
        }

        hours = half < 0 ? hours : (hours % 12) + (12 * half);
        long fraction = 0;
        int decimals = 0;
        if (!text.IsEmpty)
        {
            decimals = text.Length - 1;
            if (text[0] is not ((byte)'.' or (byte)',' or (byte)':') || decimals is 0 or > MostDecimals || !TryParseDigits(text[1..], out fraction))
            {
                return false;
            }

            for (int i = decimals; i < MostDecimals; i++)
            {
                fraction *= 10;
            }
        }

        clock = new ClockText(((((((hours * 60) + minutes) * 60) + seconds) - zone) * 1_000_000_000) + fraction, day, decimals, zone);
        return true;
    }

    /// <summary>Gives date and time as they are written, or <see langword="null"/> for a time of day.</summary>
    public DateTime? ToDateTime() =>
        Day is int day ? DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue).AddTicks((Nanoseconds / 100) + (ZoneSeconds * TimeSpan.TicksPerSecond)) : null;

    /// <summary>Tells from dates with slashes which of them must have the day or the month first.</summary>
    public static DayOrder? OrderOf(ReadOnlySpan<byte> text)
    {
        int split = text.IndexOf((byte)' ');
        return split is < MinimumDateLength or > MaximumDateLength || !TryCutDate(text[..split], out int first, out int second, out _) ? null
            : first > 12 ? DayOrder.DayFirst
            : second > 12 || text.EndsWith("M"u8) ? DayOrder.MonthFirst
            : null;
    }

    private const int MinimumDateLength = 8;
    private const int MaximumDateLength = 10;
    private const int BasicDateLength = 8;

    /// <summary>Takes <c>14:58:00</c> off the front, or behind a date and a T the basic form <c>145800</c>.</summary>
    private static bool TryCutTimeOfDay(ref ReadOnlySpan<byte> text, bool mayBeBasic, out long hours, out long minutes, out long seconds)
    {
        hours = minutes = seconds = 0;
        int colon = text.IndexOf((byte)':');
        bool isBasic = mayBeBasic && text.Length >= 6 && text[..6].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (!isBasic && (colon is < 1 or > 2 || text.Length < colon + 6 || text[colon + 3] != ':'))
        {
            return false;
        }

        (int minute, int second) = isBasic ? (2, 4) : (colon + 1, colon + 4);
        if (!TryParseDigits(text[..(isBasic ? minute : colon)], out hours) || hours > 24
            || !TryParseDigits(text.Slice(minute, 2), out minutes) || minutes > 59
            || !TryParseDigits(text.Slice(second, 2), out seconds) || seconds > 60)
        {
            return false;
        }

        text = text[(second + 2)..];
        return true;
    }

    /// <summary>Takes AM or PM off the end; -1 where there is neither.</summary>
    private static int CutHalfOfDay(ref ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[^1] is not ((byte)'M' or (byte)'m') || text[^2] is not ((byte)'A' or (byte)'a' or (byte)'P' or (byte)'p'))
        {
            return -1;
        }

        int half = text[^2] is (byte)'A' or (byte)'a' ? 0 : 1;
        text = text[..^2].TrimEnd((byte)' ');
        return half;
    }

    /// <summary>Takes <c>Z</c>, <c>+01:00</c> or <c>+0100</c> off the end, and the name of a zone behind it: <c>[Europe/London]</c>.</summary>
    private static bool TryCutZone(ref ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.EndsWith("]"u8) && text.LastIndexOf((byte)'[') is > 0 and int open)
        {
            text = text[..open].TrimEnd((byte)' ');
        }

        if (text.EndsWith("Z"u8))
        {
            text = text[..^1];
            return true;
        }

        int sign = text.LastIndexOfAny((byte)'+', (byte)'-');
        if (sign < 0)
        {
            return true;
        }

        ReadOnlySpan<byte> zone = text[(sign + 1)..];
        bool isNegative = text[sign] == '-';
        text = text[..sign].TrimEnd((byte)' ');
        ReadOnlySpan<byte> minutes = zone.Length == 5 && zone[2] == ':' ? zone[3..] : zone.Length == 4 ? zone[2..] : "00"u8;
        if (zone.Length is not (2 or 4 or 5) || !TryParseDigits(zone[..2], out long hours) || !TryParseDigits(minutes, out long minute))
        {
            return false;
        }

        seconds = ((hours * 60) + minute) * (isNegative ? -60 : 60);
        return true;
    }

    private static bool TryParseDigits(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        return text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Utf8Parser.TryParse(text, out number, out int used) && used == text.Length;
    }

    /// <summary>Reads <c>2019-03-21</c>, <c>2019/03/21</c>, <c>21.03.2019</c>, <c>21/3/2019</c>, <c>3/21/2019</c> or <c>20190321</c>.</summary>
    private static bool TryParseDate(ReadOnlySpan<byte> text, DayOrder? order, out int day)
    {
        day = 0;
        if (text.Length == BasicDateLength && TryParseDigits(text, out long basic))
        {
            return TryGetDay((int)(basic / 10_000), (int)(basic / 100 % 100), (int)(basic % 100), out day);
        }

        if (!TryCutDate(text, out int first, out int second, out int third))
        {
            return false;
        }

        byte mark = text[text.IndexOfAnyExceptInRange((byte)'0', (byte)'9')];
        (int year, int month, int date) = first > 31 ? (first, second, third)
            : mark != '/' || !(order == DayOrder.MonthFirst || (order is null && second > 12)) ? (third, second, first)
            : (third, first, second);
        return !(mark == '-' && first <= 31) && TryGetDay(year, month, date, out day);
    }

    private static bool TryGetDay(int year, int month, int date, out int day)
    {
        day = 0;
        if (year is < 1000 or > 9998 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, date).DayNumber;
        return true;
    }

    /// <summary>Reads three numbers with one mark between them.</summary>
    private static bool TryCutDate(ReadOnlySpan<byte> text, out int first, out int second, out int third)
    {
        first = second = third = 0;
        int at = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (at is not (1 or 2 or 4) || text[at] is not ((byte)'-' or (byte)'/' or (byte)'.'))
        {
            return false;
        }

        int next = text[(at + 1)..].IndexOf(text[at]);
        if (next is not (1 or 2)
            || !TryParseDigits(text[..at], out long one) || !TryParseDigits(text.Slice(at + 1, next), out long two) || !TryParseDigits(text[(at + next + 2)..], out long three)
            || text.Length - at - next - 2 is not (1 or 2 or 4))
        {
            return false;
        }

        (first, second, third) = ((int)one, (int)two, (int)three);
        return true;
    }
}

/// <summary>Which of day and month stands first in a date with slashes.</summary>
internal enum DayOrder
{
    /// <summary>As in <c>31/12/2024</c>.</summary>
    DayFirst,

    /// <summary>As in <c>12/31/2024</c>.</summary>
    MonthFirst,
}
