using System.CommandLine;
using Spectre.Console;

namespace MyoclonusSignal.Cli;

/// <summary>Options that every command understands.</summary>
internal sealed class CommonOptions
{
    public Option<string> Verbosity { get; } = new("--verbosity", "-v")
    {
        Description = "How much is printed on standard error: quiet, normal or diagnostic (stack traces).",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => "normal",
        Recursive = true,
        CustomParser = result =>
        {
            string level = result.Tokens[0].Value;
            if (level is not ("quiet" or "normal" or "diagnostic"))
            {
                result.AddError($"--verbosity: expected quiet, normal or diagnostic, found \"{level}\"");
            }

            return level;
        },
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Tell errors only; the same as --verbosity quiet.",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colours; the variable NO_COLOR does the same.",
        Recursive = true,
    };

    public bool IsDiagnostic(ParseResult parsed) => parsed.GetValue(Verbosity) == "diagnostic";

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(Quiet) || parsed.GetValue(Verbosity) == "quiet";

    /// <summary>Gives a console on a stream: colours and animation only on a terminal that wants them.</summary>
    public IAnsiConsole Console(ParseResult parsed, TextWriter writer, bool isRedirected)
    {
        bool isPlain = isRedirected
            || parsed.GetValue(NoColor)
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isPlain ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected)
        {
            // A file has no width; a table must not be broken for one.
            console.Profile.Width = 160;
        }

        return console;
    }
}
