namespace MyoclonusSignal.Evaluation;

/// <summary>What one detector reaches at every threshold, on recordings of one size of jerks: found jerks against false events.</summary>
/// <param name="Detector">The detector's name.</param>
/// <param name="BurstToNoiseDb">The size of the jerks in dB over the noise.</param>
/// <param name="Parameter">What the threshold is called.</param>
/// <param name="Points">The points in the order of <see cref="ThresholdSweep.Thresholds"/>.</param>
public sealed record OperatingCurve(string Detector, double BurstToNoiseDb, string Parameter, IReadOnlyList<OperatingPoint> Points);
