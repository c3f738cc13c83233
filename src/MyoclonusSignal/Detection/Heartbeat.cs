namespace MyoclonusSignal.Detection;

/// <summary>One beat of the heart, as seen in an EMG.</summary>
/// <param name="Position">The middle of its QRS complex, in samples of the signal it was found in.</param>
/// <param name="IsEctopic">Whether it comes too early and has a shape of its own.</param>
internal readonly record struct Heartbeat(double Position, bool IsEctopic);
