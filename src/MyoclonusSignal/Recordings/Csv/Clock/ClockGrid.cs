namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Tells a gap of a clock from its unevenness: an even grid of sampling intervals follows the clock slowly, and a time
/// that lies behind its place on the grid, and stays behind, comes after a gap.
/// </summary>
internal struct ClockGrid
{
    /// <summary>How many rows a late time has to be made up for by shorter steps.</summary>
    public const int RowsToCatchUp = 32;

    // A few hundred rows: single late rows do not move the grid, a clock that runs a little fast or slow does.
    private const double Gain = 0.01;

    private readonly double _period;
    private readonly double _tolerance;
    private readonly bool _followsSlowly;
    private double _place = double.NaN;

    /// <summary>Initializes a new instance of the <see cref="ClockGrid"/> struct.</summary>
    /// <param name="period">The sampling interval in seconds.</param>
    /// <param name="tolerance">How many seconds late a row may be.</param>
    /// <param name="followsSlowly">Whether times scatter about the grid; if not, each row is the next one's measure.</param>
    public ClockGrid(double period, double tolerance, bool followsSlowly)
    {
        _period = period;
        _tolerance = tolerance;
        _followsSlowly = followsSlowly;
    }

    /// <summary>Takes in the next time; returns true if the clock jumped before it.</summary>
    /// <param name="time">The time in seconds.</param>
    /// <param name="following">The times behind it, as far as they are known; up to <see cref="RowsToCatchUp"/> count.</param>
    public bool IsGapBefore(double time, ReadOnlySpan<double> following)
    {
        if (double.IsNaN(_place))
        {
            _place = time;
            return false;
        }

        double expected = _place + _period;
        double late = time - expected;

        // The places of long clocks are only as exact as a double.
        double tolerance = _tolerance + (1e-12 * Math.Abs(time));
        if (!_followsSlowly)
        {
            _place = time;
            return late > tolerance;
        }

        if (late > tolerance && !IsMadeUpFor(expected, following))
        {
            _place = time;
            return true;
        }

        _place = expected + (Gain * Math.Clamp(late, -tolerance, tolerance));
        return false;
    }

    private readonly bool IsMadeUpFor(double expected, ReadOnlySpan<double> following)
    {
        for (int i = 0; i < Math.Min(following.Length, RowsToCatchUp); i++)
        {
            if (following[i] - expected - ((i + 1) * _period) <= _tolerance)
            {
                return true;
            }
        }

        return false;
    }
}
