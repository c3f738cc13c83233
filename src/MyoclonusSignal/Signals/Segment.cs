namespace MyoclonusSignal.Signals;

/// <summary>A stretch of samples without a gap, as the half-open interval [<see cref="Start"/>, <see cref="End"/>).</summary>
/// <param name="Start">Index of the first sample.</param>
/// <param name="End">Index of the sample behind the last one.</param>
public readonly record struct Segment(long Start, long End)
{
    /// <summary>Gets the number of samples.</summary>
    public long Length => End - Start;

    /// <summary>Returns true if a sample index lies inside the segment.</summary>
    /// <param name="index">A sample index.</param>
    public bool Contains(long index) => index >= Start && index < End;
}
