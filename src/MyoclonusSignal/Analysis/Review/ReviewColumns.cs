using System.Globalization;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Analysis;

/// <summary>The columns that a review adds to a table of events.</summary>
internal static class ReviewColumns
{
    /// <summary>The column of the decisions: accepted, rejected, added, or n/a.</summary>
    public const string Review = EventTable.ReviewColumn;

    /// <summary>The column of the reviewer's notes.</summary>
    public const string Note = "review_note";

    /// <summary>The column of the onsets before the reviewer moved an edge.</summary>
    public const string DetectedOnset = "detected_onset";

    /// <summary>The column of the durations before the reviewer moved an edge.</summary>
    public const string DetectedDuration = "detected_duration";

    /// <summary>Gets all of them in the order in which they are written.</summary>
    public static IReadOnlyList<string> All { get; } = [Review, Note, DetectedOnset, DetectedDuration];

    /// <summary>Gives the cells of an event.</summary>
    public static IEnumerable<string?> Cells(EventReview? review) =>
        [NameOf(review?.Verdict ?? ReviewVerdict.None), review?.Note, Seconds(review?.DetectedOnsetSeconds), Seconds(review?.DetectedDurationSeconds)];

    /// <summary>Gives the decision that a cell holds, or <see langword="null"/> where it is not one.</summary>
    public static ReviewVerdict? Parse(string? cell) => cell switch
    {
        null => ReviewVerdict.None,
        EventTable.AcceptedReview => ReviewVerdict.Accepted,
        EventTable.RejectedReview => ReviewVerdict.Rejected,
        EventTable.AddedReview => ReviewVerdict.Added,
        _ => null,
    };

    /// <summary>Gives a number of a cell, or <see langword="null"/> where there is none.</summary>
    public static double? Number(string? cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static string? Seconds(double? value) => value is double seconds ? EventTable.FormatNumber(seconds) : null;

    /// <summary>Gives the word of a decision, or <see langword="null"/> where nothing was decided.</summary>
    public static string? NameOf(ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Accepted => EventTable.AcceptedReview,
        ReviewVerdict.Rejected => EventTable.RejectedReview,
        ReviewVerdict.Added => EventTable.AddedReview,
        _ => null,
    };
}
