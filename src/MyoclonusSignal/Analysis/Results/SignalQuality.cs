namespace MyoclonusSignal.Analysis;

/// <summary>How good one channel's signal is. Fractions are of all its samples.</summary>
/// <param name="SampleCount">The number of samples, missing ones included.</param>
/// <param name="MissingFraction">Fraction of samples that are missing.</param>
/// <param name="ClippedFraction">Fraction of samples in runs of three or more at the largest or the smallest value of the recording.</param>
/// <param name="FlatFraction">Fraction of samples in stretches of half a second or more without any change.</param>
/// <param name="LineNoiseDb">Power at the mains frequency over the power beside it, before any notch, in decibels; <see langword="null"/> where it cannot be told.</param>
/// <param name="NoiseFloorRms">Median root mean square of the noise floor after conditioning, in the channel's unit; <see langword="null"/> where nothing was detected in.</param>
public sealed record SignalQuality(
    long SampleCount,
    double MissingFraction,
    double ClippedFraction,
    double FlatFraction,
    double? LineNoiseDb,
    double? NoiseFloorRms)
{
    /// <summary>Gets a value indicating whether nothing was recorded: every sample that is there has one and the same value.</summary>
    public bool IsDead => FlatFraction > 0 && FlatFraction + MissingFraction > 1 - 1e-9;
}
