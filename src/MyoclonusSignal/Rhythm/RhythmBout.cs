namespace MyoclonusSignal.Rhythm;

/// <summary>A stretch of time in which the rhythm was present.</summary>
/// <param name="StartSeconds">Start, in seconds from the first sample.</param>
/// <param name="EndSeconds">End, in seconds from the first sample.</param>
/// <param name="FrequencyHz">Mean frequency within the bout, in Hz.</param>
public readonly record struct RhythmBout(double StartSeconds, double EndSeconds, double FrequencyHz)
{
    /// <summary>Gets the length in seconds.</summary>
    public double DurationSeconds => EndSeconds - StartSeconds;
}
