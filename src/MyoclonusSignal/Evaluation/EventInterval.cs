namespace MyoclonusSignal.Evaluation;

/// <summary>When an event was there, in seconds.</summary>
/// <param name="OnsetSeconds">Its onset, a finite number.</param>
/// <param name="OffsetSeconds">Its end, not before the onset; equal to it where the end is not known.</param>
public readonly record struct EventInterval(double OnsetSeconds, double OffsetSeconds);
