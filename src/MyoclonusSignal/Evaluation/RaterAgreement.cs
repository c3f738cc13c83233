using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>How far two raters, or two detectors, agree on the events of one channel; neither of them is the truth.</summary>
/// <param name="Kappa">
/// Cohen's kappa (1960, doi:10.1177/001316446002000104) of event against no event over time, in the limit of an ever finer
/// grid; <see langword="null"/> when both raters marked nothing, or everything, so that chance alone explains all.
/// </param>
/// <param name="AgreedFraction">The fraction of the time on which they agree.</param>
/// <param name="PositiveAgreement">
/// 2·both / (first + second) in time: agreement on events alone, which rare events do not flatter;
/// <see langword="null"/> when neither marked anything.
/// </param>
/// <param name="EventF1">The same from matched events: F1, which does not depend on who is called the truth.</param>
/// <param name="MatchedEvents">How many events of the two were matched.</param>
internal sealed record RaterAgreement(
    double? Kappa, double AgreedFraction, double? PositiveAgreement, double? EventF1, int MatchedEvents)
{
    /// <summary>
    /// Gets the 95 % interval of kappa, by a jackknife over blocks of a minute; <see langword="null"/> of fewer than two blocks, and
    /// where the raters agree wholly.
    /// </summary>
    public ConfidenceInterval? KappaCi95 { get; init; }

    /// <summary>
    /// Gets the 95 % interval of the events' F1, by <see cref="Proportion.OfGroups"/> with the blocks as groups; <see langword="null"/> of
    /// fewer than two blocks, or without events.
    /// </summary>
    public ConfidenceInterval? EventF1Ci95 { get; init; }

    /// <summary>Gets the number of the first rater's events in the scored time.</summary>
    public int FirstEvents { get; init; }

    /// <summary>Gets the number of the second rater's events in the scored time.</summary>
    public int SecondEvents { get; init; }

    /// <summary>Gets the scored time in seconds; of several channels together, that of all of them.</summary>
    public double ScoredSeconds { get; init; }

    /// <summary>Compares two lists of events of one channel, both scored over the whole recording.</summary>
    /// <param name="first">The first rater's events in any order; overlapping ones count once in time.</param>
    /// <param name="second">The second rater's events.</param>
    /// <param name="recordedSeconds">The length of the recording in seconds; events are cut to 0 … this.</param>
    /// <param name="options">How events are matched.</param>
    /// <exception cref="ArgumentException">A time or an option is out of its range.</exception>
    public static RaterAgreement Between(
        ReadOnlySpan<Interval> first, ReadOnlySpan<Interval> second, double recordedSeconds, MatchOptions options)
    {
        Guard.ThrowIfOutside(recordedSeconds, double.Epsilon, double.MaxValue);
        return Between(first, second, [new(0, recordedSeconds)], options);
    }

    /// <summary>Compares two lists of events of one channel, of which only some stretches were scored.</summary>
    /// <param name="first">The first rater's events in any order; overlapping ones count once in time.</param>
    /// <param name="second">The second rater's events.</param>
    /// <param name="scored">The stretches that both raters scored, not all empty; what lies outside is not compared.</param>
    /// <param name="options">How events are matched.</param>
    /// <exception cref="ArgumentException">A time or an option is out of its range.</exception>
    public static RaterAgreement Between(
        ReadOnlySpan<Interval> first, ReadOnlySpan<Interval> second, IReadOnlyList<Interval> scored, MatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(options);
        var tally = new AgreementTally(scored);
        tally.Add(first, second, options);
        return tally.ToAgreement();
    }
}
