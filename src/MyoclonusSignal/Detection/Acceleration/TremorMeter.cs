using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Tells where a limb shakes steadily, and what it does there that its shaking does not foretell: each sample is predicted from those of
/// the last quarter of a second (linear prediction, Makhoul (1975), doi:10.1109/PROC.1975.9792), as one or two oscillations can be and a
/// jerk cannot. A high-pass filter would leave the tremors of 6 to 8 Hz, among whose frequencies jerks have theirs.
/// </summary>
/// <remarks>All axes have the same prediction, as they shake at the same frequencies. Nothing is allocated after construction.</remarks>
internal sealed class TremorMeter
{
    // Two oscillations need four lags; twice as many average the noise. Eight times 30 ms are one to two cycles.
    private const int Order = 8;
    private const int Terms = (Order + 1) * (Order + 2) / 2;
    private const double LagSeconds = 0.03;

    // Sums over more samples a second than this tell no more of what lies below 10 Hz.
    private const double SummedRate = 100;

    // Of nine cells those that are foretold best, which hold no jerk: jerks two seconds apart leave four.
    private const double KeptPart = 0.45;
    private const int LeastCells = 3;
    private const int Passes = 3;

    // Added to the power of each lag, so that lags that are alike share what they foretell.
    private const double Ridge = 1e-4;

    // The power of the movement over that of what is not foretold.
    private const double LeastGain = 5;

    // The least over the largest power of the kept cells: a tremor waxes and wanes, what a limb rings after a jerk dies away.
    private const double LeastSteadiness = 0.05;

    // Beside slow movement, whose own fast part is foretold too, but comes and goes with each reach and is slower than a tremor.
    private const double LeastMovingSteadiness = 0.15;
    private const double LeastMovingGain = 8;
    private const double LeastMovingHz = 3.5;

    private readonly MovementSignal _signal;
    private readonly double[] _sums;
    private readonly double[] _total = new double[Terms];
    private readonly double[] _matrix = new double[Order * Order];
    private readonly double[] _weights = new double[Order];
    private readonly double[] _lagged = new double[Order + 1];
    private readonly double[] _left = new double[(2 * MovementSignal.NeighbourCells) + 1];
    private readonly double[] _sorted = new double[(2 * MovementSignal.NeighbourCells) + 1];
    private readonly int _cells;
    private readonly int _lag;
    private readonly int _stride;
    private long _summedCells;

    /// <summary>Initializes a new instance of the <see cref="TremorMeter"/> class.</summary>
    /// <param name="signal">The sensor.</param>
    public TremorMeter(MovementSignal signal)
    {
        _signal = signal;
        _cells = (4 * MovementSignal.NeighbourCells) + 1;
        _sums = new double[_cells * Terms];
        _lag = Math.Max(1, (int)Math.Round(LagSeconds * signal.SampleRate));
        _stride = Math.Max(1, (int)(signal.SampleRate / SummedRate));
    }

    /// <summary>Gets the root mean square of what is not foretold, where there is no jerk.</summary>
    public double UnforetoldRms { get; private set; }

    /// <summary>Gets the root mean square of the movement where there is no jerk.</summary>
    public double Rms { get; private set; }

    /// <summary>Begins a new segment.</summary>
    public void Reset() => _summedCells = 0;

    /// <summary>Learns the shaking in the cells around one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isMoving">Whether slow movement prevails there.</param>
    /// <returns>Whether the limb shakes there steadily.</returns>
    public bool Learn(long cell, bool isMoving)
    {
        long first = Math.Max(0, cell - MovementSignal.NeighbourCells);
        long end = Math.Min(_signal.Cells, cell + MovementSignal.NeighbourCells + 1);
        for (; _summedCells < end; _summedCells++)
        {
            Sum(_summedCells);
        }

        int count = (int)(end - first);
        int kept = (int)Math.Ceiling(KeptPart * count);
        if (kept < LeastCells)
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            _left[i] = SumsOf(first + i)[0];
        }

        for (int pass = 0; pass < Passes; pass++)
        {
            if (!Fit(first, count, Limit(count, kept)))
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                _left[i] = Left(SumsOf(first + i));
            }
        }

        return IsSteady(first, count, Limit(count, kept), isMoving);
    }

    /// <summary>
    /// Gives the magnitude of what is not foretold at a sample, but no more than the whole: a jerk spoils what is foretold after it.
    /// </summary>
    public double Unforetold(long sample)
    {
        if (sample < (long)Order * _lag)
        {
            return 0;
        }

        double square = 0;
        for (int axis = 0; axis < _signal.Axes; axis++)
        {
            double left = _signal.WholeAlong(axis, sample);
            for (int k = 0; k < Order; k++)
            {
                left -= _weights[k] * _signal.WholeAlong(axis, sample - ((k + 1) * _lag));
            }

            square += left * left;
        }

        return Math.Min(Math.Sqrt(square), _signal.Whole(sample));
    }

    private Span<double> SumsOf(long cell) => _sums.AsSpan((int)(cell % _cells) * Terms, Terms);

    /// <summary>Gives what the cells that are kept leave at most.</summary>
    private double Limit(int count, int kept)
    {
        _left.AsSpan(0, count).CopyTo(_sorted);
        return Selection.Nth(_sorted.AsSpan(0, count), kept - 1);
    }

    /// <summary>Sums the products of the samples of a cell with those before them.</summary>
    private void Sum(long cell)
    {
        Span<double> sums = SumsOf(cell);
        sums.Clear();
        long first = Math.Max((long)Order * _lag, cell * _signal.CellSamples);
        long end = Math.Min(_signal.Count, (cell + 1) * _signal.CellSamples);
        int number = 0;
        for (long sample = first; sample < end; sample += _stride, number++)
        {
            for (int axis = 0; axis < _signal.Axes; axis++)
            {
                int at = 0;
                for (int i = 0; i <= Order; i++)
                {
                    double value = _signal.WholeAlong(axis, sample - (i * _lag));
                    _lagged[i] = value;
                    for (int k = 0; k <= i; k++)
                    {
                        sums[at++] += value * _lagged[k];
                    }
                }
            }
        }

        foreach (ref double sum in sums)
        {
            sum /= Math.Max(1, number);
        }
    }

    /// <summary>Fits the prediction to the cells that are no larger than a limit, by least squares.</summary>
    private bool Fit(long first, int count, double limit)
    {
        Array.Clear(_total);
        for (int i = 0; i < count; i++)
        {
            if (_left[i] <= limit)
            {
                Span<double> sums = SumsOf(first + i);
                for (int term = 0; term < Terms; term++)
                {
                    _total[term] += sums[term];
                }
            }
        }

        if (_total[0] <= 0)
        {
            return false;
        }

        for (int i = 0; i < Order; i++)
        {
            int row = (i + 1) * (i + 2) / 2;
            _weights[i] = _total[row];
            for (int k = 0; k <= i; k++)
            {
                _matrix[(i * Order) + k] = _total[row + k + 1];
            }

            _matrix[(i * Order) + i] += Ridge * _total[0];
        }

        Cholesky.Factor(_matrix, Order);
        Cholesky.Solve(_matrix, _weights);
        return true;
    }

    /// <summary>Gives the power of what is not foretold.</summary>
    private double Left(ReadOnlySpan<double> sums)
    {
        double power = 0;
        int at = 0;
        for (int i = 0; i <= Order; i++)
        {
            double outer = i == 0 ? 1 : -_weights[i - 1];
            for (int k = 0; k <= i; k++)
            {
                double inner = k == 0 ? 1 : -_weights[k - 1];
                power += (i == k ? 1 : 2) * outer * inner * sums[at++];
            }
        }

        return Math.Max(0, power);
    }

    private bool IsSteady(long first, int count, double limit, bool isMoving)
    {
        double left = 0;
        double whole = 0;
        double lagged = 0;
        double least = double.PositiveInfinity;
        double most = 0;
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (_left[i] <= limit)
            {
                double power = SumsOf(first + i)[0];
                left += _left[i];
                whole += power;
                lagged += SumsOf(first + i)[1];
                (least, most) = (Math.Min(least, power), Math.Max(most, power));
                kept++;
            }
        }

        (UnforetoldRms, Rms) = (Math.Sqrt(left / kept), Math.Sqrt(whole / kept));
        if (!isMoving)
        {
            return whole >= LeastGain * left && least >= LeastSteadiness * most;
        }

        // Of one oscillation the correlation at a lag is the cosine of its phase.
        double hertz = whole > 0 ? Math.Acos(Math.Clamp(lagged / whole, -1, 1)) * _signal.SampleRate / (Math.Tau * _lag) : 0;
        return whole >= LeastMovingGain * left && least >= LeastMovingSteadiness * most && hertz >= LeastMovingHz;
    }
}
