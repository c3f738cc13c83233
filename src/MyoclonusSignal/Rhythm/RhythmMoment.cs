namespace MyoclonusSignal.Rhythm;

/// <summary>What <see cref="RhythmMonitor"/> says of the stretch of samples that ends at a moment.</summary>
/// <param name="EndSample">The index of the sample behind the stretch, counted from the first one.</param>
/// <param name="IsRhythmic">The decision on this stretch alone, as <see cref="RhythmEstimator"/> makes it.</param>
/// <param name="IsOn">The same with hysteresis, so that a rhythm near the threshold does not flicker.</param>
/// <param name="FrequencyHz">The frequency of the strongest peak, between the bins; NaN where the samples do not change.</param>
/// <param name="PValue">The probability of so strong a peak without a rhythm, where 10⁻¹⁵ means that or less; NaN where the samples do not change.</param>
/// <param name="ProminenceDb">How far the peak rises above its flanks, in dB; NaN where the samples do not change.</param>
public readonly record struct RhythmMoment(
    long EndSample, bool IsRhythmic, bool IsOn, double FrequencyHz, double PValue, double ProminenceDb);
