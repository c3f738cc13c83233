namespace MyoclonusSignal.Analysis.Traces;

/// <summary>A stretch of a line without a gap: the smallest and the largest value in each of many bins of equal length.</summary>
/// <param name="StartSeconds">Where the first bin begins, in seconds on the recording's clock.</param>
/// <param name="BinSeconds">The length of a bin in seconds.</param>
/// <param name="Minimum">The smallest value in each bin.</param>
/// <param name="Maximum">The largest value in each bin; as many as of <paramref name="Minimum"/>, and the same array where a bin is one value.</param>
public sealed record TracePiece(double StartSeconds, double BinSeconds, IReadOnlyList<float> Minimum, IReadOnlyList<float> Maximum)
{
    /// <summary>Gets the number of bins.</summary>
    public int Count => Minimum.Count;

    /// <summary>Gets where the last bin ends, in seconds on the recording's clock.</summary>
    public double EndSeconds => StartSeconds + (Count * BinSeconds);
}
