namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>What one interleaved run of a loop, its naive twin and the copy gave.</summary>
/// <param name="LoopNanoseconds">Time of the loop in ns a sample.</param>
/// <param name="NaiveNanoseconds">Time of the naive twin in ns a sample.</param>
/// <param name="CopyNanoseconds">Time of the copy in ns a sample.</param>
/// <param name="BytesPerBlock">The most bytes that one call of the warm loop allocated.</param>
internal readonly record struct LoopMeasurement(
    double LoopNanoseconds, double NaiveNanoseconds, double CopyNanoseconds, long BytesPerBlock)
{
    /// <summary>Gets the time of the loop over that of its naive twin: what the limit is for.</summary>
    public double RatioToNaive => LoopNanoseconds / NaiveNanoseconds;

    /// <summary>Gets the time of the loop over that of the copy.</summary>
    public double RatioToCopy => LoopNanoseconds / CopyNanoseconds;
}
