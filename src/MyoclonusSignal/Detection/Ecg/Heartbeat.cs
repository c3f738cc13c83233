namespace MyoclonusSignal.Detection;

/// <summary>One beat of the heart, as seen in an EMG.</summary>
/// <param name="Position">The middle of its QRS complex, in samples of the signal it was found in.</param>
/// <param name="IsEctopic">Whether it comes too early and has a shape of its own.</param>
/// <param name="Power">Mean power of its QRS complex; 0 of an ectopic beat.</param>
/// <param name="LeftPower">What is left of that without the mean of the neighbouring beats.</param>
internal readonly record struct Heartbeat(double Position, bool IsEctopic, double Power = 0, double LeftPower = 0);
