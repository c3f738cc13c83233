using System.CommandLine;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Cli.Bids;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus run</c>: a BIDS data set in, a derivative of it out, called as BIDS Apps are.</summary>
internal static class RunCommand
{
    public static Command Create(CommonOptions common)
    {
        Argument<string> source = new("BIDS_DIR") { Description = "The root of a BIDS data set; nothing is written into it, but for its folder derivatives/." };
        Argument<string> output = new("OUT_DIR") { Description = "The folder of the derivative." };
        Argument<string> level = new("LEVEL") { Description = "participant: analyse recordings; group: one table of what participants' results say." };
        Option<string[]> participants = Labels("participant", "sub-");
        Option<string[]> sessions = Labels("session", "ses-");
        Option<string[]> tasks = Labels("task", "task-");
        SignalOptions signal = new();
        Option<int> jobs = new("--jobs")
        {
            Description = "Recordings analysed at the same time (default 1).",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = RecordingArguments.ParseCount,
        };
        Option<bool> force = new("--force") { Description = "Overwrite results that exist." };
        Option<bool> resume = new("--resume") { Description = "Leave out recordings whose results are there, whole, and made with these options from what the recording is now." };
        Option<string?> exclude = new("--exclude")
        {
            Description = "Participants that the group does without: a participant and the reason on each line. Without it every participant must have results.",
            HelpName = "FILE",
        };
        Command command = new("run", "Analyse a BIDS data set, as a BIDS App: a derivative with the events and the summary of every recording, or the table of a group.")
        {
            source, output, level, participants, sessions, tasks, signal.Channels, signal.LineFrequency, signal.EmgBand, signal.RhythmBand, signal.File, jobs, force, resume, exclude,
        };
        command.SetAction((parsed, cancellation) =>
        {
            string stage = parsed.GetValue(level)!;
            if (stage is not ("participant" or "group"))
            {
                throw new CliException(
                    ExitCodes.UnknownLevel, $"LEVEL: expected participant or group, found \"{stage}\"", remedy: Suggestion.For(stage, ["participant", "group"]));
            }

            BidsDataset dataset = Open(parsed.GetValue(source)!);
            DerivativeFolder derivative = new(dataset, parsed.GetValue(output)!, parsed.GetValue(force));
            LabelFilter filter = new(parsed.GetValue(participants), parsed.GetValue(sessions), parsed.GetValue(tasks));
            if (stage == "group")
            {
                GroupTable table = new(dataset, derivative, filter, ExclusionList.Read(parsed.GetValue(exclude), dataset), common.IsQuiet(parsed));
                return Task.FromResult(table.Write(cancellation));
            }

            if (parsed.GetValue(exclude) is not null)
            {
                throw new CliException(
                    ExitCodes.Usage, "--exclude: expected the level group, found participant", remedy: "name the participants to analyse with --participant-label");
            }

            AnalysisOptions options = signal.Apply(parsed, new());
            SignalOptions.ThrowIfOutside(options);
            if (options.Reading.Hypnogram is string hypnogram)
            {
                throw new CliException(
                    ExitCodes.Usage,
                    $"--options: expected options for many recordings, found those of one with the hypnogram {hypnogram}",
                    remedy: "take the key hypnogram out of options.reading");
            }

            ParticipantRun run = new(
                dataset, derivative, filter, options, parsed.GetValue(force), parsed.GetValue(resume), parsed.GetValue(jobs), common.IsQuiet(parsed), common.IsDiagnostic(parsed));
            return Task.FromResult(run.Execute(cancellation));
        });
        return command;
    }

    private static Option<string[]> Labels(string what, string prefix) => new($"--{what}-label", $"--{what}_label")
    {
        Description = $"Labels of the {what}s to take, with or without {prefix} (default: all).",
        HelpName = "LABEL",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(token => token.Value.StartsWith(prefix, StringComparison.Ordinal) ? token.Value[prefix.Length..] : token.Value)],
    };

    private static BidsDataset Open(string root)
    {
        try
        {
            return BidsDataset.Open(root);
        }
        catch (RecordingFormatException error)
        {
            throw new CliException(ExitCodes.InvalidBids, error.Message, remedy: error.Remedy, innerException: error);
        }
    }
}
