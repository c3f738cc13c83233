namespace MyoclonusSignal.Analysis;

/// <summary>What a person decided on an event.</summary>
public enum ReviewVerdict
{
    /// <summary>Nothing: it counts as the analysis found it.</summary>
    None,

    /// <summary>It is an event.</summary>
    Accepted,

    /// <summary>It is none, and does not count.</summary>
    Rejected,

    /// <summary>The analysis did not count it; it is an event.</summary>
    Added,
}

/// <summary>The review of one event.</summary>
/// <param name="Verdict">What was decided.</param>
/// <param name="Note">What the reviewer wrote beside it, or <see langword="null"/>.</param>
/// <param name="DetectedOnsetSeconds">The onset that the analysis found, where the reviewer moved an edge of the event; else <see langword="null"/>.</param>
/// <param name="DetectedDurationSeconds">The duration that it found, likewise.</param>
public sealed record EventReview(ReviewVerdict Verdict, string? Note = null, double? DetectedOnsetSeconds = null, double? DetectedDurationSeconds = null);

/// <summary>How many events a reviewer accepted, rejected and added.</summary>
/// <param name="Accepted">Events of the analysis that were accepted.</param>
/// <param name="Rejected">Events of the analysis that were rejected; they do not count.</param>
/// <param name="Added">Events that the analysis had not counted.</param>
public sealed record ReviewCounts(int Accepted, int Rejected, int Added);
