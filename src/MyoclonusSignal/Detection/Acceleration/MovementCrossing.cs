namespace MyoclonusSignal.Detection;

/// <summary>What stands above a level, with pauses that are too short to end it.</summary>
internal struct MovementCrossing
{
    public bool IsOpen { get; private set; }

    public long First { get; private set; }

    public long Last { get; private set; }

    public double Peak { get; private set; }

    /// <summary>Gets the median around it.</summary>
    public double Median { get; private set; }

    /// <summary>Gets what else is there beside it.</summary>
    public double Background { get; private set; }

    public void Add(long sample, double value, double median, double background)
    {
        if (!IsOpen)
        {
            (IsOpen, First, Peak, Median, Background) = (true, sample, 0, median, background);
        }

        Last = sample;
        Peak = Math.Max(Peak, value);
    }

    public void Join(in MovementCrossing next)
    {
        Last = next.Last;
        Peak = Math.Max(Peak, next.Peak);
    }
}
