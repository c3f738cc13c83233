namespace MyoclonusSignal.Rhythm;

/// <summary>One cycle of a rhythm, from one rising zero crossing of the signal about its frequency to the next.</summary>
/// <param name="StartSeconds">Time of the first crossing, in seconds from the first sample.</param>
/// <param name="FrequencyHz">One over the length of the cycle.</param>
/// <param name="Amplitude">Half of what lies between its highest and its lowest sample, in the unit of the samples.</param>
public readonly record struct RhythmCycle(double StartSeconds, double FrequencyHz, double Amplitude);
