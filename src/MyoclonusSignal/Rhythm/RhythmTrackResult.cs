namespace MyoclonusSignal.Rhythm;

/// <summary>When the rhythm is present and how fast it runs.</summary>
internal readonly record struct RhythmTrackResult(
    double FrequencyHz, ConfidenceInterval Interval, IReadOnlyList<RhythmBout> Bouts, FrequencyDrift? Drift);
