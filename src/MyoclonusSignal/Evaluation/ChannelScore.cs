namespace MyoclonusSignal.Evaluation;

/// <summary>The score of one channel and kind of event.</summary>
/// <param name="Channel">The channel, or <see langword="null"/> for all channels or where none is stated.</param>
/// <param name="TrialType">The kind of event, or <see langword="null"/> where none is stated.</param>
/// <param name="Score">The score.</param>
public sealed record ChannelScore(string? Channel, string? TrialType, DetectionScore Score);
