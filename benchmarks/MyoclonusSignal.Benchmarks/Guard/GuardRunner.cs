namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>Judges hot loops: none may be slower than its limits, against its naive twin and against the copy, and none may allocate.</summary>
/// <param name="time">The clock.</param>
/// <param name="limits">The limits of each loop by its name.</param>
internal sealed class GuardRunner(TimeProvider time, IReadOnlyDictionary<string, LoopLimit> limits)
{
    /// <summary>How often a failing loop is measured again: a machine with neighbours may have had a bad moment.</summary>
    public const int MostRepeats = 3;

    private readonly LoopTimer _timer = new(time);

    public IReadOnlyList<LoopResult> Run(IReadOnlyList<HotLoop> loops)
    {
        foreach (HotLoop loop in loops)
        {
            _timer.Warm(loop);
        }

        return [.. loops.Select(Judge)];
    }

    private LoopResult Judge(HotLoop loop)
    {
        LoopLimit? limit = limits.GetValueOrDefault(loop.Name);
        LoopResult result = new(loop.Name, _timer.Measure(loop), limit, 1);
        while (limit is not null && !result.IsOk && result.MeasurementCount <= MostRepeats)
        {
            result = result with
            {
                Measurement = _timer.Measure(loop),
                MeasurementCount = result.MeasurementCount + 1,
            };
        }

        return result;
    }
}
