namespace MyoclonusSignal.Cli;

/// <summary>An error with its exit code, told to the user as place, found, expected, remedy.</summary>
internal sealed class CliException(int exitCode, string message, string? reason = null, string? remedy = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Gets the rule behind it, on a line of its own, or <see langword="null"/>.</summary>
    public string? Reason { get; } = reason;

    /// <summary>Gets what the user can do, or <see langword="null"/>.</summary>
    public string? Remedy { get; } = remedy;
}
