namespace MyoclonusSignal.Signals;

/// <summary>Order statistics without sorting (Hoare (1961), Algorithm 65, doi:10.1145/366622.366647).</summary>
internal static class Selection
{
    // So few are kept in order faster than all are divided.
    private const int Few = 12;

    /// <summary>Gives the value that would stand at an index if the values were sorted; may reorder them.</summary>
    /// <param name="values">The values; none may be NaN.</param>
    /// <param name="index">The rank from 0.</param>
    public static double Nth(Span<double> values, int index)
    {
        if (index < Few && 4 * index < values.Length)
        {
            return NthOfFew(values, index);
        }

        Partition(values, index);
        return values[index];
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
