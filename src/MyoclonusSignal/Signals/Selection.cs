using System.Buffers;

namespace MyoclonusSignal.Signals;

/// <summary>Order statistics without sorting (Hoare (1961), Algorithm 65, doi:10.1145/366622.366647).</summary>
internal static class Selection
{
    // So few are kept in order faster than all are divided.
    private const int Few = 12;

    // From so many values on a sample of them tells between which two the wanted one lies, before all are looked at.
    private const int Many = 600;
    private const int Sample = 128;

    // Ranks in the sample to either side: two of their standard deviations at most, sqrt(128) / 2 each.
    private const int Margin = 12;

    /// <summary>Gives the value that would stand at an index if the values were sorted; may reorder them.</summary>
    /// <param name="values">The values; none may be NaN.</param>
    /// <param name="index">The rank from 0.</param>
    public static double Nth(Span<double> values, int index)
    {
        if (index < Few && 4 * index < values.Length)
        {
            return NthOfFew(values, index);
        }

        while (values.Length >= Many && Narrow(values, index) is (int below, int between) && between > 0)
        {
            values = values[..between];
            index -= below;
        }

        Partition(values, index);
        return values[index];
    }

    /// <summary>
    /// Brings the values that lie between two of a sample to the front, where the wanted one is between them (Floyd and Rivest (1975),
    /// doi:10.1145/360680.360691). Every value is moved whatever it is: which way it goes cannot be predicted, and a wrong guess of
    /// the processor costs as much as ten moves.
    /// </summary>
    /// <returns>How many lie below and how many between; none between where the wanted one is not there, or nothing is gained.</returns>
    private static (int Below, int Between) Narrow(Span<double> values, int index)
    {
        Span<double> sample = stackalloc double[Sample];
        for (int i = 0; i < Sample; i++)
        {
            sample[i] = values[(int)((long)i * values.Length / Sample)];
        }

        sample.Sort();
        int rank = (int)((long)index * Sample / values.Length);
        double low = rank < Margin ? double.NegativeInfinity : sample[rank - Margin];
        double high = rank + Margin >= Sample ? double.PositiveInfinity : sample[rank + Margin];
        int below = 0;
        int between = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            values[i] = values[between];
            values[between] = value;
            below += value < low ? 1 : 0;
            between += value >= low & value <= high ? 1 : 0;
        }

        return index >= below && index < below + between && between <= values.Length / 2 ? (below, between) : default;
    }

    /// <summary>Gives the upper median of values that are left as they are; none may be NaN, and there must be one.</summary>
    /// <remarks>The copy is rented: half a minute of values is a large object, and many of those make the memory be collected again and again.</remarks>
    public static double UpperMedian(ReadOnlySpan<double> values)
    {
        double[] copy = ArrayPool<double>.Shared.Rent(values.Length);
        values.CopyTo(copy);
        double median = Nth(copy.AsSpan(0, values.Length), values.Length / 2);
        ArrayPool<double>.Shared.Return(copy);
        return median;
    }

    /// <summary>Puts the value of a rank in its place, nothing larger before it and nothing smaller behind it.</summary>
    /// <param name="values">The values; none may be NaN.</param>
    /// <param name="index">The rank from 0.</param>
    public static void Partition(Span<double> values, int index)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            double pivot = MedianOfThree(values[low], values[(low + high) >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (index <= right)
            {
                high = right;
            }
            else if (index >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }
    }

    /// <summary>Keeps the smallest values in order, so many as the index needs.</summary>
    private static double NthOfFew(ReadOnlySpan<double> values, int index)
    {
        Span<double> smallest = stackalloc double[Few];
        int count = 0;
        foreach (double value in values)
        {
            int at = count;
            if (count > index)
            {
                if (value >= smallest[index])
                {
                    continue;
                }

                at = index;
            }
            else
            {
                count++;
            }

            for (; at > 0 && smallest[at - 1] > value; at--)
            {
                smallest[at] = smallest[at - 1];
            }

            smallest[at] = value;
        }

        return smallest[index];
    }

    private static double MedianOfThree(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
