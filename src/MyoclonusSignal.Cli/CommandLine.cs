using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using MyoclonusSignal.Cli.Commands;

namespace MyoclonusSignal.Cli;

/// <summary>The command line as a whole: parses, calls one command, and turns what goes wrong into an error and an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        RootCommand root = new("Finds myoclonic jerks in surface-EMG and accelerometer recordings and tells whether they are rhythmic at 3-8 Hz. Not a medical device; states no diagnosis.");
        CommonOptions common = new();
        root.Options.Add(common.Verbosity);
        root.Options.Add(common.Quiet);
        root.Options.Add(common.NoColor);
        root.Subcommands.Add(AnalyzeCommand.Create(common));
        root.Subcommands.Add(ReportCommand.Create(common));
        root.Subcommands.Add(RunCommand.Create(common));
        root.Subcommands.Add(InspectCommand.Create(common));
        root.Subcommands.Add(ConvertCommand.Create(common));
        root.Subcommands.Add(SimulateCommand.Create(common));
        root.Subcommands.Add(EvaluateCommand.Create());
        root.Subcommands.Add(BenchmarkCommand.Create());
        root.Subcommands.Add(WatchCommand.Create(common));
        ExamplesHelpAction help = UseExamples(root);
        root.SetAction(help.Invoke);

        // A name that begins with @ is a name: a file of arguments is nothing that anybody asked for.
        ParseResult parsed = root.Parse(Names(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not ExamplesHelpAction && parsed.Errors.Count > 0)
        {
            return WriteUsageErrors(parsed);
        }

        using EndingSignals signals = new();
        try
        {
            int code = parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                signals.Stop).GetAwaiter().GetResult();
            return code == ExitCodes.Interrupted ? signals.ExitCode : code;
        }
        catch (Exception error)
        {
            int code = ErrorReport.Write(error, Console.Error, common.IsDiagnostic(parsed));
            return code == ExitCodes.Interrupted ? signals.ExitCode : code;
        }
    }

    /// <summary>What stands behind <c>--</c> is a name, also where it begins as an option does.</summary>
    private static string[] Names(string[] args)
    {
        int end = Array.IndexOf(args, "--");
        return end < 0 ? args : [.. args[..(end + 1)], .. args[(end + 1)..].Select(name => name.Length > 1 && name[0] == '-' ? "./" + name : name)];
    }

    private static ExamplesHelpAction UseExamples(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().First();
        ExamplesHelpAction action = new((HelpAction)help.Action!);
        help.Action = action;
        return action;
    }

    private static int WriteUsageErrors(ParseResult parsed)
    {
        foreach (ParseError error in parsed.Errors)
        {
            Console.Error.WriteLine("error: " + error.Message);
        }

        string? unknown = parsed.UnmatchedTokens is [string first, ..] ? first : null;
        string? near = unknown is null ? null : Suggestion.For(unknown, Names(parsed.CommandResult.Command));
        string verb = parsed.CommandResult.Command is RootCommand ? string.Empty : " " + parsed.CommandResult.Command.Name;
        Console.Error.WriteLine(near is not null ? $"  try: {near}" : $"  try: myoclonus{verb} --help");
        return ExitCodes.Usage;
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name));
}
