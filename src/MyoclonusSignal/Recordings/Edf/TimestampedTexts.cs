namespace MyoclonusSignal.Recordings.Edf;

/// <summary>One time-stamped annotation list (TAL): an onset, a duration, and the texts that share them.</summary>
/// <param name="OnsetSeconds">The onset in seconds from the header's start time.</param>
/// <param name="DurationSeconds">The duration in seconds, or <see langword="null"/>.</param>
/// <param name="Texts">The texts; an empty one in front marks the start of the record.</param>
internal sealed record TimestampedTexts(double OnsetSeconds, double? DurationSeconds, IReadOnlyList<string> Texts)
{
    /// <summary>Gets what one of the last decimal of the onset is worth in seconds.</summary>
    public double OnsetResolution { get; init; } = 1;

    /// <summary>Gets a value indicating whether its decimals end in a zero, as only a fixed number of them does.</summary>
    public bool HasFixedDecimals { get; init; }

    /// <summary>Gets a value indicating whether it tells, as first of a record, when the record starts.</summary>
    public bool IsRecordStart => Texts.Count > 0 && Texts[0].Length == 0 && DurationSeconds is null;
}
