using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>How many units of a time axis make a second.</summary>
internal static class TimeUnit
{
    private const double Milliseconds = 1e3;
    private const double Microseconds = 1e6;
    private const double Nanoseconds = 1e9;
    private const double SecondsPerDay = 86_400;

    // Days since 1900 as spreadsheets count them, from 1954 to 2119, by steps of less than two seconds.
    private const double EarliestSpreadsheetDay = 20_000;
    private const double LatestSpreadsheetDay = 80_000;
    private const double LongestStepInDays = 2.0 / SecondsPerDay;

    // A cell that shows a time of day alone holds the fraction of the day. In seconds such steps would be more than 200 kHz.
    // What begins at nought is the time since the start, in hours perhaps: that is not guessed.
    private const double EarliestTimeOfDay = 0.01;
    private const double LatestTimeOfDay = 2;
    private const double ShortestStepInSeconds = 5e-6;

    // Steps of less are seconds: no unit is longer, and 2 Hz is slower than any recording of muscles.
    private const double LongestStepInSeconds = 0.5;

    // Steps of 100 and more: a finer unit gives 10 Hz to 10 kHz, a coarser one less than 10 Hz.
    private const double ShortestStepInMicroseconds = 100;
    private const double ShortestStepInNanoseconds = 1e5;

    // Milliseconds since 1970 for the years 1973 to 5138; seconds never get that far.
    private const double EarliestEpochMilliseconds = 1e11;
    private const double LatestEpochMilliseconds = 1e14;

    // "seconds", "millis": a shorter word may be the name of a sensor.
    private const int ShortestUnitAlone = 6;

    /// <summary>Reads the unit that a header states: <c>time [ms]</c>, <c>time_ms</c>; <see langword="null"/> where it states none.</summary>
    public static double? OfHeader(string path, CsvHead head, int column)
    {
        ColumnHeader header = head.Columns[column];
        string? unit = header.Unit ?? OfName(header.Name, out _);
        return unit is null ? null : UnitsPerSecond(unit) is double perSecond ? perSecond : throw new RecordingFormatException(
                path,
                string.Create(CultureInfo.InvariantCulture, $"header, column {column + 1} ({header.Name})"),
                "a time axis in s, ms, us or ns",
                FoundText.Quote(unit),
                $"write the unit into the header: time [ms]; or say that it is in milliseconds with {head.ColumnsSetting(other => other == column ? "time_ms" : null)}; or that it counts samples with {head.ColumnsSetting(other => other == column ? "sample" : null)} and RecordingOptions.SampleRate");
    }

    /// <summary>
    /// Gives the unit that ends a name: <c>time_ms</c>, <c>Time ms</c>, <c>Zeit in ms</c>, <c>timeMs</c>, <c>Milliseconds</c>;
    /// <see langword="null"/> where none does. <paramref name="stem"/> is what stands before it, and empty where the unit written out is all.
    /// </summary>
    /// <param name="name">The name of a column.</param>
    /// <param name="stem">The name without its unit.</param>
    public static string? OfName(string name, out string stem)
    {
        stem = name;
        int at = name.Length;
        while (at > 0 && char.IsLetter(name[at - 1]))
        {
            at--;
        }

        string last = name[at..];
        if (at > 0 && IsUnit(last))
        {
            stem = name[..at].TrimEnd('_', '-', '.', ' ');
            return last;
        }

        // "TimeMs": a capital begins the unit, and small letters alone stand behind it.
        int capital = last.Length - 1;
        while (capital > 0 && char.IsLower(last[capital]))
        {
            capital--;
        }

        if (capital > 0 && char.IsUpper(last[capital]) && char.IsLower(last[capital - 1]) && IsUnit(last[capital..]))
        {
            stem = name[..(at + capital)];
            return last[capital..];
        }

        // A letter alone is a name of many things, a minute or a second may be a part of a date; the plural written out is neither.
        if (at > 0 || last.Length < ShortestUnitAlone || char.ToLowerInvariant(last[^1]) != 's' || UnitsPerSecond(last) is not >= 1)
        {
            return null;
        }

        stem = string.Empty;
        return last;
    }

    /// <summary>Returns true if a word is a unit of time.</summary>
    public static bool IsUnit(string? unit) => unit is not null && UnitsPerSecond(unit) is not null;

    /// <summary>Gives how many of a unit make a second, or <see langword="null"/> for a word that is not a unit.</summary>
    public static double? UnitsPerSecond(string unit) => unit.Trim().ToLowerInvariant() switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "ms" or "msec" or "millisecond" or "milliseconds" or "millis" => Milliseconds,
        "us" or "usec" or "microsecond" or "microseconds" or "micros" => Microseconds,
        "ns" or "nsec" or "nanosecond" or "nanoseconds" or "nanos" => Nanoseconds,
        "min" or "mins" or "minute" or "minutes" => 1.0 / 60,
        "h" or "hour" or "hours" => 1.0 / 3600,
        "d" or "day" or "days" => 1.0 / SecondsPerDay,
        _ => null,
    };

    /// <summary>Tells the unit of an axis whose header states none, or <see langword="null"/> where that would be a guess.</summary>
    /// <param name="step">The typical step of the axis.</param>
    /// <param name="origin">The first number.</param>
    /// <param name="isInteger">Whether no number has decimals.</param>
    /// <param name="statedRate">The sampling rate stated elsewhere, in Hz.</param>
    /// <param name="isAssumed">Whether the size of the numbers alone tells the unit.</param>
    public static double? OfSteps(double step, double origin, bool isInteger, double? statedRate, out bool isAssumed)
    {
        isAssumed = false;
        if (statedRate is double rate)
        {
            foreach (double perSecond in (ReadOnlySpan<double>)[1, Milliseconds, Microseconds, Nanoseconds])
            {
                if (Math.Abs((step * rate / perSecond) - 1) < 0.1)
                {
                    return perSecond;
                }
            }

            // Steps of one are sample numbers.
            if (isInteger && step == 1)
            {
                return rate;
            }
        }

        if (step < LongestStepInDays
            && (origin is >= EarliestSpreadsheetDay and < LatestSpreadsheetDay || (step < ShortestStepInSeconds && origin is >= EarliestTimeOfDay and < LatestTimeOfDay)))
        {
            isAssumed = true;
            return 1.0 / SecondsPerDay;
        }

        if (step < LongestStepInSeconds)
        {
            return 1;
        }

        isAssumed = true;
        return isInteger && origin is >= EarliestEpochMilliseconds and < LatestEpochMilliseconds && step < ShortestStepInNanoseconds ? Milliseconds
            : isInteger && step >= ShortestStepInNanoseconds ? Nanoseconds
            : isInteger && step >= ShortestStepInMicroseconds ? Microseconds
            : null;
    }
}
