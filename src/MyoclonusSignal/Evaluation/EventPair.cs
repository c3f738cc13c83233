namespace MyoclonusSignal.Evaluation;

/// <summary>A detected event and the true event it was matched with.</summary>
/// <param name="Detected">The index in the list of detected events.</param>
/// <param name="Truth">The index in the list of true events.</param>
public readonly record struct EventPair(int Detected, int Truth);
