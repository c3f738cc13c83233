namespace MyoclonusSignal.Analysis;

/// <summary>A stretch of a channel in which the signal is not what the electrodes saw.</summary>
/// <param name="StartSeconds">Where it begins, in seconds from the recording's first sample.</param>
/// <param name="DurationSeconds">Its duration in seconds.</param>
/// <param name="EventCount">How many events overlap it; of a stretch at a rail their amplitudes are too small.</param>
public readonly record struct QualityPlace(double StartSeconds, double DurationSeconds, int EventCount);
