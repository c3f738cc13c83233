namespace MyoclonusSignal.Evaluation;

/// <summary>How well one detector did on recordings of one size of jerks.</summary>
/// <param name="Detector">The detector's name.</param>
/// <param name="BurstToNoiseDb">The size of the jerks in dB over the noise.</param>
/// <param name="Score">The score over all recordings together.</param>
/// <param name="F1Ci95">
/// The 95 % interval of the mean F1 of a recording, by Student's t over the recordings; <see langword="null"/> of fewer than two.
/// </param>
public sealed record DetectorAccuracy(string Detector, double BurstToNoiseDb, DetectionScore Score, (double Low, double High)? F1Ci95);
