using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>How detected and true events are matched.</summary>
public sealed record MatchOptions
{
    /// <summary>The largest tolerance in seconds.</summary>
    internal const double MostToleranceSeconds = 10;

    /// <summary>Gets when a detected event counts as a true one. Default <see cref="MatchCriterion.Overlap"/>.</summary>
    public MatchCriterion Criterion { get; init; } = MatchCriterion.Overlap;

    /// <summary>
    /// Gets the tolerance in seconds, 0 to 10. Default 0.05: about the length of a jerk, and well below the shortest period
    /// of a rhythm of interest (125 ms at 8 Hz).
    /// </summary>
    public double ToleranceSeconds { get; init; } = 0.05;

    /// <summary>Gets the kinds of events (<c>jerk</c>, …) that are compared; empty for every kind. Default: empty.</summary>
    public IReadOnlyList<string> TrialTypes { get; init; } = [];

    internal void Validate()
    {
        Guard.ThrowIfOutside(ToleranceSeconds, 0, MostToleranceSeconds);
        Guard.ThrowIfOutside((int)Criterion, 0, (int)MatchCriterion.Onset, nameof(Criterion));
        ArgumentNullException.ThrowIfNull(TrialTypes);
    }
}

/// <summary>When a detected event counts as a true one.</summary>
public enum MatchCriterion
{
    /// <summary>It overlaps the true event widened by the tolerance on both sides.</summary>
    Overlap,

    /// <summary>Its onset differs from the true onset by at most the tolerance.</summary>
    Onset,
}
