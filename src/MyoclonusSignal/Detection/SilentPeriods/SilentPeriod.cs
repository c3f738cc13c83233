namespace MyoclonusSignal.Detection;

/// <summary>One silent period inside a contraction (a negative jerk), in samples of the detector's input.</summary>
/// <param name="Start">Index of the first sample of the silence: where the activity has fallen to half its amplitude.</param>
/// <param name="End">Index of the sample behind the last one.</param>
/// <param name="DeepestIndex">Index of the sample in the middle of the weakest stretch of at most 20 ms.</param>
/// <param name="PeakAmplitude">Largest magnitude inside the silence, in the input's unit.</param>
/// <param name="RmsAmplitude">Root mean square inside the silence, away from its edges, in the input's unit.</param>
/// <param name="Area">Area under the rectified signal inside the silence, in the input's unit times seconds.</param>
/// <param name="TonicRms">Root mean square of the contraction around it, the weaker of both sides, in the input's unit.</param>
/// <param name="RestRms">Root mean square of the muscle at rest, in the input's unit; NaN where no rest was seen.</param>
/// <param name="DepthDb">Power inside over the power of the contraction around it, in decibels: negative.</param>
/// <param name="OnsetUncertaintySeconds">Half the width of the central 68 % of the onset's likelihood, in seconds.</param>
/// <param name="OffsetUncertaintySeconds">The same of the offset.</param>
public readonly record struct SilentPeriod(
    long Start,
    long End,
    long DeepestIndex,
    double PeakAmplitude,
    double RmsAmplitude,
    double Area,
    double TonicRms,
    double RestRms,
    double DepthDb,
    double OnsetUncertaintySeconds,
    double OffsetUncertaintySeconds)
{
    /// <summary>Gets the number of samples of the silence.</summary>
    public long Length => End - Start;
}
