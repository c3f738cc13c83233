using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Rhythmic myoclonus or random jerks: the decision with its evidence from the intervals and from the spectrum.</summary>
/// <remarks>
/// The intervals count as regular when the 95 % interval of their revised local variation lies below 1/3, that of intervals that
/// vary by half (gamma, coefficient of variation 0.5), and as irregular when that of the local variation lies above 0.13, that of
/// a coefficient of 0.3. The local variation is used, as slow changes of rate, which real rhythms have, do not touch it. No
/// detector finds a jerk within another, so that short intervals are missing and jerks at random look more regular than they
/// are: the revision takes that back, and each claim rests on the measure that speaks against it. Intervals that seem regular at
/// a frequency at which the spectrum was asked and has no peak are neither.
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
    /// <param name="refractorySeconds">
    /// How long after an onset the detector cannot find another, in seconds: the length of a burst and the pause that divides
    /// two. No more than the shortest interval is taken. 0 for onsets that are known without a detector.
    /// </param>
    public static JerkRegularity Of(IReadOnlyList<double[]> trains, RhythmResult? rhythm, double refractorySeconds = 0)
    {
        ArgumentNullException.ThrowIfNull(trains);
        Guard.ThrowIfOutside(refractorySeconds, 0, 3600);
        return RegularityDecision.Of(trains, rhythm, refractorySeconds);
    }

    /// <summary>Gets the decision.</summary>
    public required JerkVerdict Verdict { get; init; }

    /// <summary>Gets why, in words with numbers.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the statistics of the intervals; none lies across a gap, or across the pause between two bouts.</summary>
    public required IntervalStatistics Intervals { get; init; }

    /// <summary>Gets the 95 % interval of the local variation; null below 10 intervals.</summary>
    public ConfidenceInterval? LocalVariationCi95 { get; init; }

    /// <summary>
    /// Gets the local variation with the dead time of the detector taken back, LvR (Shinomoto et al. 2009,
    /// doi:10.1371/journal.pcbi.1000433); NaN without neighbouring intervals.
    /// </summary>
    public double RevisedLocalVariation { get; init; } = double.NaN;

    /// <summary>Gets the 95 % interval of the revised local variation; null below 10 intervals.</summary>
    public ConfidenceInterval? RevisedLocalVariationCi95 { get; init; }

    /// <summary>Gets the dead time with which it was revised, in seconds.</summary>
    public double RefractorySeconds { get; init; }

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

    /// <summary>
    /// Gets the probability of so strong a concentration of the onsets on one phase in every ten cycles of each bout, by chance;
    /// 10⁻¹⁵ means that or less. Over ten cycles the phase of a train whose intervals vary by 0.15 still holds.
    /// </summary>
    public double? RayleighPValue { get; init; }
}

/// <summary>Whether jerks come rhythmically or at random, by the intervals between them and by the spectrum together.</summary>
public enum JerkVerdict
{
    /// <summary>Too few intervals to tell.</summary>
    TooFew,

    /// <summary>The intervals are regular, and the spectrum has a rhythm at their frequency.</summary>
    Rhythmic,

    /// <summary>The intervals are regular, but not at the frequency of a rhythm in the band: a slower or faster one, or a short train.</summary>
    Regular,

    /// <summary>The intervals are irregular and the spectrum has no rhythm: random jerks.</summary>
    Random,

    /// <summary>The spectrum has a rhythm that the intervals do not show: it is not that of these jerks, or many were missed.</summary>
    Discordant,

    /// <summary>
    /// The intervals leave both open, or seem regular at a frequency in the band at which the spectrum has no peak, or the jerks do
    /// not keep to the phase of the spectrum's rhythm.
    /// </summary>
    Undetermined,
}
