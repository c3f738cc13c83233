namespace MyoclonusSignal.Rhythm;

/// <summary>When the rhythm is present and how fast it runs.</summary>
internal readonly record struct RhythmTrackResult(
    double FrequencyHz, ConfidenceInterval Interval, IReadOnlyList<RhythmBout> Bouts, FrequencyDrift? Drift)
{
    /// <summary>Gets whether the mean over time and the spectrum's peak are so far apart that the frequency must change.</summary>
    public bool Wanders { get; init; }
}
