using System.CommandLine;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>report</c>: the report of an analysis anew, from its summary and its recording.</summary>
internal static class ReportCommand
{
    public static Command Create(CommonOptions common)
    {
        Argument<string[]> summaries = new("SUMMARY") { Description = "Summaries that analyze wrote (R_summary.json).", Arity = ArgumentArity.OneOrMore };
        Option<string?> output = new("--output", "-o") { Description = "Folder to write into; default: that of each summary.", HelpName = "DIR" };
        Option<string?> recording = new("--recording")
        {
            Description = "The recording, where it is neither beside the summary nor in the working folder.",
            HelpName = "FILE",
        };
        Option<string?> events = new("--events") { Description = "A reviewed table (TSV, saved from a report): events, summary and report are written anew by its decisions.", HelpName = "FILE" };
        Option<string?> figures = ReportOutputs.FiguresOption();
        Option<bool> force = new("--force") { Description = "Overwrite a report that exists; with --events the events and the summary too." };
        Command command = new("report", "Write R_report.html anew: repeats the analysis that a summary came from, with its options, on the same recording.")
        {
            summaries, output, recording, events, figures, force,
        };
        command.SetAction((parsed, cancellation) =>
        {
            string[] paths = parsed.GetValue(summaries)!;
            foreach ((string name, string? value) in new[] { ("--recording", parsed.GetValue(recording)), ("--events", parsed.GetValue(events)) })
            {
                if (value is not null && paths.Length > 1)
                {
                    throw new CliException(ExitCodes.Usage, $"{name}: expected one summary, found {paths.Length}", remedy: "write their reports one by one");
                }
            }

            ReportRun run = new(
                paths,
                parsed.GetValue(output),
                parsed.GetValue(recording),
                parsed.GetValue(events),
                new ReportOutputs(true, parsed.GetValue(figures) is not null),
                parsed.GetValue(force),
                common.IsQuiet(parsed),
                common.IsDiagnostic(parsed),
                common.Console(parsed, Console.Out, Console.IsOutputRedirected),
                common.Console(parsed, Console.Error, Console.IsErrorRedirected));
            return Task.FromResult(run.Execute(cancellation));
        });
        return command;
    }
}
