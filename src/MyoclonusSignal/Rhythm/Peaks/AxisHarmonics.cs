namespace MyoclonusSignal.Rhythm;

/// <summary>How the power of a rhythm is shared among its harmonics on one axis.</summary>
/// <param name="Axis">Index of the axis, from 0.</param>
/// <param name="Ratios">
/// Power density at f, 2f, 3f, … as far as the spectrum reaches, each over that at f; the first one is 1.
/// </param>
/// <param name="Dominant">The harmonic that dominates the axis: 1 for the fundamental, 2 for twice its frequency, ….</param>
public readonly record struct AxisHarmonics(int Axis, IReadOnlyList<double> Ratios, int Dominant);
