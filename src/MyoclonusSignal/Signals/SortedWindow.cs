namespace MyoclonusSignal.Signals;

/// <summary>
/// The values of a sliding window in order of size, so that any of its order statistics can be read: a value comes or goes by
/// a search and one move of memory, where selecting anew would look at all of them.
/// </summary>
/// <param name="capacity">The most values that the window holds.</param>
internal sealed class SortedWindow(int capacity)
{
    private readonly double[] _values = new double[capacity];

    /// <summary>Gets the number of values in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Gives the value of a rank, from 0 for the smallest.</summary>
    public double this[int rank] => _values.AsSpan(0, Count)[rank];

    public void Clear() => Count = 0;

    /// <summary>Adds a value, which must not be NaN.</summary>
    public void Add(double value)
    {
        int at = Place(value);
        _values.AsSpan(at, Count - at).CopyTo(_values.AsSpan(at + 1));
        _values[at] = value;
        Count++;
    }

    /// <summary>Takes out a value that was added.</summary>
    public void Remove(double value)
    {
        int at = Place(value);
        System.Diagnostics.Debug.Assert(at < Count && _values[at] == value, "The value is not in the window.");
        _values.AsSpan(at + 1, Count - at - 1).CopyTo(_values.AsSpan(at));
        Count--;
    }

    /// <summary>The number of values that are smaller.</summary>
    private int Place(double value)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_values[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
