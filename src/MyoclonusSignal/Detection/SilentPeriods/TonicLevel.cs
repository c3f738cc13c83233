using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The level of a contraction around a cell, which no silence and no burst of at most half a second changes, and the level of
/// the muscle at rest.
/// </summary>
internal sealed class TonicLevel
{
    // 0.6 s on either side: the longest silence leaves more than half of it.
    private const double ReachSeconds = 0.6;

    // Two cells in five must be active, that is half a second; the others may be silent or rest.
    private const double TonicQuantile = 0.6;

    // The median over half a second sees neither silences nor jerks.
    private const double BlockSeconds = 0.5;

    // A muscle that rests for a twentieth of the last minute shows its rest.
    private const double RestSeconds = 60;
    private const double RestQuantile = 0.05;

    // Over a second the mean of a contraction is near its middle level; where it is so much higher there are bursts in rest.
    // A single burst, the highest cell and its neighbours, does not count: jerks come in contractions too.
    private const double MostUneven = 2.5;

    // How far a contraction's duration beside a silence is followed.
    private const double LongestStretchSeconds = 1;

    // One cell in six may be weak, the first three none: a train of bursts has more.
    private const double WeakShare = 1.0 / 6;

    // Of half cells: a train of 8 Hz with bursts of 60 ms leaves a third of them at rest, one of 5 Hz more than half; a Gaussian
    // contraction at 4 dB a tenth.
    private const double MostRest = 0.25;

    private readonly SilenceHistory _history;
    private readonly int _reach;
    private readonly int _blockCells;
    private readonly int _stretchCells;
    private readonly double _minimumPower;
    private readonly double[] _blocks;
    private readonly double[] _values;
    private readonly SortedWindow _around;
    private long _aroundFirst;
    private long _aroundEnd;
    private int _aroundChanges;
    private long _blockCount;

    public TonicLevel(SilenceHistory history, double sampleRate, double minimumPower)
    {
        _history = history;
        _minimumPower = minimumPower;
        double cellSeconds = history.CellSamples / sampleRate;
        _reach = (int)Math.Round(ReachSeconds / cellSeconds);
        _blockCells = (int)Math.Round(BlockSeconds / cellSeconds);
        _stretchCells = (int)Math.Ceiling(LongestStretchSeconds / cellSeconds);
        _blocks = new double[(int)Math.Round(RestSeconds / BlockSeconds)];
        _values = new double[Math.Max(_blocks.Length, (2 * _reach) + 1)];
        _around = new SortedWindow(_values.Length);
    }

    /// <summary>Gets the mean power at rest, of what was seen so far.</summary>
    public double Rest { get; private set; }

    public void Reset()
    {
        _blockCount = 0;
        Rest = 0;
        ForgetAround(0);
    }

    /// <summary>Takes in the cell that was just finished.</summary>
    public void AddCell()
    {
        if (_history.CellCount % _blockCells != 0)
        {
            return;
        }

        _blocks[_blockCount++ % _blocks.Length] = Quantile(_history.CellCount - _blockCells, _history.CellCount, 0.5);
        int count = (int)Math.Min(_blockCount, _blocks.Length);
        _blocks.AsSpan(0, count).CopyTo(_values);
        Rest = Math.Max(_minimumPower, Selection.Nth(_values.AsSpan(0, count), (int)(RestQuantile * count)));
    }

    /// <summary>Gives the level of the contraction around a cell; where there is none, the level of rest.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isEven">Whether the activity is spread over the time rather than in bursts.</param>
    public double Around(long cell, out bool isEven)
    {
        long first = Math.Max(0, cell - _reach);
        long end = Math.Min(_history.CellCount, cell + _reach + 1);
        MoveAround(first, end);
        double level = _around[(int)(TonicQuantile * (end - first))];
        long highest = first;
        double sum = 0;
        for (long n = first; n < end; n++)
        {
            sum += _history.Cell(n);
            highest = _history.Cell(n) > _history.Cell(highest) ? n : highest;
        }

        long count = end - first;
        for (long n = Math.Max(first, highest - 1); n < Math.Min(end, highest + 2); n++)
        {
            sum -= _history.Cell(n);
            count--;
        }

        isEven = sum <= MostUneven * level * count;
        return level;
    }

    /// <summary>Returns true if a cell has more than so many times the power of the contraction around it.</summary>
    public bool IsAbove(long cell, double ratio)
    {
        long first = Math.Max(0, cell - _reach);
        long end = Math.Min(_history.CellCount, cell + _reach + 1);
        double power = _history.Cell(cell);
        int below = 0;
        for (long n = first; n < end; n++)
        {
            below += ratio * _history.Cell(n) < power ? 1 : 0;
        }

        return below > (int)(TonicQuantile * (end - first));
    }

    /// <summary>
    /// Gives the level over some cells on one side of a silence, which neither a burst at its edge nor another silence changes.
    /// </summary>
    public double Beside(long first, long end)
    {
        first = Math.Max(0, first);
        end = Math.Min(_history.CellCount, end);
        return end > first ? Quantile(first, end, TonicQuantile) : 0;
    }

    /// <summary>
    /// Gives how many cells in a row, from one on and in one direction, are active; a single weak cell in six does not end them.
    /// </summary>
    public long ActiveCells(long cell, int direction, double leastPower)
    {
        long active = 0;
        int weak = 0;
        int allWeak = 0;
        for (long n = 0; n < _stretchCells; n++, cell += direction)
        {
            if (cell < 0 || cell >= _history.CellCount)
            {
                break;
            }

            if (_history.Cell(cell) >= leastPower)
            {
                active = n + 1;
                weak = 0;
            }
            else if (++weak > 1 || ++allWeak > (n * WeakShare) + 0.5)
            {
                break;
            }
        }

        return active;
    }

    /// <summary>Returns true if activity fills a stretch rather than bursts with rest between them, looked at by half cells.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="end">The sample behind the last one.</param>
    /// <param name="leastPower">The power from which on a half cell is active.</param>
    public bool IsFilled(long start, long end, double leastPower)
    {
        int window = Math.Max(1, _history.CellBins / 2);
        long first = (start + _history.BinSamples - 1) / _history.BinSamples;
        long last = Math.Min(_history.BinCount, end / _history.BinSamples) - window;
        int weak = 0;
        double sum = 0;
        for (long bin = first; bin < first + window - 1 && bin <= last + window - 1; bin++)
        {
            sum += _history.Bin(bin);
        }

        for (long bin = first; bin <= last; bin++)
        {
            sum += _history.Bin(bin + window - 1);
            weak += sum < leastPower * window ? 1 : 0;
            sum -= _history.Bin(bin);
        }

        return weak <= MostRest * Math.Max(0, last - first + 1);
    }

    /// <summary>Makes the window of sorted cells that of a stretch: cells come and go one by one as it moves on.</summary>
    private void MoveAround(long first, long end)
    {
        if (_aroundChanges != _history.Changes || first < _aroundFirst || first > _aroundEnd || end < _aroundEnd)
        {
            ForgetAround(first);
        }

        for (; _aroundFirst < first; _aroundFirst++)
        {
            _around.Remove(_history.Cell(_aroundFirst));
        }

        for (; _aroundEnd < end; _aroundEnd++)
        {
            _around.Add(_history.Cell(_aroundEnd));
        }
    }

    private void ForgetAround(long first)
    {
        _around.Clear();
        _aroundFirst = first;
        _aroundEnd = first;
        _aroundChanges = _history.Changes;
    }

    private double Quantile(long first, long end, double fraction)
    {
        int count = 0;
        for (long cell = first; cell < end; cell++)
        {
            _values[count++] = _history.Cell(cell);
        }

        return Selection.Nth(_values.AsSpan(0, count), (int)(fraction * count));
    }
}
