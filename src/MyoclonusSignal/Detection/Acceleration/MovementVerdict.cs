namespace MyoclonusSignal.Detection;

/// <summary>What is decided of a cell of a moving sensor.</summary>
internal readonly record struct MovementVerdict(bool IsMoving, double CadenceHz, double LowerPeak, double MiddlePeak, double Median)
{
    // Of noise alone the largest of a cell is 1.9 to 2.4 times the median.
    private const double BusyRatio = 3;

    public bool IsWalking { get; init; }

    /// <summary>Gets a value indicating whether the limb shakes steadily, and does not walk.</summary>
    public bool IsTrembling { get; init; }

    /// <summary>Gets a value indicating whether what moves the limb moves it in all cells around alike.</summary>
    public bool IsSustained { get; init; }

    /// <summary>Gets the root mean square of the shaking.</summary>
    public double TremorRms { get; init; }

    /// <summary>Gets the root mean square of what the shaking does not foretell.</summary>
    public double UnforetoldRms { get; init; }

    /// <summary>Gets a value indicating whether the limb neither moves slowly nor walks nor shakes steadily: it rests, or something jolts it.</summary>
    public bool IsAtRest => !IsMoving && !IsWalking && !IsTrembling;

    /// <summary>Gets the median of the peaks around where the steps are.</summary>
    public double StepPeak { get; init; }

    /// <summary>Gets what the cells around it reach without a jerk.</summary>
    public double TypicalPeak => IsWalking ? StepPeak : LowerPeak;

    /// <summary>Gets a value indicating whether something else than noise is above the band of voluntary movement around it.</summary>
    public bool IsBusy => TypicalPeak > BusyRatio * Median;
}
