namespace MyoclonusSignal.Rhythm;

/// <summary>A stretch of time in which the rhythm was present.</summary>
/// <param name="StartSeconds">Start, in seconds from the first sample.</param>
/// <param name="EndSeconds">End, in seconds from the first sample.</param>
/// <param name="FrequencyHz">Mean frequency within the bout, in Hz.</param>
public readonly record struct RhythmBout(double StartSeconds, double EndSeconds, double FrequencyHz)
{
    /// <summary>Gets the length in seconds.</summary>
    public double DurationSeconds => EndSeconds - StartSeconds;

    /// <summary>
    /// Gets how strong the rhythm was: the power of its fundamental over the background of the moment, in dB; NaN where the
    /// bout is too short to follow.
    /// </summary>
    public double StrengthDb { get; init; } = double.NaN;

    /// <summary>
    /// Gets the amplitude of the fundamental (half of peak to peak), in the unit of the samples, along the principal axis where
    /// there are several; the background's share is taken off. NaN where the bout is too short to follow.
    /// </summary>
    public double Amplitude { get; init; } = double.NaN;

    /// <summary>Gets how much the frequency changes, in Hz per minute; NaN where the bout is shorter than ten seconds.</summary>
    public double DriftHzPerMinute { get; init; } = double.NaN;

    /// <summary>Gets the same on another clock and with another amplitude.</summary>
    internal RhythmBout Shifted(double seconds, double amplitudeFactor) => this with
    {
        StartSeconds = StartSeconds + seconds,
        EndSeconds = EndSeconds + seconds,
        Amplitude = Amplitude * amplitudeFactor,
    };
}
