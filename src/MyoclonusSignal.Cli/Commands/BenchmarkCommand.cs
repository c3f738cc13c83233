using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Evaluation;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus benchmark</c>: the accuracy of every detector over the size of the jerks.</summary>
internal static class BenchmarkCommand
{
    private const string FileName = "detectors.tsv";

    public static Command Create()
    {
        Option<string?> folder = new("--output", "-o") { Description = $"Folder for {FileName}, the whole table (default: none is written).", HelpName = "DIR" };
        Option<double[]> ratios = new("--burst-to-noise")
        {
            Description = "Sizes of the jerks in dB over the noise, separated by commas (default -3,0,3,6,10,15,20).",
            HelpName = "A,B",
            CustomParser = ParseRatios,
        };
        Option<int> recordings = new("--recordings")
        {
            Description = "Simulated recordings of each size (default 12).",
            HelpName = "N",
            CustomParser = RecordingOptions.ParseCount,
            DefaultValueFactory = _ => new DetectorBenchmarkOptions().Recordings,
        };
        Option<double?> duration = new("--duration")
        {
            Description = "Length of each in seconds, at least 5 (default 60).",
            HelpName = "S",
            CustomParser = result => RecordingOptions.ParseAtLeast(result, 5),
        };
        Option<ulong> seed = new("--seed") { Description = "Seed; the same seed gives the same table (default 1).", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> jobs = new("--jobs")
        {
            Description = "Threads to use (default: one for each processor).",
            HelpName = "N",
            CustomParser = RecordingOptions.ParseCount,
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        Option<bool> force = new("--force") { Description = "Overwrite a table that exists." };
        Command command = new("benchmark", "Compare the detectors, ours and the published ones, on simulated recordings with known jerks.")
        {
            folder, ratios, recordings, duration, seed, jobs, force,
        };
        command.SetAction((parsed, cancellation) =>
        {
            DetectorBenchmarkOptions defaults = new();
            DetectorBenchmarkOptions options = defaults with
            {
                BurstToNoiseDb = parsed.GetValue(ratios) is { Length: > 0 } given ? given : defaults.BurstToNoiseDb,
                Recordings = parsed.GetValue(recordings),
                DurationSeconds = parsed.GetValue(duration) ?? defaults.DurationSeconds,
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(jobs),
            };
            OutputFolder? output = parsed.GetValue(folder) is string name ? new OutputFolder(name, parsed.GetValue(force)) : null;
            output?.Prepare([FileName]);
            try
            {
                IReadOnlyList<DetectorAccuracy> accuracies =
                    DetectorBenchmark.Run([new AdaptiveBurstDetector(), .. PublishedDetectors.All()], options, cancellation);
                Print(accuracies, options);
                output?.Write([(FileName, stream => stream.Write(Encoding.UTF8.GetBytes(Table(accuracies))))]);
                if (output is not null)
                {
                    Console.WriteLine("wrote " + Path.Combine(parsed.GetValue(folder)!, FileName));
                }
            }
            finally
            {
                output?.RemoveIfUnused();
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Print(IReadOnlyList<DetectorAccuracy> accuracies, DetectorBenchmarkOptions options)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Recordings} recordings of {options.DurationSeconds:0.#} s for each size, {options.RatePerMinute:0.#} jerks a minute of 30 to 100 ms, hum of {options.HumHz:0} Hz, {options.SampleRate:0} Hz"));
        Print("F1", accuracies, options, score => score.F1?.ToString("0.000", CultureInfo.InvariantCulture));
        Print("median |onset error| in ms", accuracies, options, score => Milliseconds(score.OnsetError?.MedianAbsoluteSeconds, "0.0"));
        Print("false events per hour", accuracies, options, score => score.FalsePerHour?.ToString("0", CultureInfo.InvariantCulture));
    }

    private static void Print(
        string title, IReadOnlyList<DetectorAccuracy> accuracies, DetectorBenchmarkOptions options, Func<DetectionScore, string?> cell)
    {
        Console.WriteLine();
        Console.WriteLine($"{title,-28}" + string.Concat(options.BurstToNoiseDb.Select(ratio => string.Create(CultureInfo.InvariantCulture, $"{ratio,6:0.#} dB"))));
        foreach (IGrouping<string, DetectorAccuracy> detector in accuracies.GroupBy(accuracy => accuracy.Detector))
        {
            Console.WriteLine($"  {detector.Key,-26}" + string.Concat(detector.Select(accuracy => $"{cell(accuracy.Score) ?? "-",9}")));
        }
    }

    private static string Table(IReadOnlyList<DetectorAccuracy> accuracies)
    {
        StringBuilder text = new("detector\tburst_to_noise_db\ttrue_positives\tfalse_positives\tfalse_negatives\tprecision\trecall\tf1\tf1_ci95_low\tf1_ci95_high\tfalse_per_hour\tonset_error_ms\tonset_abs_error_ms\tonset_error_p95_ms\toffset_error_ms\toffset_abs_error_ms\toffset_error_p95_ms\n");
        foreach (DetectorAccuracy accuracy in accuracies)
        {
            DetectionScore score = accuracy.Score;
            string[] cells =
            [
                accuracy.Detector, Number(accuracy.BurstToNoiseDb, "0.###"), Number(score.TruePositives, "0"), Number(score.FalsePositives, "0"),
                Number(score.FalseNegatives, "0"), Number(score.Precision?.Value, "0.0000"), Number(score.Recall?.Value, "0.0000"),
                Number(score.F1, "0.0000"), Number(accuracy.F1Ci95?.Low, "0.0000"), Number(accuracy.F1Ci95?.High, "0.0000"),
                Number(score.FalsePerHour, "0.0"), .. Errors(score.OnsetError), .. Errors(score.OffsetError),
            ];
            text.AppendJoin('\t', cells).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Errors(TimingError? error) =>
    [
        Milliseconds(error?.MedianSeconds, "0.00") ?? "n/a",
        Milliseconds(error?.MedianAbsoluteSeconds, "0.00") ?? "n/a",
        Milliseconds(error?.Percentile95Seconds, "0.00") ?? "n/a",
    ];

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "n/a";

    private static string? Milliseconds(double? seconds, string format) => (seconds * 1000)?.ToString(format, CultureInfo.InvariantCulture);

    private static double[] ParseRatios(ArgumentResult result)
    {
        List<double> ratios = [];
        foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double ratio) && ratio is >= -60 and <= 120)
            {
                ratios.Add(ratio);
            }
            else
            {
                result.AddError($"--burst-to-noise: expected numbers of dB from -60 to 120, separated by commas, found \"{text}\"");
            }
        }

        return [.. ratios];
    }
}
