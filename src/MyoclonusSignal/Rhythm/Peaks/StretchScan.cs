namespace MyoclonusSignal.Rhythm;

/// <summary>Looks for the surest stretch of a record, at lengths of which each doubles the one before, in one pass over the windows.</summary>
/// <remarks>
/// Stretches overlap by half. Two halves make a stretch, and the stretches without overlap are the halves of the next length:
/// per length one half is held, whatever the length of the record.
/// </remarks>
internal sealed class StretchScan
{
    private readonly PeakSearch _search;
    private readonly double _minimumProminence;
    private readonly int _shortest;
    private readonly double[][] _latest;
    private readonly double[][] _previous;
    private readonly double[][] _sum;
    private readonly int[] _halves;
    private readonly PeakFinding[] _surest;

    public StretchScan(PeakSearch search, int shortest, int scales, double minimumProminence)
    {
        _search = search;
        _shortest = shortest;
        _minimumProminence = minimumProminence;
        int bins = search.Power.BinCount;
        _latest = [.. Enumerable.Range(0, shortest).Select(_ => new double[bins])];
        _previous = [.. Enumerable.Range(0, scales).Select(_ => new double[bins])];
        _sum = [.. Enumerable.Range(0, scales).Select(_ => new double[bins])];
        _halves = new int[scales];
        _surest = new PeakFinding[scales];
    }

    /// <summary>Looks at every stretch.</summary>
    /// <returns>For each length the least probable finding with the prominence wanted, not corrected for their number; empty where there is none.</returns>
    public PeakFinding[] Run()
    {
        int step = _shortest / 2;
        double[] block = new double[_search.Power.BinCount];
        for (int end = 1; end <= _search.Power.Count; end++)
        {
            _search.Power.One(end - 1).CopyTo(_latest[(end - 1) % _shortest]);
            bool ends = end >= _shortest && (end - _shortest) % step == 0;
            if (!ends && end % _shortest != 0)
            {
                continue;
            }

            Array.Clear(block);
            foreach (double[] window in _latest)
            {
                Add(block, window, block);
            }

            if (ends)
            {
                Look(0, end, block);
            }

            if (end % _shortest == 0)
            {
                TakeHalf(1, end, block);
            }
        }

        return _surest;
    }

    private static void Add(double[] left, double[] right, double[] sum)
    {
        for (int b = 0; b < sum.Length; b++)
        {
            sum[b] = left[b] + right[b];
        }
    }

    private void TakeHalf(int scale, int end, double[] half)
    {
        if (scale >= _surest.Length)
        {
            return;
        }

        if (++_halves[scale] > 1)
        {
            Add(_previous[scale], half, _sum[scale]);
            Look(scale, end, _sum[scale]);
        }

        half.CopyTo(_previous[scale], 0);
        if (_halves[scale] % 2 == 0)
        {
            TakeHalf(scale + 1, end, _sum[scale]);
        }
    }

    private void Look(int scale, int end, double[] sum)
    {
        // What does not reach the prominence wanted at any frequency needs no probability, which takes most of the time.
        int first = end - (_shortest << scale);
        if (_search.TryFind(first, end, sum, _minimumProminence, out PeakFinding here)
            && (_surest[scale].Search is null || here.Evidence.Probability < _surest[scale].Evidence.Probability))
        {
            _surest[scale] = here;
        }
    }
}
