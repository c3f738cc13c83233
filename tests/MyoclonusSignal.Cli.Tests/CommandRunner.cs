using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>Runs the built command, as a user would, in a fresh folder that goes away with it.</summary>
internal sealed class CommandRunner : IDisposable
{
    private static readonly string Command = Path.Combine(AppContext.BaseDirectory, "myoclonus.dll");

    public string Folder { get; } = Directory.CreateTempSubdirectory("myoclonus-").FullName;

    /// <summary>Gets variables set for the command beside those of the test run.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal)
    {
        // A terminal that could show colours, so that their absence is the command's doing.
        ["TERM"] = "xterm-256color",
        ["NO_COLOR"] = null,
    };

    public string PathOf(string name) => Path.Combine(Folder, name);

    public CommandResult Run(params string[] arguments) => RunWithInput([], arguments);

    public CommandResult RunWithInput(byte[] input, params string[] arguments) =>
        RunProgram("dotnet", input, [Command, .. arguments]);

    /// <summary>Runs any program in the folder.</summary>
    public CommandResult RunProgram(string program, byte[] input, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string? value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task feeding = Task.Run(() => Feed(process, input));
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.GetAwaiter().GetResult();
        return new CommandResult(process.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
    }

    /// <summary>Runs the command with an input that never comes, interrupts it as Ctrl-C does, and gives its exit code.</summary>
    public int RunInterrupted(TimeSpan after, params string[] arguments) => RunSignalled("INT", after, arguments);

    /// <summary>Runs the command with an input that never comes, sends it a signal, and gives its exit code, which is 0 where it had ended before.</summary>
    public int RunSignalled(string signal, TimeSpan after, params string[] arguments)
    {
        using Process process = Start(arguments);
        if (!process.WaitForExit(after))
        {
            using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        }

        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Starts the command with an input that never comes.</summary>
    public Process Start(params string[] arguments)
    {
        Process process = Process.Start(new ProcessStartInfo("dotnet", [Command, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public string[] Lines(string name) => File.ReadAllLines(PathOf(name));

    public JsonElement Json(string name)
    {
        using JsonDocument document = JsonDocument.Parse(Bytes(name));
        return document.RootElement.Clone();
    }

    /// <summary>The names of the files below a folder, hidden ones too, sorted; none where it does not exist.</summary>
    public string[] Files(string folder) => Directory.Exists(PathOf(folder))
        ? [.. Directory.GetFiles(PathOf(folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(PathOf(folder), file)).Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Directory.Delete(Folder, true);

    private static void Feed(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that found an error does not read the rest.
        }
    }
}
