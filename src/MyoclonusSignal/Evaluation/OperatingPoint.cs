namespace MyoclonusSignal.Evaluation;

/// <summary>What a detector reaches at one threshold.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="IsDefault">Whether it is the detector's own default.</param>
/// <param name="Accuracy">What it reaches.</param>
public sealed record OperatingPoint(double Threshold, bool IsDefault, DetectorAccuracy Accuracy);
