namespace MyoclonusSignal.Evaluation;

/// <summary>How far two raters agree on one channel and kind of event.</summary>
/// <param name="Channel">The channel, or <see langword="null"/> where none is stated.</param>
/// <param name="TrialType">The kind of event, or <see langword="null"/> where none is stated.</param>
/// <param name="Agreement">The agreement.</param>
public sealed record ChannelAgreement(string? Channel, string? TrialType, RaterAgreement Agreement);
