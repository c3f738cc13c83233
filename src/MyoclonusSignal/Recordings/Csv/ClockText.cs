using System.Buffers.Text;
using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// A date with a time, or a time of day, as text: <c>2019-03-21T14:58:00.5Z</c>, <c>2019-03-21 14:58:00:500</c>,
/// <c>14:58:00,500</c>. Decimals stand behind a point, a comma or a colon.
/// </summary>
/// <param name="Nanoseconds">The time from the day's start.</param>
/// <param name="Day">The day's number, or <see langword="null"/> for a time of day.</param>
/// <param name="Decimals">How many decimals the seconds have.</param>
internal readonly record struct ClockText(long Nanoseconds, int? Day, int Decimals)
{
    public const long NanosecondsPerDay = 86_400_000_000_000;
    private const int DateLength = 10;
    private const int MostDecimals = 9;
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy"];

    /// <summary>Reads such a text; tells whether it is one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ClockText clock)
    {
        clock = default;
        int? day = null;
        if (text.Length > DateLength + 1 && text[DateLength] is (byte)' ' or (byte)'T')
        {
            if (!TryParseDate(text[..DateLength], out int number))
            {
                return false;
            }

            day = number;
            text = text[(DateLength + 1)..];
        }

        long zone = 0;
        if (day is not null && !TryCutZone(ref text, out zone))
        {
            return false;
        }

        int colon = text.IndexOf((byte)':');
        if (colon is < 1 or > 2 || text.Length < colon + 6 || text[colon + 3] != ':'
            || !TryParseDigits(text[..colon], out long hours) || hours > 24
            || !TryParseDigits(text.Slice(colon + 1, 2), out long minutes) || minutes > 59
            || !TryParseDigits(text.Slice(colon + 4, 2), out long seconds) || seconds > 60)
        {
            return false;
        }

        text = text[(colon + 6)..];
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

        clock = new ClockText(((((((hours * 60) + minutes) * 60) + seconds) - zone) * 1_000_000_000) + fraction, day, decimals);
        return true;
    }

    /// <summary>Takes <c>Z</c>, <c>+01:00</c> or <c>+0100</c> off the end.</summary>
    private static bool TryCutZone(ref ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
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
        text = text[..sign];
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

    private static bool TryParseDate(ReadOnlySpan<byte> text, out int day)
    {
        Span<char> characters = stackalloc char[DateLength];
        for (int i = 0; i < DateLength; i++)
        {
            characters[i] = (char)text[i];
        }

        bool isDate = DateOnly.TryParseExact(characters, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
        day = date.DayNumber;
        return isDate;
    }
}
