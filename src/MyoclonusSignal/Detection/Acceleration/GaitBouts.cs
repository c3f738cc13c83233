namespace MyoclonusSignal.Detection;

/// <summary>Joins the cells that hold steps to stretches of walking.</summary>
internal sealed class GaitBouts
{
    // Five cells are some 4 s, seven steps: fewer are not called walking.
    private const int LeastCells = 5;

    private readonly List<GaitBout> _found = [];
    private long _start;
    private int _cells;
    private double _sum;

    /// <summary>Gets the stretches that have ended.</summary>
    public IReadOnlyList<GaitBout> Found => _found;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _found.Clear();
        _cells = 0;
    }

    /// <summary>Takes in the next cell.</summary>
    /// <param name="start">Its first sample.</param>
    /// <param name="cadenceHz">The steps a second in it, or 0.</param>
    public void Add(long start, double cadenceHz)
    {
        if (cadenceHz <= 0)
        {
            End(start);
            return;
        }

        if (_cells++ == 0)
        {
            _start = start;
            _sum = 0;
        }

        _sum += cadenceHz;
    }

    /// <summary>Ends the stretch that goes on.</summary>
    public void End(long end)
    {
        if (_cells >= LeastCells)
        {
            _found.Add(new GaitBout(_start, end, _sum / _cells));
        }

        _cells = 0;
    }
}

/// <summary>A stretch of steps.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="End">The sample behind its last one.</param>
/// <param name="CadenceHz">The steps a second, the mean over the stretch.</param>
internal readonly record struct GaitBout(long Start, long End, double CadenceHz);
