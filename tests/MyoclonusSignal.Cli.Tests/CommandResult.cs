using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>What one call of a command gave back.</summary>
internal sealed record CommandResult(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output { get; } = Encoding.UTF8.GetString(OutputBytes);

    public string[] ErrorLines { get; } = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Gives the result where the call succeeded; otherwise fails the test with what it said.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Error}");
        return this;
    }

    /// <summary>Asserts an error for a person: exit code, <c>error: </c> at the beginning, no data, no trace of the program's inside.</summary>
    public CommandResult Refused(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"expected exit code {exitCode}, found {ExitCode}\n{Error}");
        Assert.StartsWith("error: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter '", Error, StringComparison.Ordinal);
        Assert.Empty(Output);
        return this;
    }

    public JsonElement Json()
    {
        using JsonDocument document = JsonDocument.Parse(OutputBytes);
        return document.RootElement.Clone();
    }
}
