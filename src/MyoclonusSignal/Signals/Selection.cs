namespace MyoclonusSignal.Signals;

/// <summary>Order statistics without sorting (Hoare (1961), Algorithm 65, doi:10.1145/366622.366647).</summary>
internal static class Selection
{
    /// <summary>Gives the value that would stand at an index if the values were sorted; reorders them.</summary>
    /// <param name="values">The values; none may be NaN.</param>
    /// <param name="index">The rank from 0.</param>
    public static double Nth(Span<double> values, int index)
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

        return values[index];
    }

    private static double MedianOfThree(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
