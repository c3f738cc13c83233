using System.Numerics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Weighs the directions of a sensor against what the steps of the nearby cells do in them (the distance of Mahalanobis (1936)): the
/// impacts of steps come along much the same line, a jerk comes along a line of its own and stands out beside them.
/// </summary>
/// <remarks>The weighted magnitude is scaled so that the typical peak of the cells is what it is without weights.</remarks>
internal sealed class StepWeights
{
    /// <summary>Cells on either side of which magnitudes are asked for: three strides at the slowest cadence.</summary>
    public const int KnownCells = 8;

    // Of the largest power of a direction, added to each: no direction counts more than 1/√0.03 = 6 times another.
    private const double LeastShare = 0.03;

    // Jerks are in some of the cells. The spread of all of them, then twice that of the half that stands out least by the last one
    // (the concentration step of Rousseeuw and van Driessen (1999), doi:10.1080/00401706.1999.10485670), has no jerk in it.
    private const int Passes = 3;

    private readonly MovementSignal _signal;
    private readonly double[] _weighted;
    private readonly double[] _spread;
    private readonly double[] _root;
    private readonly double[] _peaks = new double[(2 * MovementSignal.NeighbourCells) + 1];
    private readonly double[] _sorted = new double[(2 * MovementSignal.NeighbourCells) + 1];
    private readonly double[] _projected;
    private readonly int _mask;
    private double _scale = 1;

    /// <summary>Initializes a new instance of the <see cref="StepWeights"/> class.</summary>
    /// <param name="signal">The sensor.</param>
    public StepWeights(MovementSignal signal)
    {
        _signal = signal;
        _spread = new double[signal.Axes * signal.Axes];
        _root = new double[signal.Axes * signal.Axes];
        _projected = new double[signal.Axes];
        _weighted = new double[BitOperations.RoundUpToPowerOf2((uint)((2 * (KnownCells + 1)) * signal.CellSamples))];
        _mask = _weighted.Length - 1;
    }

    /// <summary>Learns what the directions weigh in the cells around one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="typicalPeak">The median of the peaks of the cells around it.</param>
    public void Learn(long cell, double typicalPeak)
    {
        long first = Math.Max(0, cell - MovementSignal.NeighbourCells);
        long end = Math.Min(_signal.Cells, cell + MovementSignal.NeighbourCells + 1);
        Array.Clear(_root);
        double middle = MiddlePeak(first, end);
        for (int pass = 0; pass < Passes && _signal.Axes > 1 && LearnRoot(first, end, middle); pass++)
        {
            middle = MiddlePeak(first, end);
        }

        _scale = middle > 0 ? typicalPeak / middle : 1;
    }

    /// <summary>Weighs what is known of a cell and of the strides beside it.</summary>
    public void Weigh(long cell)
    {
        long end = Math.Min(_signal.Count, (cell + KnownCells + 1) * _signal.CellSamples);
        for (long sample = Math.Max(0, (cell - KnownCells) * _signal.CellSamples); sample < end; sample++)
        {
            _weighted[(int)sample & _mask] = _scale * Weighted(sample);
        }
    }

    /// <summary>Gives the weighted magnitude at a sample of the cells that were weighed.</summary>
    public double Magnitude(long sample) => _weighted[(int)sample & _mask];

    /// <summary>Takes the Cholesky factor of the spread of the directions in the cells whose peaks are no larger than the middle one.</summary>
    private bool LearnRoot(long firstCell, long endCell, double middlePeak)
    {
        int axes = _signal.Axes;
        Array.Clear(_spread);
        for (long cell = firstCell; cell < endCell; cell++)
        {
            if (_peaks[cell - firstCell] > middlePeak)
            {
                continue;
            }

            long end = Math.Min(_signal.Count, (cell + 1) * _signal.CellSamples);
            for (long sample = cell * _signal.CellSamples; sample < end; sample++)
            {
                for (int i = 0; i < axes; i++)
                {
                    for (int k = 0; k <= i; k++)
                    {
                        _spread[(i * axes) + k] += _signal.FastAlong(i, sample) * _signal.FastAlong(k, sample);
                    }
                }
            }
        }

        double trace = 0;
        for (int i = 0; i < axes; i++)
        {
            trace += _spread[(i * axes) + i];
        }

        _spread.CopyTo(_root, 0);
        for (int i = 0; i < axes; i++)
        {
            _root[(i * axes) + i] += LeastShare * trace;
        }

        Cholesky.Factor(_root, axes);
        _root[0] = trace > 0 ? _root[0] : 0;
        return trace > 0;
    }

    private double Weighted(long sample)
    {
        if (_root[0] <= 0)
        {
            return _signal.Fast(sample);
        }

        for (int i = 0; i < _projected.Length; i++)
        {
            _projected[i] = _signal.FastAlong(i, sample);
        }

        Cholesky.SolveLower(_root, _projected);
        double square = 0;
        foreach (double along in _projected)
        {
            square += along * along;
        }

        return Math.Sqrt(square);
    }

    /// <summary>Takes the largest magnitude of each cell, and gives the middle one.</summary>
    private double MiddlePeak(long firstCell, long endCell)
    {
        int count = (int)(endCell - firstCell);
        for (int i = 0; i < count; i++)
        {
            long end = Math.Min(_signal.Count, (firstCell + i + 1) * _signal.CellSamples);
            double peak = 0;
            for (long sample = (firstCell + i) * _signal.CellSamples; sample < end; sample++)
            {
                peak = Math.Max(peak, Weighted(sample));
            }

            _peaks[i] = peak;
        }

        _peaks.AsSpan(0, count).CopyTo(_sorted);
        return Selection.Nth(_sorted.AsSpan(0, count), (count - 1) / 2);
    }
}
