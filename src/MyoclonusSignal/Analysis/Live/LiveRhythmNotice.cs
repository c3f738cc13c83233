using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>A change in the rhythm of a channel that a <see cref="LiveAnalyzer"/> gives.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Change">What has changed.</param>
/// <param name="SinceSeconds">
/// When the rhythm began, on the recording's clock, as far as the stretch shows in which it was first seen: it may have begun
/// before that stretch.
/// </param>
/// <param name="FrequencyHz">Its mean frequency in the stretch that ends now, in Hz; where it has ended, the one given last.</param>
/// <param name="FrequencyCi95">The interval of that frequency; <see langword="null"/> where that stretch alone does not give one.</param>
/// <param name="PValue">The probability of so strong a peak in a stretch without a rhythm; NaN where a gap or the end cut it off.</param>
/// <param name="SnrDb">How far the peak rises above the background, in dB; NaN there too.</param>
/// <param name="GivenSeconds">How much signal had come in when this was told, as a time on the recording's clock.</param>
public sealed record LiveRhythmNotice(
    string Channel,
    RhythmChange Change,
    double SinceSeconds,
    double FrequencyHz,
    ConfidenceInterval? FrequencyCi95,
    double PValue,
    double SnrDb,
    double GivenSeconds)
{
    /// <summary>Gets whether there is a rhythm from here on.</summary>
    public bool IsOn => Change is RhythmChange.Began or RhythmChange.Frequency;
}
