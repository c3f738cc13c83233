using System.CommandLine;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus watch</c>: jerks as they come, from a recording that is still being made.</summary>
internal static class WatchCommand
{
    private const double MostLookAheadSeconds = 60;

    public static Command Create(CommonOptions common)
    {
        Argument<string> recording = new("RECORDING") { Description = "- for standard input, or a named pipe: CSV lines as for analyze, as they are written." };
        recording.Validators.Add(RecordingArguments.RefuseOptions);
        Option<double?> lookAhead = new("--look-ahead")
        {
            Description = "How far to look ahead for the resting level, in seconds; events come so much later (default 0).",
            HelpName = "S",
            CustomParser = result =>
            {
                double? seconds = RecordingArguments.ParseAtLeast(result, 0);
                if (seconds > MostLookAheadSeconds)
                {
                    result.AddError(string.Create(
                        CultureInfo.InvariantCulture, $"--look-ahead: expected at most {MostLookAheadSeconds} s, found \"{result.Tokens[0].Value}\""));
                }

                return seconds;
            },
        };
        Option<bool> removeEcg = new("--remove-ecg") { Description = "Subtract the heartbeats from every EMG channel before jerks are looked for; events come later by it." };
        SignalOptions signal = new();
        RecordingArguments options = new();
        Command command = new("watch", "Give the jerks of a recording while it is made, and when a rhythm begins, changes its frequency and ends: a line of JSON for each, some seconds behind it.")
        {
            recording, options.SampleRate, options.TimeColumn, options.Clock, options.Columns, options.AnnotationColumns, options.Lenient, options.TextEncoding, signal.Channels, options.Kind, signal.LineFrequency, signal.EmgBand, signal.RhythmBand, removeEcg, lookAhead, signal.File,
        };
        command.SetAction((parsed, cancellation) =>
        {
            AnalysisOptions analysis = signal.Apply(parsed, AnalysisOptions.ForLive);
            analysis = analysis with { RemoveEcg = parsed.GetValue(removeEcg) || analysis.RemoveEcg };
            if (parsed.GetValue(lookAhead) is double seconds)
            {
                analysis = analysis with
                {
                    EmgDetector = analysis.EmgDetector with { LookAheadSeconds = seconds },
                    AccelerationDetector = analysis.AccelerationDetector with { LookAheadSeconds = seconds },
                };
            }

            SignalOptions.ThrowIfOutside(analysis);
            ThrowIfNotLive(analysis, parsed.GetValue(signal.File));
            RecordingOptions recordingOptions = options.Read(parsed) with { IsLive = true };
            WatchRun run = new(
                parsed.GetValue(recording)!,
                recordingOptions,
                analysis,
                common.IsQuiet(parsed) ? null : common.Console(parsed, Console.Error, Console.IsErrorRedirected));
            return Task.FromResult(run.Execute(cancellation));
        });
        return command;
    }

    /// <summary>The options of a summary may ask for what needs the whole recording.</summary>
    private static void ThrowIfNotLive(AnalysisOptions options, string? file)
    {
        string? found = options.EmgBurstDetector is { } detector ? $"the detector \"{detector.Name}\"" : options.Resample ? "\"resample\": true" : null;
        if (found is not null)
        {
            throw new CliException(
                ExitCodes.Usage,
                $"--options {file}: {found} needs a whole recording",
                remedy: "take it out of the file, or analyze the recording when it is whole");
        }
    }
}
