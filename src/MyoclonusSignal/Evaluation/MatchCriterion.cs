namespace MyoclonusSignal.Evaluation;

/// <summary>When a detected event counts as a true one.</summary>
public enum MatchCriterion
{
    /// <summary>It overlaps the true event widened by the tolerance on both sides.</summary>
    Overlap,

    /// <summary>Its onset differs from the true onset by at most the tolerance.</summary>
    Onset,
}
