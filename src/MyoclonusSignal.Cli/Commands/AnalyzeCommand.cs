using System.CommandLine;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection.Published;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus analyze</c>: the main job.</summary>
internal static class AnalyzeCommand
{
    private const string OwnDetector = "adaptive";

    public static Command Create(CommonOptions common)
    {
        Argument<string[]> recordings = new("RECORDING")
        {
            Description = "Recordings to analyse; - reads one from standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        recordings.Validators.Add(RecordingArguments.RefuseOptions);
        Option<string> output = new("--output", "-o")
        {
            Description = "Folder for the results.",
            HelpName = "DIR",
            DefaultValueFactory = _ => ".",
        };
        SignalOptions signal = new();
        Option<bool> removeEcg = new("--remove-ecg") { Description = "Subtract the heartbeats from every EMG channel before jerks are looked for." };
        Option<double?> start = new("--start")
        {
            Description = "Where to begin, in seconds from the first sample (default 0).",
            HelpName = "S",
            CustomParser = result => RecordingArguments.ParseAtLeast(result, 0),
        };
        Option<double?> stop = new("--stop")
        {
            Description = "Where to stop, in seconds from the first sample (default: the end).",
            HelpName = "S",
            CustomParser = result => RecordingArguments.ParseAbove(result, 0),
        };
        Option<string> detector = new("--detector")
        {
            Description = $"Detector of bursts in EMG: adaptive (the default, our own) or one of the literature, to compare: {string.Join(", ", PublishedDetectors.All().Select(PublishedDetectors.KeyOf))}.",
            HelpName = "NAME",
        };
        detector.Validators.Add(result =>
        {
            string? name = result.GetValueOrDefault<string>();
            if (name is not OwnDetector && (name is null || PublishedDetectors.Find(name) is null))
            {
                result.AddError($"--detector: expected {OwnDetector}, {string.Join(", ", PublishedDetectors.All().Select(PublishedDetectors.KeyOf))}, found \"{name}\"");
            }
        });
        Option<int> jobs = new("--jobs")
        {
            Description = "Recordings analysed at the same time.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = RecordingArguments.ParseCount,
        };
        Option<bool> force = new("--force") { Description = "Overwrite results that exist." };
        Option<bool> json = new("--json") { Description = "Print the summary as JSON on standard output." };
        Option<bool> cycles = new("--cycles") { Description = "Write R_cycles.tsv with R_cycles.json too: every cycle of a rhythm with its time, frequency and amplitude." };
        Option<bool> noReport = new("--no-report") { Description = "Write no R_report.html." };
        Option<string?> figures = ReportOutputs.FiguresOption();
        RecordingArguments recording = new();
        HypnogramOptionsReader hypnogram = new();
        Command command = new("analyze", "Find the jerks and the rhythm of recordings: writes R_events.tsv, R_events.json, R_summary.json and R_report.html for each.")
        {
            recordings, output, signal.Channels, signal.LineFrequency, signal.EmgBand, signal.RhythmBand, detector, removeEcg, start, stop, signal.File, recording.SampleRate, recording.TimeColumn, recording.Clock, recording.Kind, recording.Columns, recording.AnnotationColumns, recording.Resample, recording.Lenient, recording.TextEncoding, hypnogram.File, hypnogram.Scheme, noReport, figures, cycles, jobs, force, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            AnalysisOptions options = signal.Apply(parsed, new());
            options = options with
            {
                EmgBurstDetector = parsed.GetValue(detector) is string name ? PublishedDetectors.Find(name) : options.EmgBurstDetector,
                Reading = hypnogram.Apply(parsed, recording.Apply(parsed, options.Reading)),
                Resample = parsed.GetValue(recording.Resample) || options.Resample,
                RemoveEcg = parsed.GetValue(removeEcg) || options.RemoveEcg,
                StartSeconds = parsed.GetValue(start) ?? options.StartSeconds,
                StopSeconds = parsed.GetValue(stop) ?? options.StopSeconds,
            };
            if (options.StopSeconds <= options.StartSeconds)
            {
                throw new CliException(
                    ExitCodes.Usage,
                    string.Create(CultureInfo.InvariantCulture, $"--stop: expected a time after --start ({options.StartSeconds} s), found {options.StopSeconds} s"));
            }

            SignalOptions.ThrowIfOutside(options);
            HypnogramOptionsReader.ThrowIfShared(options.Reading, parsed.GetValue(recordings)!.Length);
            ReportOutputs outputs = new(!parsed.GetValue(noReport), parsed.GetValue(figures) is not null);
            AnalyzeRun run = new(
                parsed.GetValue(recordings)!,
                options,
                outputs,
                [.. new[] { parsed.GetValue(signal.File), options.Reading.Hypnogram }.OfType<string>()],
                parsed.GetValue(output)!,
                parsed.GetValue(force),
                parsed.GetValue(cycles),
                parsed.GetValue(jobs),
                parsed.GetValue(json),
                common.IsQuiet(parsed),
                common.IsDiagnostic(parsed),
                common.Console(parsed, Console.Out, Console.IsOutputRedirected),
                common.Console(parsed, Console.Error, Console.IsErrorRedirected));
            return Task.FromResult(run.Execute(cancellation));
        });
        return command;
    }
}
