namespace MyoclonusSignal.Rhythm;

/// <summary>How far a peak stands out of its flanks, and how likely noise does the same.</summary>
/// <param name="FrequencyHz">Frequency of the peak.</param>
/// <param name="Prominence">Mean power of the peak over that of the flanks, the background's shape divided out.</param>
/// <param name="Probability">Probability of it anywhere in the band.</param>
/// <param name="Index">Position on the grid of candidate frequencies.</param>
internal readonly record struct PeakEvidence(
    double FrequencyHz, double Prominence, double Probability, int Index);
