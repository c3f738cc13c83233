using System.Globalization;
using System.Text;
using System.Text.Json;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>Writes what a comparison of detectors gave: tables for a spreadsheet, and everything as JSON. The same numbers give the same bytes.</summary>
public static class BenchmarkFiles
{
    private const string Numbers =
        "true_positives\tfalse_positives\tfalse_negatives\tprecision\trecall\tf1\tf1_ci95_low\tf1_ci95_high\tfalse_per_hour"
        + "\tonset_error_ms\tonset_abs_error_ms\tonset_error_p95_ms\toffset_error_ms\toffset_abs_error_ms\toffset_error_p95_ms"
        + "\tprecision_ci95_low\tprecision_ci95_high\trecall_ci95_low\trecall_ci95_high\tfalse_per_hour_ci95_low\tfalse_per_hour_ci95_high";

    /// <summary>Writes a row for each detector and size, tab-separated, <c>n/a</c> for what is not known.</summary>
    /// <param name="accuracies">What <see cref="DetectorBenchmark.Run"/> gave.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void WriteTable(IReadOnlyList<DetectorAccuracy> accuracies, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(accuracies);
        ArgumentNullException.ThrowIfNull(stream);
        StringBuilder text = new("detector\tburst_to_noise_db\t" + Numbers + "\n");
        foreach (DetectorAccuracy accuracy in accuracies)
        {
            text.AppendJoin('\t', [Cell(accuracy.Detector), Number(accuracy.BurstToNoiseDb, "0.###"), .. Cells(accuracy)]).Append('\n');
        }

        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Writes a row for each detector, size and threshold, tab-separated.</summary>
    /// <param name="curves">What <see cref="DetectorBenchmark.Sweep"/> gave.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void WriteCurveTable(IReadOnlyList<OperatingCurve> curves, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(stream);
        StringBuilder text = new("detector\tburst_to_noise_db\tparameter\tthreshold\tis_default\t" + Numbers + "\n");
        foreach (OperatingCurve curve in curves)
        {
            foreach (OperatingPoint point in curve.Points)
            {
                string[] cells =
                [
                    Cell(curve.Detector), Number(curve.BurstToNoiseDb, "0.###"), Cell(curve.Parameter), Number(point.Threshold, "G6"),
                    point.IsDefault ? "true" : "false", .. Cells(point.Accuracy),
                ];
                text.AppendJoin('\t', cells).Append('\n');
            }
        }

        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Writes options, accuracies and curves as one object: stable order of keys, units in the names.</summary>
    /// <param name="accuracies">What <see cref="DetectorBenchmark.Run"/> gave.</param>
    /// <param name="curves">What <see cref="DetectorBenchmark.Sweep"/> gave; may be empty.</param>
    /// <param name="options">What both were asked for.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void WriteJson(
        IReadOnlyList<DetectorAccuracy> accuracies, IReadOnlyList<OperatingCurve> curves, DetectorBenchmarkOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(accuracies);
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema_version", "1.0");
            WriteOptions(json, options);
            json.WriteStartArray("detectors");
            foreach (IGrouping<string, DetectorAccuracy> detector in accuracies.GroupBy(accuracy => accuracy.Detector))
            {
                json.WriteStartObject();
                json.WriteString("name", detector.Key);
                json.WriteStartArray("accuracy");
                foreach (DetectorAccuracy accuracy in detector)
                {
                    json.WriteStartObject();
                    json.Number("burst_to_noise_db", accuracy.BurstToNoiseDb);
                    ScoreJson.WriteNumbers(json, accuracy.Score, accuracy.F1Ci95, accuracy.FalsePerHourCi95);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                WriteCurves(json, [.. curves.Where(curve => curve.Detector == detector.Key)]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void WriteOptions(Utf8JsonWriter json, DetectorBenchmarkOptions options)
    {
        json.WriteStartObject("options");
        json.WriteString("scenario", SimulationScenarios.NameOf(options.Scenario));
        json.WriteString("emg_model", options.EmgModel == EmgModel.MotorUnits ? "motor-units" : "noise");
        json.WriteStartArray("burst_to_noise_db");
        foreach (double ratio in options.BurstToNoiseDb)
        {
            json.NumberValue(ratio);
        }

        json.WriteEndArray();
        json.WriteNumber("recordings", options.Recordings);
        json.Number("duration_s", options.DurationSeconds);
        json.Number("sampling_rate_hz", options.SampleRate);
        json.Number("jerks_per_min", options.RatePerMinute);
        json.Number("hum_hz", options.HumHz);
        json.Number("jerk_limit_s", options.JerkLimitSeconds);
        json.Number("match_tolerance_s", options.Match.ToleranceSeconds);
        json.WriteString("match_criterion", options.Match.Criterion == MatchCriterion.Onset ? "onset" : "overlap");
        json.WriteNumber("seed", options.Seed);
        json.WriteEndObject();
    }

    private static void WriteCurves(Utf8JsonWriter json, IReadOnlyList<OperatingCurve> curves)
    {
        json.WriteStartArray("operating_curves");
        foreach (OperatingCurve curve in curves)
        {
            json.WriteStartObject();
            json.Number("burst_to_noise_db", curve.BurstToNoiseDb);
            json.WriteString("parameter", curve.Parameter);
            json.WriteStartArray("points");
            foreach (OperatingPoint point in curve.Points)
            {
                json.WriteStartObject();
                json.Number("threshold", point.Threshold);
                json.WriteBoolean("is_default", point.IsDefault);
                ScoreJson.WriteNumbers(json, point.Accuracy.Score, point.Accuracy.F1Ci95, point.Accuracy.FalsePerHourCi95);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string[] Cells(DetectorAccuracy accuracy)
    {
        DetectionScore score = accuracy.Score;
        return
        [
            Number(score.TruePositives, "0"), Number(score.FalsePositives, "0"), Number(score.FalseNegatives, "0"),
            Number(score.Precision?.Value, "0.00000"), Number(score.Recall?.Value, "0.00000"), Number(score.F1, "0.00000"),
            Number(accuracy.F1Ci95?.Low, "0.00000"), Number(accuracy.F1Ci95?.High, "0.00000"), Number(score.FalsePerHour, "0.0"),
            .. Errors(score.OnsetError), .. Errors(score.OffsetError),
            Number(score.Precision?.Low, "0.00000"), Number(score.Precision?.High, "0.00000"),
            Number(score.Recall?.Low, "0.00000"), Number(score.Recall?.High, "0.00000"),
            Number(accuracy.FalsePerHourCi95.Low, "0.0"), Number(accuracy.FalsePerHourCi95.High, "0.0"),
        ];
    }

    private static string[] Errors(TimingError? error) =>
    [
        Number(error?.MedianSeconds * 1000, "0.00"), Number(error?.MedianAbsoluteSeconds * 1000, "0.00"), Number(error?.Percentile95Seconds * 1000, "0.00"),
    ];

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "n/a";

    // A cell of such a table cannot hold a tab or a line break.
    private static string Cell(string text) => string.Join(' ', text.Split('\t', '\r', '\n'));
}
