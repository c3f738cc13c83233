using System.Text.Json;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>Writes a score as JSON: stable order of keys, units in the names.</summary>
public static class ScoreJson
{
    /// <summary>Writes a comparison as one object.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="options">How events were matched.</param>
    /// <param name="json">The writer.</param>
    public static void Write(EventComparison comparison, MatchOptions options, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("schema_version", "1.0");
        WriteMatching(json, options);
        json.WriteNumber("rows_without_onset", comparison.RowsWithoutOnset);
        json.WritePropertyName("overall");
        WriteScore(json, null, null, comparison.Overall);
        WriteList(json, "by_channel", comparison.ByChannel);
        WriteList(json, "by_trial_type", comparison.ByTrialType);
        json.WriteEndObject();
    }

    /// <summary>Writes how events were matched into an object that is open.</summary>
    internal static void WriteMatching(Utf8JsonWriter json, MatchOptions options)
    {
        json.WriteStartObject("matching");
        json.WriteString("criterion", options.Criterion == MatchCriterion.Onset ? "onset" : "overlap");
        json.Number("tolerance_s", options.ToleranceSeconds);
        json.WriteStartArray("trial_types");
        foreach (string type in options.TrialTypes)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<ChannelScore> scores)
    {
        json.WriteStartArray(name);
        foreach (ChannelScore score in scores)
        {
            WriteScore(json, score.Channel, score.TrialType, score.Score);
        }

        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, string? channel, string? trialType, DetectionScore score)
    {
        json.WriteStartObject();
        if (channel is not null)
        {
            json.WriteString("channel", channel);
        }

        if (trialType is not null)
        {
            json.WriteString("trial_type", trialType);
        }

        WriteNumbers(json, score);
        json.WriteEndObject();
    }

    /// <summary>Writes what a score consists of into an object that is open.</summary>
    internal static void WriteNumbers(
        Utf8JsonWriter json, DetectionScore score, (double Low, double High)? f1Ci95 = null, (double Low, double High)? falsePerHourCi95 = null)
    {
        json.WriteNumber("true_positives", score.TruePositives);
        json.WriteNumber("false_positives", score.FalsePositives);
        json.WriteNumber("false_negatives", score.FalseNegatives);
        json.Number("precision", score.Precision?.Value);
        json.Pair("precision_ci95", score.Precision is Proportion precision ? (precision.Low, precision.High) : null);
        json.Number("recall", score.Recall?.Value);
        json.Pair("recall_ci95", score.Recall is Proportion recall ? (recall.Low, recall.High) : null);
        json.Number("f1", score.F1);
        if (f1Ci95 is not null)
        {
            json.Pair("f1_ci95", f1Ci95);
        }

        json.Number("false_per_hour", score.FalsePerHour);
        if (falsePerHourCi95 is not null)
        {
            json.Pair("false_per_hour_ci95", falsePerHourCi95);
        }

        WriteError(json, "onset_error_ms", score.OnsetError);
        WriteError(json, "offset_error_ms", score.OffsetError);
    }

    private static void WriteError(Utf8JsonWriter json, string name, TimingError? error)
    {
        json.WriteStartObject(name);
        json.Number("median", error?.MedianSeconds * 1000);
        json.Number("median_absolute", error?.MedianAbsoluteSeconds * 1000);
        json.Number("p95_absolute", error?.Percentile95Seconds * 1000);
        json.WriteEndObject();
    }
}
