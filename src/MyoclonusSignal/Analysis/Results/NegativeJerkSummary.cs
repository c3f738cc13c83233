namespace MyoclonusSignal.Analysis;

/// <summary>The negative jerks (silent periods inside contractions) of one EMG channel in numbers.</summary>
/// <param name="Count">The number of negative jerks.</param>
/// <param name="RatePerMinute">Negative jerks per minute of contraction; <see langword="null"/> without any contraction.</param>
/// <param name="RateCi95">The exact 95 % interval of that rate (Garwood 1936), for lapses that come independently of each other.</param>
/// <param name="ContractionSeconds">The time in seconds during which the muscle was contracted, its silences included.</param>
/// <param name="DurationMilliseconds">Median and quartiles of the duration in milliseconds; <see langword="null"/> without any.</param>
public sealed record NegativeJerkSummary(
    int Count,
    double? RatePerMinute,
    (double Low, double High)? RateCi95,
    double ContractionSeconds,
    (double Median, double Q1, double Q3)? DurationMilliseconds);
