using System.Globalization;
using System.Runtime.CompilerServices;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Reads decimal numbers from UTF-8 text, bit for bit as <see cref="double.Parse(string)"/> does, only faster.</summary>
internal static class NumberParser
{
    // Nineteen digits always fit into 64 bits.
    private const int MostDigits = 19;
    private const ulong LargestExactInteger = 1UL << 53;

    // 10^22 is the largest power of ten that is a double exactly.
    private const int LargestExactPower = 22;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a cell; a missing sample (an empty cell, NaN, n/a, NA) is NaN. Tells whether the text is either.</summary>
    /// <param name="text">One cell; spaces and tabs around it are passed over.</param>
    /// <param name="decimalMark"><c>'.'</c>, or <c>','</c> for a file with decimal commas.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, byte decimalMark, out double number)
    {
        text = text.Trim(" \t\r"u8);
        int at = 0;
        if (TryRead(text, decimalMark, ref at, out DecimalText digits) && at == text.Length && digits.TryGetValue(out number))
        {
            return true;
        }

        return TryParseSlowly(text, decimalMark, out number);
    }

    /// <summary>Reads the plain decimal number that starts at a place: a sign, digits with at most one mark, an exponent.</summary>
    /// <param name="text">The text.</param>
    /// <param name="decimalMark">The decimal mark.</param>
    /// <param name="at">The place; afterwards that behind the number.</param>
    /// <param name="number">The digits read.</param>
    /// <returns>Whether there is such a number and 64 bits hold it; the text may still be a number if not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> text, byte decimalMark, ref int at, out DecimalText number)
    {
        int i = at;
        bool isNegative = false;
        if ((uint)i < (uint)text.Length && text[i] is (byte)'-' or (byte)'+')
        {
            isNegative = text[i] == '-';
            i++;
        }

        ulong digits = 0;
        int first = i;
        for (; (uint)i < (uint)text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            digits = (digits * 10) + (uint)(text[i] - '0');
        }

        int count = i - first;
        int decimals = 0;
        if ((uint)i < (uint)text.Length && text[i] == decimalMark)
        {
            first = ++i;
            for (; (uint)i < (uint)text.Length && (uint)(text[i] - '0') <= 9; i++)
            {
                digits = (digits * 10) + (uint)(text[i] - '0');
            }

            decimals = i - first;
            count += decimals;
        }

        bool isRead = (uint)(count - 1) < MostDigits;
        if ((uint)i < (uint)text.Length && (text[i] | 0x20) == 'e')
        {
            isRead &= TryReadExponent(text, ref i, ref decimals);
        }

        at = i;
        number = new DecimalText(digits, decimals, isNegative);
        return isRead;
    }

    /// <summary>Gives an integer over, or times, a power of ten: one rounding only where both are doubles exactly
    /// (Clinger 1990, doi:10.1145/93542.93557).</summary>
    /// <param name="digits">The integer.</param>
    /// <param name="decimals">How many of its digits stand behind the decimal mark.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryScale(ulong digits, int decimals, out double value)
    {
        if (digits > LargestExactInteger || (uint)(decimals + LargestExactPower) > 2 * LargestExactPower)
        {
            value = double.NaN;
            return false;
        }

        value = decimals >= 0 ? digits / PowersOfTen[decimals] : digits * PowersOfTen[-decimals];
        return true;
    }

    /// <summary>Tells whether the text says that a sample is missing.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        2 => System.Text.Ascii.EqualsIgnoreCase(text, "na"u8),
        3 => System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "n/a"u8),
        _ => false,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int at, ref int decimals)
    {
        int i = at + 1;
        bool isNegative = i < text.Length && text[i] == '-';
        if (i < text.Length && text[i] is (byte)'-' or (byte)'+')
        {
            i++;
        }

        int first = i;
        int exponent = 0;
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            exponent = Math.Min(100_000, (exponent * 10) + (text[i] - '0'));
        }

        at = i;
        decimals += isNegative ? exponent : -exponent;
        return i > first;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryParseSlowly(ReadOnlySpan<byte> text, byte decimalMark, out double number)
    {
        number = double.NaN;
        if (IsMissing(text))
        {
            return true;
        }

        // Only the characters of a decimal number: no "Infinity", and no point in a file of decimal commas.
        if (text.Length > 1024 || !IsNumeric(text, decimalMark))
        {
            return false;
        }

        Span<byte> withPoint = stackalloc byte[text.Length];
        text.CopyTo(withPoint);
        withPoint.Replace(decimalMark, (byte)'.');
        return double.TryParse(withPoint, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

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
}
