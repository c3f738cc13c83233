namespace MyoclonusSignal.Synthesis;

/// <summary>A stretch without samples.</summary>
/// <param name="StartSeconds">The time of the first missing sample in seconds.</param>
/// <param name="EndSeconds">The time of the first sample behind it in seconds.</param>
public readonly record struct SimulatedGap(double StartSeconds, double EndSeconds);
