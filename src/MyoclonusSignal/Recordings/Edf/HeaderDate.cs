using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>The start of a recording from the header's date and time, with the year of EDF+ where it is stated.</summary>
internal static class HeaderDate
{
    private const string StartDate = "Startdate ";
    private const int FirstYear = 1985;

    /// <summary>The date of a recording whose date is not known, or not to be known.</summary>
    public const string UnknownDate = "01.01.85";

    private static readonly string[] Months =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>Reads the start, or gives <see langword="null"/> with the reason: a bad date must not stop an analysis.</summary>
    /// <param name="date">The field <c>dd.mm.yy</c>.</param>
    /// <param name="time">The field <c>hh.mm.ss</c>.</param>
    /// <param name="recording">The recording field, which in EDF+ holds the date with four digits of the year.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static DateTime? Read(string date, string time, string recording, out string? fault)
    {
        fault = null;
        if (date == UnknownDate && time == "00.00.00" && recording.StartsWith(StartDate + "X", StringComparison.Ordinal))
        {
            // What is written where nothing is known (EDF+ 2.1.3.3).
            return null;
        }

        if (!TryTriple(time, out int hour, out int minute, out int second) || hour > 23 || minute > 59 || second > 59)
        {
            fault = $"the time \"{time}\" is no hh.mm.ss";
            return null;
        }

        bool isDate = TryDate(date, out DateTime other);
        if (TryLongDate(recording, out DateTime day))
        {
            // Behind 2084 the format itself has letters for the year.
            string latter = string.Create(CultureInfo.InvariantCulture, $"the recording's \"{StartDate}{day:dd-MMM-yyyy}\"");
            fault = isDate && (other.Day, other.Month) != (day.Day, day.Month) ? $"the date \"{date}\" and {latter} are not the same; the latter is used"
                : !isDate && !date.EndsWith(".yy", StringComparison.Ordinal) ? $"the date \"{date}\" is no dd.mm.yy; {latter} is used"
                : null;
        }
        else if (!isDate)
        {
            fault = $"the date \"{date}\" is no dd.mm.yy";
            return null;
        }
        else
        {
            day = other;
        }

        fault ??= isDate && !IsPointed(date) ? string.Create(CultureInfo.InvariantCulture, $"the date \"{date}\" has no points as dd.mm.yy has; it was taken for {day:yyyy-MM-dd}")
            : !IsPointed(time) ? string.Create(CultureInfo.InvariantCulture, $"the time \"{time}\" has no points as hh.mm.ss has; it was taken for {hour:00}:{minute:00}:{second:00}")
            : null;
        return day.Add(new TimeSpan(hour, minute, second));
    }

    /// <summary>Gives a time with the date that stands for none (<see cref="UnknownDate"/>).</summary>
    public static DateTime? WithoutDate(DateTime? start) =>
        start is DateTime known ? new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).Add(known.TimeOfDay) : null;

    /// <summary>Two digits of a year: 85 to 99 are of the last century.</summary>
    private static bool TryDate(string text, out DateTime day)
    {
        day = default;
        return TryTriple(text, out int d, out int m, out int y) && y <= 99
            && TryDay(y + (y < FirstYear % 100 ? 2000 : 1900), m, d, out day);
    }

    private static bool TryLongDate(string recording, out DateTime day)
    {
        day = default;
        if (!recording.StartsWith(StartDate, StringComparison.Ordinal))
        {
            return false;
        }

        string[] parts = recording[StartDate.Length..].Split(' ')[0].Split('-');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int d)
            && Array.IndexOf(Months, parts[1].ToUpperInvariant()) is >= 0 and int month
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int y)
            && TryDay(y, month + 1, d, out day);
    }

    private static bool TryDay(int year, int month, int dayOfMonth, out DateTime day)
    {
        bool isDay = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && dayOfMonth >= 1 && dayOfMonth <= DateTime.DaysInMonth(year, month);
        day = isDay ? new DateTime(year, month, dayOfMonth, 0, 0, 0, DateTimeKind.Unspecified) : default;
        return isDay;
    }

    private static bool IsPointed(string text) => text.AsSpan().Count('.') == 2;

    /// <summary>Three numbers with points between them, as the format asks for, or with what vendors put there.</summary>
    private static bool TryTriple(string text, out int first, out int second, out int third)
    {
        string[] parts = text.Split('.', ':', '-', '/', '\'');
        first = second = third = 0;
        return parts.Length == 3
            && int.TryParse(parts[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && int.TryParse(parts[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out second)
            && int.TryParse(parts[2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out third);
    }
}
