using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Takes the samples of a column that is filled in every so many rows only, as exports of several sensors into one table have
/// the slower ones: a channel with a rate of its own. An empty cell where one is due is a missing sample.
/// </summary>
/// <param name="every">Of how many rows one is filled.</param>
internal sealed class RowThinner(int every)
{
    // Fewer do not tell a rule.
    private const int LeastSamples = 8;

    // A clock with gaps may begin anew anywhere; samples lost at random are anywhere all the time.
    private const double LeastRegularShare = 0.95;

    private bool _isPlaced;
    private int _rows;

    /// <summary>Gets the number of filled cells at which none was due; the count starts anew from each.</summary>
    public long OffPlaceCount { get; private set; }

    /// <summary>Tells of how many rows of a column one is filled: 1 where there is no rule.</summary>
    /// <param name="samples">The first rows of the column.</param>
    /// <param name="first">The first row that is filled.</param>
    public static int RowsPerSample(ReadOnlySpan<double> samples, out int first)
    {
        List<int> steps = [];
        int previous = -1;
        first = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            if (!MissingSample.IsPresent(samples[i]))
            {
                continue;
            }

            if (previous >= 0)
            {
                steps.Add(i - previous);
            }
            else
            {
                first = i;
            }

            previous = i;
        }

        if (steps.Count < LeastSamples)
        {
            return 1;
        }

        int usual = steps.Order().ElementAt(steps.Count / 2);
        return steps.Count(step => step % usual == 0) >= LeastRegularShare * steps.Count ? usual : 1;
    }

    /// <summary>Says which columns are slower than the rows.</summary>
    public static void Warn(IReadOnlyList<ColumnHeader> columns, IReadOnlyList<int> every, IReadOnlyList<int> first, double rowRate, List<RecordingWarning> warnings)
    {
        foreach (IGrouping<int, int> slow in Enumerable.Range(0, columns.Count).Where(i => every[i] > 1).GroupBy(i => every[i]))
        {
            string names = string.Join(", ", slow.Select(i => columns[i].Name));
            double early = slow.Max(i => first[i] % slow.Key) / rowRate * 1e3;
            warnings.Add(new RecordingWarning("slower-column", slow.Count() == 1 ? names : null, null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"{names}: filled in one of {slow.Key} rows, and so read at {rowRate / slow.Key:0.####} Hz{(early > 0 ? $"; the times of the samples are up to {early:0.###} ms early, as the first stands behind the first row" : string.Empty)}.")));
        }
    }

    /// <summary>Begins anew behind a jump of the clock.</summary>
    public void BeginSegment()
    {
        _isPlaced = false;
        _rows = 0;
    }

    /// <summary>Takes the samples out of rows; gives their number.</summary>
    public int Take(ReadOnlySpan<double> rows, Span<double> samples)
    {
        int count = 0;
        foreach (double cell in rows)
        {
            bool isFilled = MissingSample.IsPresent(cell);
            bool isDue = _isPlaced ? _rows == 0 : isFilled || _rows == every - 1;
            if (isDue || isFilled)
            {
                OffPlaceCount += isDue ? 0 : 1;
                samples[count++] = cell;
                _rows = isFilled || _isPlaced ? 0 : every - 1;
                _isPlaced |= isFilled;
            }

            _rows = (_rows + 1) % every;
        }

        return count;
    }
}
