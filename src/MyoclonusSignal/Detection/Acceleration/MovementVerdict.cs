namespace MyoclonusSignal.Detection;

/// <summary>What is decided of a cell of a moving sensor.</summary>
internal readonly record struct MovementVerdict(bool IsMoving, double CadenceHz, double LowerPeak, double MiddlePeak, double Median)
{
    public bool IsWalking { get; init; }

    /// <summary>Gets the median of the peaks around where the steps are.</summary>
    public double StepPeak { get; init; }

    /// <summary>Gets what the cells around it reach without a jerk.</summary>
    public double TypicalPeak => IsWalking ? StepPeak : LowerPeak;
}
