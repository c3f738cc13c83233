using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MyoclonusSignal.Signals;

/// <summary>The median of many values: exact, and in one pass over them.</summary>
/// <remarks>
/// Two order statistics of a sample bracket the median with near certainty; one pass counts what lies below the bracket and
/// collects what lies in it (Floyd and Rivest (1975), doi:10.1145/360680.360691). Where the bracket misses, it is done by
/// partitioning alone.
/// </remarks>
public static class Median
{
    private const int SampleCount = 4096;

    // Four standard deviations of the rank of a sample's median, √n/2: six in a hundred of the values lie between.
    private const int RanksAside = 4 * 64 / 2;

    /// <summary>Gives the median; of an even number of values the mean of the middle two, as NumPy does.</summary>
    /// <param name="values">The values; they stay as they are. NaN among them makes the median NaN.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("The median needs at least one value; found none.", nameof(values));
        }

        double[] rented = ArrayPool<double>.Shared.Rent(values.Length);
        try
        {
            return OfRanks(values, rented.AsSpan(0, values.Length), (values.Length - 1) / 2, values.Length / 2);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>The mean of the values of two neighbouring ranks; the scratch is at least as long as the values.</summary>
    private static double OfRanks(ReadOnlySpan<double> values, Span<double> scratch, int lowRank, int highRank)
    {
        if (values.Length >= 8 * SampleCount)
        {
            (double low, double high) = Bracket(values, scratch, (lowRank + highRank) / 2.0 / values.Length);
            int count = Collect(values, low, high, scratch, out int below, out bool hasNaN);
            if (hasNaN)
            {
                return double.NaN;
            }

            if (below <= lowRank && highRank < below + count)
            {
                // Where nearly all values are equal, nearly all are kept, and narrowing them again would not end.
                Span<double> kept = scratch[..count];
                return count < values.Length / 4
                    ? OfRanks(kept, scratch[count..], lowRank - below, highRank - below)
                    : Middle(kept, lowRank - below, highRank - below);
            }
        }

        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                return double.NaN;
            }
        }

        values.CopyTo(scratch);
        return Middle(scratch[..values.Length], lowRank, highRank);
    }

    private static double Middle(Span<double> values, int lowRank, int highRank)
    {
        Selection.Partition(values, lowRank);
        double low = values[lowRank];
        if (lowRank == highRank)
        {
            return low;
        }

        // Behind the selected value nothing is smaller: the next in order is the least of the rest.
        double high = double.PositiveInfinity;
        foreach (double value in values[highRank..])
        {
            high = Math.Min(high, value);
        }

        return (low + high) / 2;
    }

    /// <summary>Two values of a sample between which lies, all but certainly, the value of a rank, given as a fraction of all.</summary>
    private static (double Low, double High) Bracket(ReadOnlySpan<double> values, Span<double> scratch, double fraction)
    {
        Span<double> sample = scratch[..SampleCount];
        int step = values.Length / SampleCount;
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = double.IsNaN(values[i * step]) ? 0 : values[i * step];
        }

        int centre = (int)(fraction * SampleCount);
        double low = Selection.Nth(sample, Math.Max(0, centre - RanksAside));
        return (low, Selection.Nth(sample, Math.Min(SampleCount - 1, centre + RanksAside)));
    }

    /// <summary>Counts the values below the bracket and copies those in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect(ReadOnlySpan<double> values, double low, double high, Span<double> kept, out int below, out bool hasNaN)
    {
        int belowCount = 0;
        int count = 0;
        int i = 0;
        bool hasOnlyNumbers = true;
        if (Lanes.HasVectorsOfEight && Avx512F.IsSupported)
        {
            ref double from = ref MemoryMarshal.GetReference(values);
            ref double to = ref MemoryMarshal.GetReference(kept);
            Vector512<double> lows = Vector512.Create(low);
            Vector512<double> highs = Vector512.Create(high);
            Vector512<double> areNumbers = Vector512.Equals(lows, lows);

            // The kept ones are packed and all eight places written, without a branch: eight must still fit.
            for (; i + 8 <= values.Length && count + 8 <= kept.Length; i += 8)
            {
                Vector512<double> eight = Vector512.LoadUnsafe(ref from, (nuint)i);
                Vector512<double> isBelow = Vector512.LessThan(eight, lows);
                Vector512<double> isKept = Vector512.GreaterThanOrEqual(eight, lows) & Vector512.LessThanOrEqual(eight, highs);
                areNumbers &= Vector512.Equals(eight, eight);
                Avx512F.Compress(Vector512<double>.Zero, isKept, eight).StoreUnsafe(ref to, (nuint)count);
                belowCount += BitOperations.PopCount(isBelow.ExtractMostSignificantBits());
                count += BitOperations.PopCount(isKept.ExtractMostSignificantBits());
            }

            hasOnlyNumbers = areNumbers.ExtractMostSignificantBits() == 0xFF;
        }

        for (; i < values.Length; i++)
        {
            double value = values[i];
            hasOnlyNumbers &= !double.IsNaN(value);
            belowCount += value < low ? 1 : 0;
            if (value >= low && value <= high)
            {
                kept[count++] = value;
            }
        }

        below = belowCount;
        hasNaN = !hasOnlyNumbers;
        return count;
    }
}
