namespace MyoclonusSignal.Rhythm;

/// <summary>A rhythm beside the one that was decided on: <see cref="RhythmResult.OtherHz"/>, followed by itself.</summary>
/// <param name="FrequencyHz">Its mean frequency in Hz.</param>
/// <param name="FrequencyCi95">The interval that covers the true mean frequency in 95 of 100 records.</param>
/// <param name="Bouts">When it was present, at the same time as the other or not; empty where it is too faint to tell.</param>
/// <remarks>The rhythm that was decided on, its second harmonic, and the other further ones are taken off the samples before.</remarks>
public sealed record FurtherRhythm(double FrequencyHz, ConfidenceInterval FrequencyCi95, IReadOnlyList<RhythmBout> Bouts)
{
    /// <summary>Gets the same on another clock and with other amplitudes.</summary>
    internal FurtherRhythm Shifted(double seconds, double amplitudeFactor) =>
        this with { Bouts = [.. Bouts.Select(bout => bout.Shifted(seconds, amplitudeFactor))] };
}
