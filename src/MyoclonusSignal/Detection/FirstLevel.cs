namespace MyoclonusSignal.Detection;

/// <summary>The level that is there from the first sample on, as long as it may turn out to have been activity.</summary>
/// <param name="floor">The level of each cell.</param>
/// <param name="ratio">How many times the power must change to be another level.</param>
/// <param name="leastEvenness">How even activity is at least; less is a train of bursts.</param>
/// <param name="longestSeconds">What lasts longer is the noise.</param>
internal sealed class FirstLevel(NoiseFloor floor, double ratio, double leastEvenness, double longestSeconds)
{
    // What comes down within so many cells, of some 0.3 s, was activity; a slower fall is the noise's.
    private const int FallCells = (2 * NoiseFloor.NeighbourCells) + 1;

    /// <summary>Gets a value indicating whether that level still lasts.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Gets its power in the first cell.</summary>
    public double Power { get; private set; }

    public void Reset() => IsOpen = true;

    public void Close() => IsOpen = false;

    /// <summary>Looks at the next cell: tells whether the level falls there, and whether it goes on.</summary>
    public bool Falls(long cell, double seconds)
    {
        if (!IsOpen)
        {
            return false;
        }

        double level = floor.Power(cell);
        Power = cell == 0 ? level : Power;
        bool hasFallen = ratio * level <= floor.Power(Math.Max(0, cell - FallCells));
        IsOpen = !hasFallen && level < ratio * Power && seconds <= longestSeconds && floor.Evenness(cell) >= leastEvenness;
        return hasFallen;
    }
}
