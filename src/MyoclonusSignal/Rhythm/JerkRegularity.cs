namespace MyoclonusSignal.Rhythm;

/// <summary>Rhythmic myoclonus or random jerks: the decision with its evidence from the intervals and from the spectrum.</summary>
/// <remarks>
/// The intervals count as regular when the 95 % interval of their local variation lies below 1/3, that of intervals that vary
/// by half (gamma, coefficient of variation 0.5), and as irregular when it lies above 0.13, that of a coefficient of 0.3.
/// The local variation is used, as slow changes of rate, which real rhythms have, do not touch it.
/// </remarks>
public sealed record JerkRegularity
{
    /// <summary>The local variation of gamma intervals whose coefficient of variation is 0.5: below, intervals are regular.</summary>
    internal const double RegularBelow = 1.0 / 3;

    /// <summary>That of a coefficient of variation of 0.3: above, they are not.</summary>
    internal const double IrregularAbove = 0.13;

    internal const int LeastIntervals = 10;

    /// <summary>Decides for the jerks of a recording.</summary>
    /// <param name="trains">The onsets in seconds, ascending, one list for each gap-free stretch.</param>
    /// <param name="rhythm">What <see cref="RhythmEstimator"/> says of the same recording, its bouts on the same clock; null where it was not asked.</param>
    /// <exception cref="ArgumentException">Onsets are not finite or not in ascending order.</exception>
    public static JerkRegularity Of(IReadOnlyList<double[]> trains, RhythmResult? rhythm)
    {
        ArgumentNullException.ThrowIfNull(trains);
        return RegularityDecision.Of(trains, rhythm);
    }

    /// <summary>Gets the decision.</summary>
    public required JerkVerdict Verdict { get; init; }

    /// <summary>Gets why, in words with numbers.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the statistics of the intervals; none lies across a gap, or across the pause between two bouts.</summary>
    public required IntervalStatistics Intervals { get; init; }

    /// <summary>Gets the 95 % interval of the local variation; null below 10 intervals.</summary>
    public ConfidenceInterval? LocalVariationCi95 { get; init; }

    /// <summary>Gets how many of the jerks lie in the bouts of the spectral rhythm; null where there is none.</summary>
    public int? JerksInBouts { get; init; }

    /// <summary>Gets one over the median interval, in Hz; null without intervals.</summary>
    public double? IntervalFrequencyHz { get; init; }

    /// <summary>Gets the 95 % interval of that frequency, from the order statistics of the intervals; null below 10 intervals.</summary>
    public ConfidenceInterval? IntervalFrequencyCi95 { get; init; }

    /// <summary>Gets whether the two frequencies agree within their intervals; null where one of them is missing.</summary>
    public bool? FrequenciesAgree { get; init; }

    /// <summary>
    /// Gets the vector strength of the onsets at the frequency of each bout, the mean weighted by the number of jerks; null
    /// without a rhythm. It falls with the length of the bouts where the phase wanders.
    /// </summary>
    public double? VectorStrength { get; init; }

    /// <summary>Gets the probability of so strong a concentration of the onsets on one phase of each bout, by chance.</summary>
    public double? RayleighPValue { get; init; }
}
