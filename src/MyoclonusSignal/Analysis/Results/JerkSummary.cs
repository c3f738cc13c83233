namespace MyoclonusSignal.Analysis;

/// <summary>The jerks of one channel in numbers. What cannot be computed from so few jerks is <see langword="null"/>.</summary>
/// <param name="Count">The number of jerks; contractions are not counted.</param>
/// <param name="RatePerMinute">Jerks per minute of signal analysed.</param>
/// <param name="RateCi95">The exact 95 % interval of that rate (Garwood 1936), for jerks that come independently of each other.</param>
/// <param name="DurationMilliseconds">Median and quartiles of the duration in milliseconds.</param>
/// <param name="IntervalMedianSeconds">Median of the intervals between onsets in seconds; intervals across a gap do not count.</param>
/// <param name="IntervalCv">Coefficient of variation of these intervals: 1 for jerks at random, near 0 for a rhythm.</param>
/// <param name="Classes">The number of jerks in each class of duration, in the order of <see cref="BurstClasses.All"/>.</param>
/// <param name="ContractionCount">The number of contractions.</param>
public sealed record JerkSummary(
    int Count,
    double? RatePerMinute,
    (double Low, double High)? RateCi95,
    (double Median, double Q1, double Q3)? DurationMilliseconds,
    double? IntervalMedianSeconds,
    double? IntervalCv,
    IReadOnlyList<(string Name, int Count)> Classes,
    int ContractionCount);
