using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes what a comparison of detectors gave: tables for a spreadsheet, and everything as JSON. The same numbers give the same bytes.</summary>
internal static class BenchmarkFiles
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
        JsonFormats.Write(new BenchmarkView(accuracies, curves, options), stream);
    }

    /// <summary>Gives the options of a comparison as they stand in the JSON.</summary>
    public static JsonObject ToNode(DetectorBenchmarkOptions options) => JsonFormats.ToNode(new BenchmarkOptionsView(options));

    private static string[] Cells(DetectorAccuracy accuracy)
    {
        DetectionScore score = accuracy.Score;
        return
        [
            Number(score.TruePositives, "0"), Number(score.FalsePositives, "0"), Number(score.FalseNegatives, "0"),
            Number(score.Precision?.Value, "0.00000"), Number(score.Recall?.Value, "0.00000"), Number(score.F1, "0.00000"),
            Number(accuracy.F1Ci95?.Low, "0.00000"), Number(accuracy.F1Ci95?.High, "0.00000"), Number(score.FalsePerHour, "0.0"),
            .. Errors(score.OnsetError), .. Errors(score.OffsetError),
            Number(score.Precision?.Ci95.Low, "0.00000"), Number(score.Precision?.Ci95.High, "0.00000"),
            Number(score.Recall?.Ci95.Low, "0.00000"), Number(score.Recall?.Ci95.High, "0.00000"),
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

/// <summary>What a comparison of detectors gave: the keys in the order of the file.</summary>
internal sealed class BenchmarkView(IReadOnlyList<DetectorAccuracy> accuracies, IReadOnlyList<OperatingCurve> curves, DetectorBenchmarkOptions options)
{
    public string SchemaVersion { get; } = SummaryJson.SchemaVersion;

    public BenchmarkOptionsView Options => new(options);

    public IEnumerable<BenchmarkDetectorView> Detectors => accuracies.GroupBy(accuracy => accuracy.Detector)
        .Select(detector => new BenchmarkDetectorView(detector, [.. curves.Where(curve => curve.Detector == detector.Key)]));
}

/// <summary>What was compared on.</summary>
internal sealed class BenchmarkOptionsView(DetectorBenchmarkOptions options)
{
    public string Scenario => SimulationScenarios.NameOf(options.Scenario);

    public string EmgModel => options.EmgModel == Synthesis.EmgModel.MotorUnits ? "motor-units" : "noise";

    public IReadOnlyList<double> BurstToNoiseDb => options.BurstToNoiseDb;

    public int Recordings => options.Recordings;

    public double DurationSeconds => options.DurationSeconds;

    public double SamplingRateHz => options.SampleRate;

    public double JerksPerMinute => options.RatePerMinute;

    public double HumHz => options.HumHz;

    public double JerkLimitSeconds => options.JerkLimitSeconds;

    public double MatchToleranceSeconds => options.Match.ToleranceSeconds;

    public string MatchCriterion => options.Match.Criterion == Evaluation.MatchCriterion.Onset ? "onset" : "overlap";

    public ulong Seed => options.Seed;
}

/// <summary>One detector.</summary>
internal sealed class BenchmarkDetectorView(IGrouping<string, DetectorAccuracy> detector, IReadOnlyList<OperatingCurve> curves)
{
    public string Name => detector.Key;

    public IEnumerable<ScoreView> Accuracy => detector.Select(accuracy => ScoreView.Of(accuracy, burstToNoiseDb: accuracy.BurstToNoiseDb));

    public IEnumerable<OperatingCurveView> OperatingCurves => curves.Select(curve => new OperatingCurveView(curve));
}

/// <summary>One of its operating curves.</summary>
internal sealed class OperatingCurveView(OperatingCurve curve)
{
    public double BurstToNoiseDb => curve.BurstToNoiseDb;

    public string Parameter => curve.Parameter;

    public IEnumerable<ScoreView> Points => curve.Points.Select(point => ScoreView.Of(point.Accuracy, threshold: point.Threshold, isDefault: point.IsDefault));
}
