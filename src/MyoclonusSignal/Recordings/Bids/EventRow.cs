namespace MyoclonusSignal.Recordings.Bids;

/// <summary>One row of an events table.</summary>
/// <param name="OnsetSeconds">The onset in seconds from the first stored sample, negative before it; <see langword="null"/> for <c>n/a</c>.</param>
/// <param name="DurationSeconds">The duration in seconds, 0 for a moment; <see langword="null"/> for <c>n/a</c>.</param>
/// <param name="TrialType">The kind of event (<c>jerk</c>, …), or <see langword="null"/>.</param>
/// <param name="Channel">The channel's name, or <see langword="null"/>.</param>
/// <param name="Extras">The text of the table's further columns, in the order of <see cref="EventTable.ExtraColumns"/>; <see langword="null"/> for <c>n/a</c>.</param>
internal sealed record EventRow(
    double? OnsetSeconds,
    double? DurationSeconds,
    string? TrialType = null,
    string? Channel = null,
    IReadOnlyList<string?>? Extras = null)
{
    /// <summary>Gets the text of the table's further columns; <see langword="null"/> for <c>n/a</c>.</summary>
    public IReadOnlyList<string?> Extras { get; init; } = Extras ?? [];

    /// <summary>Gets the end in seconds (the onset where no duration is stated), or <see langword="null"/> without an onset.</summary>
    public double? EndSeconds => OnsetSeconds + (DurationSeconds ?? 0);
}
