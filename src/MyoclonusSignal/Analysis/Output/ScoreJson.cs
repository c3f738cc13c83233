using System.Text.Json.Serialization;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes scores and agreements as JSON: stable order of keys, units in the names.</summary>
internal static class ScoreJson
{
    /// <summary>Writes a comparison as one object.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="options">How events were matched.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void Write(EventComparison comparison, MatchOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(options);
        JsonFormats.Write(new ComparisonView(comparison, options), stream);
    }

    /// <summary>Writes the agreement of two raters as one object.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="options">How events were matched.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void Write(EventAgreement agreement, MatchOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(options);
        JsonFormats.Write(new AgreementView(agreement, options), stream);
    }
}

/// <summary>How events were matched.</summary>
internal sealed class MatchingView(MatchOptions options)
{
    public string Criterion => options.Criterion == MatchCriterion.Onset ? "onset" : "overlap";

    public double ToleranceSeconds => options.ToleranceSeconds;

    public IReadOnlyList<string> TrialTypes => options.TrialTypes;
}

/// <summary>Events against the truth.</summary>
internal sealed class ComparisonView(EventComparison comparison, MatchOptions options)
{
    public string SchemaVersion { get; } = SummaryJson.SchemaVersion;

    public MatchingView Matching => new(options);

    public int RowsWithoutOnset => comparison.RowsWithoutOnset;

    public ScoreView Overall => new(comparison.Overall);

    public IEnumerable<ScoreView> ByChannel => Scores(comparison.ByChannel);

    public IEnumerable<ScoreView> ByTrialType => Scores(comparison.ByTrialType);

    private static IEnumerable<ScoreView> Scores(IReadOnlyList<ChannelScore> scores) =>
        scores.Select(score => new ScoreView(score.Score) { Channel = score.Channel, TrialType = score.TrialType });
}

/// <summary>A score, with what it is of where that is known.</summary>
internal sealed class ScoreView(DetectionScore score)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Channel { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrialType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BurstToNoiseDb { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Threshold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsDefault { get; init; }

    public int TruePositives => score.TruePositives;

    public int FalsePositives => score.FalsePositives;

    public int FalseNegatives => score.FalseNegatives;

    public double? Precision => score.Precision?.Value;

    public ConfidenceInterval? PrecisionCi95 => score.Precision?.Ci95;

    public double? Recall => score.Recall?.Value;

    public ConfidenceInterval? RecallCi95 => score.Recall?.Ci95;

    public double? F1 => score.F1;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfidenceInterval? F1Ci95 { get; init; }

    public double? FalsePerHour => score.FalsePerHour;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfidenceInterval? FalsePerHourCi95 { get; init; }

    public TimingErrorView OnsetErrorMilliseconds => new(score.OnsetError);

    public TimingErrorView OffsetErrorMilliseconds => new(score.OffsetError);

    public static ScoreView Of(DetectorAccuracy accuracy, double? burstToNoiseDb = null, double? threshold = null, bool? isDefault = null) => new(accuracy.Score)
    {
        BurstToNoiseDb = burstToNoiseDb,
        Threshold = threshold,
        IsDefault = isDefault,
        F1Ci95 = accuracy.F1Ci95,
        FalsePerHourCi95 = accuracy.FalsePerHourCi95,
    };
}

/// <summary>An error of time in milliseconds.</summary>
internal sealed class TimingErrorView(TimingError? error)
{
    public double? Median => error?.MedianSeconds * 1000;

    public double? MedianAbsolute => error?.MedianAbsoluteSeconds * 1000;

    [JsonPropertyName("p95_absolute")]
    public double? Percentile95Absolute => error?.Percentile95Seconds * 1000;
}

/// <summary>The agreement of two raters.</summary>
internal sealed class AgreementView(EventAgreement agreement, MatchOptions options)
{
    public string SchemaVersion { get; } = SummaryJson.SchemaVersion;

    public MatchingView Matching => new(options);

    public int RowsWithoutOnset => agreement.RowsWithoutOnset;

    public RaterAgreementView Overall => new(agreement.Overall);

    public IEnumerable<RaterAgreementView> ByChannel =>
        agreement.ByChannel.Select(one => new RaterAgreementView(one.Agreement) { Channel = one.Channel, TrialType = one.TrialType });
}

/// <summary>The same of one channel and kind of event.</summary>
internal sealed class RaterAgreementView(RaterAgreement agreement)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Channel { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrialType { get; init; }

    public double ScoredSeconds => agreement.ScoredSeconds;

    public int FirstEvents => agreement.FirstEvents;

    public int SecondEvents => agreement.SecondEvents;

    public int MatchedEvents => agreement.MatchedEvents;

    public double? F1 => agreement.EventF1;

    public ConfidenceInterval? F1Ci95 => agreement.EventF1Ci95;

    public double? Kappa => agreement.Kappa;

    public ConfidenceInterval? KappaCi95 => agreement.KappaCi95;

    public double? PositiveAgreement => agreement.PositiveAgreement;

    public double AgreedFraction => agreement.AgreedFraction;
}
