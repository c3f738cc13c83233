namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Tells a gap of a clock that stands still for many rows from its ticks: the rows follow each other on an even grid, of which
/// the clock shows the last tick passed. A tick that comes more than half of one too early has a gap before it.
/// </summary>
/// <param name="period">The sampling interval in seconds.</param>
/// <param name="tickSeconds">The length of a tick.</param>
/// <param name="tolerance">How many seconds too early a tick may come.</param>
internal sealed class TickGrid(double period, double tickSeconds, double tolerance)
{
    private double _place = double.NaN;

    /// <summary>Gets where the row last taken in lies on the grid, in seconds of the clock.</summary>
    public double Place => _place;

    /// <summary>Takes in the next time; returns true if the clock jumped before it.</summary>
    /// <param name="time">The time in seconds.</param>
    /// <param name="following">The times behind it; where the next tick is among them, they tell where in its own the row lies.</param>
    public bool IsGapBefore(double time, ReadOnlySpan<double> following)
    {
        if (double.IsNaN(_place))
        {
            _place = Start(time, following);
            return false;
        }

        double expected = _place + period;
        if (time - expected > tolerance + (1e-12 * Math.Abs(time)))
        {
            _place = Math.Max(expected, Start(time, following));
            return true;
        }

        // A row cannot lie before the tick that it shows, nor behind the next one.
        _place = Math.Clamp(expected, time, time + tickSeconds);
        return false;
    }

    /// <summary>The place of the first row of a stretch: counted back from the next tick, if that is one tick later.</summary>
    private double Start(double time, ReadOnlySpan<double> following)
    {
        int rows = following.IndexOfAnyExcept(time);
        return rows < 0 || following[rows] > time + (1.5 * tickSeconds)
            ? time
            : Math.Clamp(following[rows] - ((rows + 1) * period), time, time + tickSeconds);
    }
}
