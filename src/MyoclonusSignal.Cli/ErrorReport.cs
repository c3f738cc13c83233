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
        output.WriteLine("error: " + message);
        if (reason is not null)
        {
            output.WriteLine("  " + reason);
        }

        if (remedy is not null)
        {
            output.WriteLine("  try: " + remedy);
        }

        if (withStackTrace)
        {
            output.WriteLine(error.ToString());
        }

        return code;
    }

    private static (int Code, string Message, string? Reason, string? Remedy) Describe(Exception error) => error switch
    {
        CliException cli => (cli.ExitCode, cli.Message, cli.Reason, cli.Remedy),
        RecordingFormatException format => (ExitCodes.BadData, format.Message, null, format.Remedy),
        FileNotFoundException missing => (
            ExitCodes.NoInput, $"{missing.FileName}: no such file", null, "check the name and the folder"),
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
}
