namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>The judgement on one loop.</summary>
/// <param name="Name">Name of the loop.</param>
/// <param name="Measurement">What was measured last.</param>
/// <param name="Limit">The most that the ratio to the naive twin may be; <see langword="null"/> where none is kept.</param>
/// <param name="MeasurementCount">How often the loop was measured until it passed, or was given up.</param>
internal sealed record LoopResult(string Name, LoopMeasurement Measurement, double? Limit, int MeasurementCount)
{
    /// <summary>Gets a value indicating whether the loop is as fast as its limit asks for. NaN is not.</summary>
    public bool IsFastEnough => Limit is double limit && Measurement.RatioToNaive <= limit;

    /// <summary>Gets a value indicating whether the loop passes.</summary>
    public bool IsOk => IsFastEnough && Measurement.BytesPerBlock == 0;

    /// <summary>Gets <c>ok</c>, or why the loop fails.</summary>
    public string Verdict => IsOk ? "ok"
        : Limit is null ? "FAIL: no limit"
        : Measurement.BytesPerBlock > 0 ? "FAIL: allocates"
        : "FAIL: slow";
}
