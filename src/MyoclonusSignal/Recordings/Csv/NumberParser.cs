using System.Globalization;
using System.Runtime.CompilerServices;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Reads decimal numbers from UTF-8 text, exactly as <see cref="double.Parse(string)"/> does, only faster.</summary>
internal static class NumberParser
{
    private const long LargestExactInteger = 1L << 53;

    // 10^22 is the largest power of ten that is a double exactly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number; a missing sample (an empty cell, NaN, n/a) is NaN. Tells whether the text is either.</summary>
    /// <param name="text">One cell.</param>
    /// <param name="decimalMark"><c>'.'</c>, or <c>','</c> for a file with decimal commas.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, byte decimalMark, out double number)
    {
        text = Trim(text);

        // Digits with at most one mark: an integer below 2^53 over a power of ten that is exact, so one rounding only
        // (Clinger 1990, doi:10.1145/93542.93557).
        int at = 0;
        bool isNegative = false;
        if (text.Length > 0 && (text[0] == '-' || text[0] == '+'))
        {
            isNegative = text[0] == '-';
            at = 1;
        }

        long digits = 0;
        int firstDigit = at;
        int mark = -1;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[at] == decimalMark && mark < 0)
            {
                mark = at;
            }
            else
            {
                return TryParseSlowly(text, decimalMark, out number);
            }
        }

        int count = at - firstDigit - (mark >= 0 ? 1 : 0);
        if (count is 0 or > 18 || digits > LargestExactInteger)
        {
            return TryParseSlowly(text, decimalMark, out number);
        }

        double magnitude = mark >= 0 ? digits / PowersOfTen[text.Length - mark - 1] : digits;
        number = isNegative ? -magnitude : magnitude;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryParseSlowly(ReadOnlySpan<byte> text, byte decimalMark, out double number)
    {
        if (IsMissing(text))
        {
            number = double.NaN;
            return true;
        }

        number = double.NaN;
        if (decimalMark == '.')
        {
            return IsNumeric(text, decimalMark) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        }

        if (text.Length > 64 || !IsNumeric(text, decimalMark))
        {
            return false;
        }

        Span<byte> withPoint = stackalloc byte[text.Length];
        text.CopyTo(withPoint);
        withPoint.Replace(decimalMark, (byte)'.');
        return double.TryParse(withPoint, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsMissing(ReadOnlySpan<byte> text) =>
        text.IsEmpty
        || (text.Length == 3 && (EqualsIgnoreCase(text, "nan"u8) || EqualsIgnoreCase(text, "n/a"u8)))
        || (text.Length == 2 && EqualsIgnoreCase(text, "na"u8));

    /// <summary>Tells whether there are only the characters of a decimal number: no "Infinity", no hexadecimal.</summary>
    private static bool IsNumeric(ReadOnlySpan<byte> text, byte decimalMark)
    {
        foreach (byte c in text)
        {
            if (c is not ((>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'e' or (byte)'E') && c != decimalMark)
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if ((text[i] | 0x20) != (lower[i] | 0x20))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && (text[0] == ' ' || text[0] == '\t'))
        {
            text = text[1..];
        }

        while (text.Length > 0 && (text[^1] == ' ' || text[^1] == '\t' || text[^1] == '\r'))
        {
            text = text[..^1];
        }

        return text;
    }
}
