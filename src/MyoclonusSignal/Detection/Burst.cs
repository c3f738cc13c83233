namespace MyoclonusSignal.Detection;

/// <summary>One burst of activity, in samples of the detector's input, with its size in the input's unit.</summary>
/// <param name="Start">Index of the first sample of the burst (the onset, refined to the change point).</param>
/// <param name="End">Index of the sample behind the last one (the offset).</param>
/// <param name="Kind">Jerk or contraction, by duration.</param>
/// <param name="PeakIndex">Index of the sample with the largest magnitude.</param>
/// <param name="PeakAmplitude">That magnitude, in the input's unit.</param>
/// <param name="RmsAmplitude">Root mean square over the burst, in the input's unit.</param>
/// <param name="Area">Area under the rectified burst, in the input's unit times seconds.</param>
/// <param name="FloorRms">Root mean square of the noise floor around the burst, in the input's unit.</param>
/// <param name="SnrDb">Power of the burst over the power of the noise floor, in decibels.</param>
/// <param name="RiseSeconds">
/// Time in seconds from the onset to where the moving root mean square (over half of
/// <see cref="JerkDetectorOptions.ScaleSeconds"/>) first reaches 90 % of its largest value; NaN for a contraction.
/// </param>
/// <param name="MeanFrequencyHz">
/// Mean of the frequency weighted by the power spectrum of the burst, in Hz (of the conditioned signal, noise included).
/// </param>
/// <param name="OnsetUncertaintySeconds">Half the width of the central 68 % of the onset's likelihood, in seconds; NaN for a contraction.</param>
/// <param name="OffsetUncertaintySeconds">The same of the offset.</param>
/// <param name="Rejection">Why it is no jerk and no contraction, or <see cref="BurstRejection.None"/>.</param>
public readonly record struct Burst(
    long Start,
    long End,
    BurstKind Kind,
    long PeakIndex,
    double PeakAmplitude,
    double RmsAmplitude,
    double Area,
    double FloorRms,
    double SnrDb,
    double RiseSeconds,
    double MeanFrequencyHz,
    double OnsetUncertaintySeconds,
    double OffsetUncertaintySeconds,
    BurstRejection Rejection)
{
    /// <summary>Gets the number of samples of the burst.</summary>
    public long Length => End - Start;
}
