namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>The judgement on one loop.</summary>
/// <param name="Name">Name of the loop.</param>
/// <param name="Measurement">What was measured last.</param>
/// <param name="Limit">The most that its time may be; <see langword="null"/> where no limit is kept.</param>
/// <param name="MeasurementCount">How often the loop was measured until it passed, or was given up.</param>
internal sealed record LoopResult(string Name, LoopMeasurement Measurement, LoopLimit? Limit, int MeasurementCount)
{
    /// <summary>Gets a value indicating whether the loop is as fast as its limits ask for. NaN is not.</summary>
    public bool IsFastEnough => Limit is not null && Measurement.RatioToNaive <= Limit.ToNaiveHere && Measurement.RatioToCopy <= Limit.ToCopy;

    /// <summary>Gets a value indicating whether the loop passes.</summary>
    public bool IsOk => IsFastEnough && Measurement.BytesPerBlock == 0;

    /// <summary>Gets <c>ok</c>, or why the loop fails.</summary>
    public string Verdict => IsOk ? "ok"
        : Limit is null ? "FAIL: no limit"
        : Measurement.BytesPerBlock > 0 ? "FAIL: allocates"
        : "FAIL: slow";
}
