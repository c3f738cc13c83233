namespace MyoclonusSignal.Analysis;

/// <summary>The jerks of one channel in one sleep stage.</summary>
/// <param name="Stage">The stage in the words of the AASM (<c>W</c>, <c>N1</c>, <c>N2</c>, <c>N3</c>, <c>R</c>, <c>M</c> for movement time), or <see langword="null"/> for time that was not scored.</param>
/// <param name="AnalysedSeconds">The time of the stage in which jerks were looked for.</param>
/// <param name="JerkCount">The jerks that begin in it.</param>
/// <param name="RatePerHour">Jerks per hour of that time; <see langword="null"/> without any.</param>
/// <param name="RateCi95">The exact 95 % interval of that rate (Garwood 1936), for jerks that come independently of each other.</param>
public sealed record StageRate(
    string? Stage, double AnalysedSeconds, int JerkCount, double? RatePerHour, (double Low, double High)? RateCi95);
