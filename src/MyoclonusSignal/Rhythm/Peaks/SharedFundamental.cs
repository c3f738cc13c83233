namespace MyoclonusSignal.Rhythm;

/// <summary>Why the strongest peak of a channel is taken for a harmonic: another channel of the recording has the fundamental.</summary>
/// <param name="Channel">The name of that channel.</param>
/// <param name="Order">Which harmonic the peak is: 2, 3 or 4.</param>
/// <param name="HasOwnPeak">
/// Whether this channel has a significant peak at the fundamental also; if not, both channels are rhythmic at the same times, and
/// the frequencies agree better than those of unrelated channels do in one of twenty.
/// </param>
/// <remarks>
/// The channel's decision is its own, and so are its bouts, amplitude, width and cycles, which are those of the peak at
/// <see cref="RhythmResult.CandidateHz"/>; its frequency is that of the peak divided by the order.
/// </remarks>
public sealed record SharedFundamental(string Channel, int Order, bool HasOwnPeak);
