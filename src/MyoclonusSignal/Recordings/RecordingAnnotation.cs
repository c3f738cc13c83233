namespace MyoclonusSignal.Recordings;

/// <summary>A remark that a recording carries about a moment or a stretch of itself.</summary>
/// <param name="OnsetSeconds">Its start in seconds from the first sample; negative before it.</param>
/// <param name="DurationSeconds">Its length in seconds, or <see langword="null"/> where none is stated.</param>
/// <param name="Text">What it says.</param>
/// <param name="Channel">The channel it is about, or <see langword="null"/> for all.</param>
public sealed record RecordingAnnotation(double OnsetSeconds, double? DurationSeconds, string Text, string? Channel = null);
