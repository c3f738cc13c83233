namespace MyoclonusSignal.Rhythm;

/// <summary>Running totals of spectra, of which every so-manieth is kept.</summary>
internal sealed class WindowTotals
{
    // Blocks this small are freed soon after use; larger arrays stay until the whole heap is collected.
    private const int BlockValues = 8000;

    private readonly int _binCount;
    private readonly int _every;
    private readonly int _perBlock;
    private readonly List<double[]> _blocks = [];
    private readonly double[] _running;
    private int _count;

    public WindowTotals(int binCount, int every)
    {
        _binCount = binCount;
        _every = every;
        _perBlock = Math.Max(1, BlockValues / binCount);
        _running = new double[binCount];
        Clear();
    }

    public void Clear()
    {
        _count = 0;
        Array.Clear(_running);
        Store(0);
    }

    /// <summary>Takes in the next spectrum.</summary>
    public void Add(ReadOnlySpan<double> power)
    {
        for (int b = 0; b < _running.Length; b++)
        {
            _running[b] += power[b];
        }

        if (++_count % _every == 0)
        {
            Store(_count / _every);
        }
    }

    /// <summary>Keeps the total of all that was taken in.</summary>
    public void End()
    {
        if (_count % _every != 0)
        {
            Store((_count / _every) + 1);
        }
    }

    /// <summary>Sums those of the spectra [first, end) that lie between two totals that are kept.</summary>
    /// <returns>The range summed, which may be empty; the spectra before and behind it are to be added.</returns>
    public (int From, int To) Between(int first, int end, Span<double> sum)
    {
        int from = (first + _every - 1) / _every;
        int to = end == _count ? (end + _every - 1) / _every : end / _every;
        if (to <= from)
        {
            sum.Clear();
            return (first, first);
        }

        ReadOnlySpan<double> before = At(from);
        ReadOnlySpan<double> behind = At(to);
        for (int b = 0; b < sum.Length; b++)
        {
            sum[b] = behind[b] - before[b];
        }

        return (from * _every, Math.Min(to * _every, _count));
    }

    private Span<double> At(int total) => _blocks[total / _perBlock].AsSpan(total % _perBlock * _binCount, _binCount);

    private void Store(int total)
    {
        if (total / _perBlock == _blocks.Count)
        {
            _blocks.Add(new double[_perBlock * _binCount]);
        }

        _running.CopyTo(At(total));
    }
}
