namespace MyoclonusSignal.Sleep;

/// <summary>A stretch of one sleep stage.</summary>
/// <param name="OnsetSeconds">Its start in seconds from the recording's first sample.</param>
/// <param name="DurationSeconds">Its length in seconds.</param>
/// <param name="Stage">The stage.</param>
public readonly record struct SleepEpoch(double OnsetSeconds, double DurationSeconds, SleepStage Stage)
{
    /// <summary>Gets its end in seconds.</summary>
    public double EndSeconds => OnsetSeconds + DurationSeconds;
}
