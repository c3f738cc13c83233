using System.Runtime.CompilerServices;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>A decimal number as it is written: nothing of it is rounded yet.</summary>
/// <param name="Digits">All its digits as one integer.</param>
/// <param name="Decimals">How many of them stand behind the decimal mark; below 0 where an exponent adds zeros.</param>
/// <param name="IsNegative">Whether a minus stands before it.</param>
internal readonly record struct DecimalText(ulong Digits, int Decimals, bool IsNegative)
{
    /// <summary>Gives the nearest double, where one division or multiplication is sure to find it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetValue(out double value)
    {
        bool isExact = NumberParser.TryScale(Digits, Decimals, out value);

        // Signs come as they please; setting the bit needs no guess at which it will be.
        value = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) ^ ((IsNegative ? 1L : 0L) << 63));
        return isExact;
    }
}
