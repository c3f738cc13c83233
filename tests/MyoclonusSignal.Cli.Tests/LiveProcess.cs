using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>The built command with its pipes open: written to and read from while it runs.</summary>
internal sealed class LiveProcess : IDisposable
{
    // Not a limit of speed: a command that has said nothing for so long says nothing more.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;

    public LiveProcess(string folder, params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "myoclonus.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Gets what was written to standard error, after the end.</summary>
    public string Error => _error.GetAwaiter().GetResult();

    public void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Stops reading, as <c>head</c> does.</summary>
    public void CloseOutput() => _process.StandardOutput.Close();

    /// <summary>Waits for the next line; <see langword="null"/> at the end.</summary>
    public JsonElement? ReadLine()
    {
        string? line = _process.StandardOutput.ReadLineAsync().WaitAsync(Patience).GetAwaiter().GetResult();
        if (line is null)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    /// <summary>Reads all lines to the end.</summary>
    public List<JsonElement> ReadToEnd()
    {
        List<JsonElement> lines = [];
        while (ReadLine() is JsonElement line)
        {
            lines.Add(line);
        }

        return lines;
    }

    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), "The command does not end.");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
