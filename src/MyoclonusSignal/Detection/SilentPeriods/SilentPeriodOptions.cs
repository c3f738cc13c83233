using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>What counts as a silent period of negative myoclonus, and how rarely a natural gap may be taken for one.</summary>
/// <remarks>Every threshold is relative to the contraction and to the muscle at rest; none depends on the unit.</remarks>
public sealed record SilentPeriodOptions
{
    /// <summary>
    /// Gets the shortest silent period in seconds, 0.02 to 0.5. Default 0.05: the low end of asterixis (50–200 ms); shorter
    /// gaps are common in the interference pattern of few motor units.
    /// </summary>
    public double MinimumSeconds { get; init; } = 0.05;

    /// <summary>
    /// Gets the longest silent period in seconds, up to 0.5. Default 0.5: the ILAE's limit for negative myoclonus; behind a
    /// longer pause a new contraction begins.
    /// </summary>
    public double MaximumSeconds { get; init; } = 0.5;

    /// <summary>
    /// Gets how often per hour of contraction a natural gap of the activity may be taken for a silent period. Default 0.5.
    /// </summary>
    public double FalseAlarmsPerHour { get; init; } = 0.5;

    /// <summary>
    /// Gets the least power of a contraction over the power at rest. Default 2.5 (4 dB), as for contractions of
    /// <see cref="JerkDetector"/>: well above the scatter of the noise floor, below the weakest contraction one would call active.
    /// Where the muscle never rests the depth of the silence alone decides.
    /// </summary>
    public double LeastContractionRatio { get; init; } = 2.5;

    /// <summary>
    /// Gets the depth in dB by which the power has to fall where it does not come within 3 dB of the rest. Default 10: a
    /// third of the amplitude, below what tremor and the ordinary scatter of a contraction leave over 50 ms.
    /// </summary>
    public double LeastDepthDb { get; init; } = 10;

    /// <summary>
    /// Gets how long the contraction must have lasted before, and must go on behind, a silent period or a series of them,
    /// in seconds. Default 0.3: bursts of tremor and of rhythmic myoclonus are shorter. On one of the two sides it must be at
    /// least 0.5 s, and twice as long as the silence.
    /// </summary>
    public double SustainedSeconds { get; init; } = 0.3;

    internal void Validate()
    {
        Guard.ThrowIfOutside(MinimumSeconds, 0.02, 0.5);
        Guard.ThrowIfOutside(MaximumSeconds, MinimumSeconds, 0.5);
        Guard.ThrowIfOutside(FalseAlarmsPerHour, 1e-6, 1e6);
        Guard.ThrowIfOutside(LeastContractionRatio, 1.5, 1000);
        Guard.ThrowIfOutside(LeastDepthDb, 3, 60);
        Guard.ThrowIfOutside(SustainedSeconds, 0.05, 1);
    }
}
