using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Reporting.Figures;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus benchmark</c>: the accuracy of every detector over the size of the jerks.</summary>
internal static class BenchmarkCommand
{
    private const string SetName = "detectors";
    private const string TableFile = "detectors.tsv";
    private const string CurveTableFile = "detectors_curves.tsv";
    private const string JsonFile = "detectors.json";
    private const string FigureFile = "detectors_accuracy.svg";
    private const string CurveFigureFile = "detectors_curves.svg";

    // The sizes at which detectors differ most: of those asked for, the nearest ones are in the figure of curves.
    private static readonly double[] CurveSizesDb = [0, 6];

    public static Command Create()
    {
        Option<string?> folder = new("--output", "-o") { Description = "Folder for the tables, the JSON and the figures (default: none are written).", HelpName = "DIR" };
        Option<double[]> ratios = new("--burst-to-noise")
        {
            Description = "Sizes of the jerks (of contractions in negative-myoclonus) in dB over the noise, separated by commas (default by scenario; -3,0,3,6,10,16,20 in most).",
            HelpName = "A,B",
            CustomParser = ParseRatios,
        };
        Option<SimulationScenario?> scenario = new("--scenario")
        {
            Description = "What the recordings contain: " + string.Join(", ", DetectorBenchmark.Scenarios.Select(SimulationScenarios.NameOf)) + " (default random-jerks).",
            HelpName = "NAME",
            CustomParser = result => ScenarioName.Parse(result, DetectorBenchmark.Scenarios),
        };
        EmgModelOption model = new();
        Option<int> recordings = new("--recordings")
        {
            Description = "Simulated recordings of each size.",
            HelpName = "N",
            CustomParser = RecordingArguments.ParseCount,
            DefaultValueFactory = _ => new DetectorBenchmarkOptions().Recordings,
        };
        Option<double?> duration = new("--duration")
        {
            Description = "Length of each in seconds, at least 5 (default 60; 180 in daily-life).",
            HelpName = "S",
            CustomParser = result => RecordingArguments.ParseAtLeast(result, 5),
        };
        Option<double?> sampleRate = new("--sample-rate")
        {
            Description = "Sampling rate in Hz, at least 125 for EMG with hum of 50 Hz (default 2000; 100 for acceleration).",
            HelpName = "HZ",
            CustomParser = result => RecordingArguments.ParseAtLeast(result, 20),
        };
        Option<ulong> seed = RecordingArguments.Seed("Seed; the same seed gives the same table.");
        Option<int> jobs = new("--jobs")
        {
            Description = "Threads to use: as a rule one for each processor.",
            HelpName = "N",
            CustomParser = RecordingArguments.ParseCount,
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        Option<bool> withoutCurves = new("--no-curves") { Description = "Leave out the operating curves: every detector at ten thresholds, most of the time of a run with -o or --json." };
        Option<bool> json = new("--json") { Description = "Print JSON on standard output." };
        Option<bool> force = new("--force") { Description = "Overwrite files that exist." };
        Command command = new("benchmark", "Compare the detectors, ours and the published ones, on simulated recordings with known jerks.")
        {
            folder, ratios, scenario, model.Option, recordings, duration, sampleRate, seed, jobs, withoutCurves, json, force,
        };
        command.SetAction((parsed, cancellation) =>
        {
            DetectorBenchmarkOptions defaults = DetectorBenchmarkOptions.For(parsed.GetValue(scenario) ?? SimulationScenario.RandomJerks);
            DetectorBenchmarkOptions options = defaults with
            {
                BurstToNoiseDb = parsed.GetValue(ratios) is { Length: > 0 } given ? given : defaults.BurstToNoiseDb,
                EmgModel = model.Read(parsed),
                Recordings = parsed.GetValue(recordings),
                DurationSeconds = parsed.GetValue(duration) ?? defaults.DurationSeconds,
                SampleRate = parsed.GetValue(sampleRate) ?? defaults.SampleRate,
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(jobs),
            };
            string? name = parsed.GetValue(folder);
            bool hasJson = parsed.GetValue(json);
            bool hasCurves = (name is not null || hasJson) && !parsed.GetValue(withoutCurves);
            using OutputFolder? output = name is null ? null : new OutputFolder(name, parsed.GetValue(force), cancellation);
            try
            {
                output?.Prepare([SetName], [TableFile, JsonFile, FigureFile, .. hasCurves ? (string[])[CurveTableFile, CurveFigureFile] : [], ResultNames.Manifest(SetName)]);
                IReadOnlyList<DetectorAccuracy> accuracies =
                    DetectorBenchmark.RunWith(Detectors(options), [WholeAnalysis.For(options.Wanted)], options, cancellation);
                IReadOnlyList<OperatingCurve> curves = hasCurves ? DetectorBenchmark.Sweep(ThresholdSweep.All(options), options, cancellation) : [];
                List<(string Name, Action<Stream> Write)> files = Files(accuracies, curves, options);
                output?.Write(SetName, files, written => (ResultNames.Manifest(SetName), ResultManifest.Of(BenchmarkFiles.ToNode(options), written).Write));
                if (hasJson)
                {
                    using Stream stdout = StandardOutput.Open();
                    BenchmarkFiles.WriteJson(accuracies, curves, options, stdout);
                }
                else
                {
                    Print(accuracies, options);
                    if (name is not null)
                    {
                        Console.WriteLine();
                        files.ForEach(file => Console.WriteLine("wrote " + Path.Combine(name, file.Name)));
                    }
                }
            }
            catch (ArgumentException error)
            {
                throw new CliException(ExitCodes.Usage, $"benchmark: {ErrorReport.OneLine(error)}", innerException: error);
            }
            finally
            {
                output?.RemoveIfUnused();
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static List<IBurstDetector> Detectors(DetectorBenchmarkOptions options) =>
        [.. options.HasDetectorOfBursts ? (IBurstDetector[])[DetectorBenchmark.Adaptive(options)] : [], .. PublishedDetectors.All()];

    private static List<(string Name, Action<Stream> Write)> Files(
        IReadOnlyList<DetectorAccuracy> accuracies, IReadOnlyList<OperatingCurve> curves, DetectorBenchmarkOptions options)
    {
        List<(string Name, Action<Stream> Write)> files =
        [
            (TableFile, stream => BenchmarkFiles.WriteTable(accuracies, stream)),
            (JsonFile, stream => BenchmarkFiles.WriteJson(accuracies, curves, options, stream)),
            (FigureFile, stream => AccuracyFigure.Write(accuracies, stream)),
        ];
        if (curves.Count > 0)
        {
            double[] sizes = [.. CurveSizesDb.Select(wanted => options.BurstToNoiseDb.MinBy(ratio => Math.Abs(ratio - wanted)))];
            OperatingCurve[] shown = [.. curves.Where(curve => sizes.Contains(curve.BurstToNoiseDb))];
            files.Add((CurveTableFile, stream => BenchmarkFiles.WriteCurveTable(curves, stream)));
            files.Add((CurveFigureFile, stream => OperatingCurveFigure.Write(shown, stream)));
        }

        return files;
    }

    private static void Print(IReadOnlyList<DetectorAccuracy> accuracies, DetectorBenchmarkOptions options)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{SimulationScenarios.NameOf(options.Scenario)}: {options.Recordings} recordings of {options.DurationSeconds:0.#} s for each size, {(options.HumHz > 0 ? $"hum of {options.HumHz:0} Hz" : "no hum")}, {options.SampleRate:0} Hz"));
        Print("F1", accuracies, options, score => score.F1?.ToString("0.000", CultureInfo.InvariantCulture));
        Print("median |onset error| in ms", accuracies, options, score => Milliseconds(score.OnsetError?.MedianAbsoluteSeconds, "0.0"));
        Print("95th percentile of it in ms", accuracies, options, score => Milliseconds(score.OnsetError?.Percentile95Seconds, "0.0"));
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

        if (ratios.Count == 0)
        {
            result.AddError("--burst-to-noise: expected numbers of dB separated by commas, found none");
        }

        return [.. ratios];
    }
}
