namespace MyoclonusSignal.Recordings;

/// <summary>Something about a recording that its reader had to deal with, with its place. Nothing is lost silently.</summary>
/// <param name="Code">A stable kebab-case code, for example <c>time-gap</c>.</param>
/// <param name="Channel">The channel it concerns, or <see langword="null"/> for the whole recording.</param>
/// <param name="StartSeconds">Start of the stretch it concerns in seconds from the first sample, or <see langword="null"/>.</param>
/// <param name="EndSeconds">End of that stretch in seconds, or <see langword="null"/>.</param>
/// <param name="Text">A sentence for a person: what was found, where, and what was done.</param>
public sealed record RecordingWarning(string Code, string? Channel, double? StartSeconds, double? EndSeconds, string Text);
