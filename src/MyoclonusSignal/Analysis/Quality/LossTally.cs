namespace MyoclonusSignal.Analysis;

/// <summary>How many losses a channel has, how long they are and where the first of them lie.</summary>
internal sealed class LossTally
{
    private const int MostPlaces = 20;

    private readonly List<double> _places = [];

    /// <summary>Gets the number of losses that have ended.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the length of the shortest and of the longest loss in seconds.</summary>
    public (double Shortest, double Longest) Lengths { get; private set; } = (double.PositiveInfinity, 0);

    /// <summary>Gets where the first twenty losses begin, in seconds to the microsecond.</summary>
    public IReadOnlyList<double> Places => _places;

    /// <summary>Gets where the last loss ends, in seconds.</summary>
    public double LastEndSeconds { get; private set; }

    /// <summary>Adds a loss.</summary>
    /// <param name="start">The time of its first sample in seconds.</param>
    /// <param name="end">The time behind its last sample.</param>
    /// <param name="length">Its length in seconds.</param>
    public void Add(double start, double end, double length)
    {
        Count++;
        Lengths = (Math.Min(Lengths.Shortest, length), Math.Max(Lengths.Longest, length));
        LastEndSeconds = Math.Round(end, 6);
        if (_places.Count < MostPlaces)
        {
            _places.Add(Math.Round(start, 6));
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        (Count, Lengths) = (0, (double.PositiveInfinity, 0));
        _places.Clear();
    }
}
