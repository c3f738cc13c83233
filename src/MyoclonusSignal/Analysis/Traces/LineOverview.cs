namespace MyoclonusSignal.Analysis.Traces;

/// <summary>
/// A line over the whole recording in a bounded number of bins, as a stream: whenever there are too many, neighbours are
/// joined, two into one.
/// </summary>
internal sealed class LineOverview
{
    private readonly double _finestSeconds;
    private readonly int _mostBins;
    private readonly List<float> _minimum = [];
    private readonly List<float> _maximum = [];
    private readonly List<(double StartSeconds, int First)> _pieces = [];
    private float _lowest;
    private float _highest;
    private int _pending;
    private int _factor = 1;

    /// <summary>Initializes a new instance of the <see cref="LineOverview"/> class.</summary>
    /// <param name="finestSeconds">The length of the bins that come in, in seconds.</param>
    /// <param name="mostBins">The most bins kept, unless there are more gaps than that.</param>
    public LineOverview(double finestSeconds, int mostBins)
    {
        _finestSeconds = finestSeconds;
        _mostBins = mostBins;
    }

    /// <summary>Gets a value indicating whether the bins that came in are all still there.</summary>
    public bool IsFinest => _factor == 1;

    /// <summary>Begins a piece.</summary>
    public void Begin(double startSeconds)
    {
        End();
        _pieces.Add((startSeconds, _minimum.Count));
    }

    /// <summary>Takes in the next bin of the piece, of numbers only.</summary>
    public void Add(float minimum, float maximum)
    {
        (_lowest, _highest) = _pending == 0 ? (minimum, maximum) : (float.MinNative(_lowest, minimum), float.MaxNative(_highest, maximum));
        if (++_pending == _factor)
        {
            Push();
            if (_minimum.Count >= _mostBins && _minimum.Count > 4 * _pieces.Count)
            {
                JoinNeighbours();
            }
        }
    }

    /// <summary>Ends the piece; its last bin may reach beyond its end.</summary>
    public void End()
    {
        if (_pending > 0)
        {
            Push();
        }
    }

    /// <summary>Gives the pieces.</summary>
    public List<TracePiece> Pieces()
    {
        End();
        List<TracePiece> pieces = [];
        for (int i = 0; i < _pieces.Count; i++)
        {
            int count = EndOf(i) - _pieces[i].First;
            if (count > 0)
            {
                pieces.Add(Piece(_pieces[i].StartSeconds, _pieces[i].First, count));
            }
        }

        return pieces;
    }

    /// <summary>Gives the part of the line between two times, in the bins it has; empty where it has none there.</summary>
    public TracePiece Slice(double startSeconds, double endSeconds)
    {
        double binSeconds = _factor * _finestSeconds;
        for (int i = 0; i < _pieces.Count; i++)
        {
            int count = EndOf(i) - _pieces[i].First;
            int from = Math.Max(0, (int)Math.Floor((startSeconds - _pieces[i].StartSeconds) / binSeconds));
            int to = Math.Min(count, (int)Math.Ceiling((endSeconds - _pieces[i].StartSeconds) / binSeconds));
            if (from < to)
            {
                return Piece(_pieces[i].StartSeconds + (from * binSeconds), _pieces[i].First + from, to - from);
            }
        }

        return new TracePiece(startSeconds, binSeconds, [], []);
    }

    private int EndOf(int piece) => piece + 1 < _pieces.Count ? _pieces[piece + 1].First : _minimum.Count;

    private TracePiece Piece(double startSeconds, int first, int count)
    {
        float[] minimum = [.. _minimum.GetRange(first, count)];
        float[] maximum = [.. _maximum.GetRange(first, count)];
        return new TracePiece(startSeconds, _factor * _finestSeconds, minimum, minimum.AsSpan().SequenceEqual(maximum) ? minimum : maximum);
    }

    private void Push()
    {
        _minimum.Add(_lowest);
        _maximum.Add(_highest);
        _pending = 0;
    }

    private void JoinNeighbours()
    {
        int written = 0;
        for (int i = 0; i < _pieces.Count; i++)
        {
            (double startSeconds, int first) = _pieces[i];
            int end = EndOf(i);

            // The half of a bin at the end of the piece that is still growing is kept aside.
            bool isOpen = i == _pieces.Count - 1;
            if (isOpen && (end - first) % 2 != 0)
            {
                end--;
                (_lowest, _highest, _pending) = (_minimum[end], _maximum[end], _factor);
            }

            _pieces[i] = (startSeconds, written);
            for (int bin = first; bin < end; bin += 2)
            {
                int other = Math.Min(bin + 1, end - 1);
                _minimum[written] = Math.Min(_minimum[bin], _minimum[other]);
                _maximum[written++] = Math.Max(_maximum[bin], _maximum[other]);
            }
        }

        _minimum.RemoveRange(written, _minimum.Count - written);
        _maximum.RemoveRange(written, _maximum.Count - written);
        _factor *= 2;
    }
}
