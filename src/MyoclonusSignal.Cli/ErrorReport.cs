using System.Globalization;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>Turns an exception into lines for a person and an exit code for a script.</summary>
internal static class ErrorReport
{
    /// <summary>Writes the error to standard error and gives its exit code.</summary>
    public static int Write(Exception error, TextWriter output, bool withStackTrace)
    {
        (int code, string message, string? reason, string? remedy) = Describe(error);
        output.WriteLine("error: " + VisibleText.Of(SettingNames.AsOptions(message)));
        if (reason is not null)
        {
            output.WriteLine("  " + VisibleText.Of(SettingNames.AsOptions(reason)));
        }

        if (remedy is not null)
        {
            output.WriteLine("  try: " + VisibleText.Of(SettingNames.AsOptions(remedy)));
        }

        if (withStackTrace)
        {
            foreach (string line in error.ToString().Split('\n'))
            {
                output.WriteLine(VisibleText.Of(line.TrimEnd('\r')));
            }
        }

        return code;
    }

    /// <summary>Gives the exit code of an error.</summary>
    public static int CodeOf(Exception error) => Describe(error).Code;

    /// <summary>Gives the message of a refused option in one line: what was expected and what was found.</summary>
    public static string OneLine(ArgumentException error)
    {
        string message = error.Message.Split('\n')[0].Trim();
        int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        message = (parameter < 0 ? message : message[..parameter]).TrimEnd('.');
        return error is ArgumentOutOfRangeException { ActualValue: object found }
            ? string.Create(CultureInfo.InvariantCulture, $"{message}, found {found}")
            : message;
    }

    private static (int Code, string Message, string? Reason, string? Remedy) Describe(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [Exception first, ..] } => Describe(first),
        CliException cli => (cli.ExitCode, cli.Message, cli.Reason, cli.Remedy),
        RecordingFormatException format => (ExitCodes.BadData, format.Message, null, format.Remedy),
        FileNotFoundException { FileName: string name } when name.Contains('\uFFFD', StringComparison.Ordinal) => (
            ExitCodes.NoInput, $"{Relative(name)}: no such file", "The name is no UTF-8, and such files cannot be opened by their names.", "rename the file, or pass it on: - < FILE"),
        FileNotFoundException missing => (
            ExitCodes.NoInput, $"{Relative(missing.FileName)}: no such file", null, "check the name and the folder"),
        DirectoryNotFoundException missing => (ExitCodes.NoInput, missing.Message, null, "check the name and the folder"),
        UnauthorizedAccessException denied => (ExitCodes.NoInput, denied.Message, null, "check the permissions of the file"),
        OperationCanceledException => (ExitCodes.Interrupted, "interrupted; nothing was written", null, null),
        IOException io => (ExitCodes.InputOutput, io.Message, null, null),
        _ => (
            ExitCodes.Failure,
            string.Create(CultureInfo.InvariantCulture, $"{error.GetType().Name}: {error.Message}"),
            "This is a fault of the program, not of your recording.",
            "run again with --verbosity diagnostic and report what it prints"),
    };

    /// <summary>A path as a person would write it: below the working folder, relative to it.</summary>
    private static string Relative(string? path)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path ?? string.Empty);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path ?? string.Empty : relative;
    }
}
