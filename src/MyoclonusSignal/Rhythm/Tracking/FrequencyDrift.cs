namespace MyoclonusSignal.Rhythm;

/// <summary>How the frequency of a rhythm changes with time: a straight line through the advances of its phase.</summary>
/// <param name="HzPerMinute">Slope, in Hz per minute.</param>
/// <param name="Ci95">Its 95 % interval; a drift whose interval holds 0 is none that can be told from wandering.</param>
public readonly record struct FrequencyDrift(double HzPerMinute, ConfidenceInterval Ci95);
