using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>A method that finds bursts in a whole signal: what detectors are compared by. Write one of your own in a few lines.</summary>
/// <remarks>
/// A detector for streams is <see cref="JerkDetector"/>; <see cref="AdaptiveBurstDetector"/> is the same behind this interface.
/// Implementations are stateless, so that one may run on many signals at once.
/// </remarks>
public interface IBurstDetector
{
    /// <summary>Gets the name under which results are shown.</summary>
    public string Name { get; }

    /// <summary>Gets the unit in which the signal must come, where a level of the detector is stated in one; otherwise <see langword="null"/>.</summary>
    public string? Unit => null;

    /// <summary>Finds the bursts.</summary>
    /// <param name="signal">A conditioned signal (band-passed, hum taken out) without gaps, in any unit.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <returns>The bursts in the order of their onsets. One may lie in another, as a jerk on top of a contraction.</returns>
    public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate);
}
