using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Reads decimal numbers from UTF-8 text, bit for bit as <see cref="double.Parse(string)"/> does, only faster.</summary>
internal static class NumberParser
{
    // Nineteen digits always fit into 64 bits.
    private const int MostDigits = 19;

    // The smallest double has 767 digits that tell; they fit on the stack.
    private const int MostCharacters = 1024;
    private const ulong LargestExactInteger = 1UL << 53;

    // 10^22 is the largest power of ten that is a double exactly.
    private const int LargestExactPower = 22;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a cell; a missing sample (an empty cell, NaN, n/a, NA) is NaN. Returns true if the text is either.</summary>
    /// <param name="text">One cell; spaces and tabs around it are passed over.</param>
    /// <param name="decimalMark"><c>'.'</c>, or <c>','</c> for a file with decimal commas.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, byte decimalMark, out double number)
    {
        text = text.Trim(" \t\r"u8);
        return TryParseAtOnce(text, decimalMark, out number) || TryParseSlowly(text, decimalMark, out number);
    }

    /// <summary>Reads a cell of so few digits that one division gives the number; returns true if it is one.</summary>
    /// <param name="text">One cell, without anything around it.</param>
    /// <param name="decimalMark">The decimal mark.</param>
    /// <param name="number">The number.</param>
    public static bool TryParseAtOnce(ReadOnlySpan<byte> text, byte decimalMark, out double number)
    {
        int at = 0;
        number = double.NaN;
        return TryRead(text, decimalMark, ref at, out DecimalText digits) && at == text.Length && digits.TryGetValue(out number);
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
        if (Sse41.IsSupported && text.Length - at > Vector128<byte>.Count + 1
            && TryReadAtOnce(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at), decimalMark, out int length, out number))
        {
            at += length;
            return true;
        }

        // Copies, so that place and number may stay in registers where this is not called.
        int place = at;
        bool isRead = TryReadDigitByDigit(text, decimalMark, ref place, out DecimalText read);
        at = place;
        number = read;
        return isRead;
    }

    /// <summary>Reads a number of up to 16 digits from the 16 bytes it lies in; leaves any other to the reading digit by digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadAtOnce(ref byte first, byte decimalMark, out int length, out DecimalText number)
    {
        bool isNegative = first == '-';
        first = ref Unsafe.Add(ref first, isNegative ? 1 : 0);
        Vector128<byte> digits = Vector128.LoadUnsafe(ref first) - Vector128.Create((byte)'0');

        // One bit for each byte that is no digit, and one behind the last byte.
        uint others = ~Vector128.Equals(Vector128.Min(digits, Vector128.Create((byte)9)), digits).ExtractMostSignificantBits() | 0x10000;
        int whole = BitOperations.TrailingZeroCount(others);
        bool hasMark = Unsafe.Add(ref first, whole) == decimalMark;
        int end = hasMark ? BitOperations.TrailingZeroCount((others & (others - 1)) | 0x10000) : whole;
        int count = hasMark ? end - 1 : end;
        if (count == 0 || end == Vector128<byte>.Count || (Unsafe.Add(ref first, end) | 0x20) == 'e')
        {
            number = default;
            length = 0;
            return false;
        }

        // The digits moved to the end, the mark left out, zeros before them; then pairs, fours and eights of them together.
        Vector128<sbyte> order = Vector128.Create((sbyte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
            - Vector128.Create((sbyte)(Vector128<byte>.Count - count));
        order -= Vector128.GreaterThan(order, Vector128.Create((sbyte)(whole - 1)));
        Vector128<byte> aligned = Ssse3.Shuffle(digits, order.AsByte());
        Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(aligned, Vector128.Create((short)0x010A).AsSByte());
        Vector128<int> fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x00010064).AsInt16());
        Vector128<short> packed = Sse41.PackUnsignedSaturate(fours, fours).AsInt16();
        Vector128<uint> eights = Sse2.MultiplyAddAdjacent(packed, Vector128.Create(0x00012710).AsInt16()).AsUInt32();
        number = new DecimalText(
            ((ulong)eights.ToScalar() * 100_000_000) + eights.GetElement(1), hasMark ? end - whole - 1 : 0, isNegative);
        length = end + (isNegative ? 1 : 0);
        return true;
    }

    private static bool TryReadDigitByDigit(ReadOnlySpan<byte> text, byte decimalMark, ref int at, out DecimalText number)
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

    /// <summary>Returns true if the text says that a sample is missing.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        2 => System.Text.Ascii.EqualsIgnoreCase(text, "na"u8),
        3 => System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "n/a"u8),
        <= LongestMissingWord => IsMissingWord(text),
        _ => false,
    };

    private const int LongestMissingWord = 9;

    // As JavaScript, Python, spreadsheets and the C runtime of Windows write what is no number.
    private static bool IsMissingWord(ReadOnlySpan<byte> text) =>
        System.Text.Ascii.EqualsIgnoreCase(text, "null"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "none"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "-nan"u8)
        || text.SequenceEqual("#N/A"u8) || text.SequenceEqual("#NV"u8) || text.SequenceEqual("#NUM!"u8) || text.SequenceEqual("#DIV/0!"u8) || text.SequenceEqual("#VALUE!"u8)
        || text.SequenceEqual("1.#QNAN"u8) || text.SequenceEqual("-1.#IND"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "-nan(ind)"u8);

    /// <summary>Returns true if a text is no longer than any number and has its characters only.</summary>
    public static bool IsNumeric(ReadOnlySpan<byte> text, byte decimalMark)
    {
        if (text.Length > MostCharacters)
        {
            return false;
        }

        foreach (byte c in text)
        {
            if (c is not ((>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'e' or (byte)'E') && c != decimalMark)
            {
                return false;
            }
        }

        return true;
    }

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
        if (!IsNumeric(text, decimalMark))
        {
            return false;
        }

        Span<byte> withPoint = stackalloc byte[text.Length];
        text.CopyTo(withPoint);
        withPoint.Replace(decimalMark, (byte)'.');
        return double.TryParse(withPoint, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
