using System.Diagnostics;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Refusals;

/// <summary>
/// Whoever meets a refusal does what its message says, and the same file is read right at the first try. Every place in the
/// readers that refuses a file is reached by one of these files.
/// </summary>
public sealed class RefusalTests
{
    private static readonly RefusedFile[] All = [.. RefusedTables.All, .. RefusedFiles.All, .. RefusedAnnotations.All];

    private const string WithLines = "MYOCLONUS_TEST_WITH_LINES";

    public static TheoryData<string> Names => [.. All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryRemedyOfARefusalGivesTheRightAnswer(string name)
    {
        RefusedFile file = All.Single(file => file.Name == name);
        RecordingFormatException fault = Refuse(file);
        int right = 0;
        foreach (Remedy.Remedied remedied in Remedy.Of(file, fault))
        {
            right++;
            try
            {
                Do(file, remedied);
            }
            catch (Exception error)
            {
                Assert.Fail($"{fault.Message}\n  try: {remedied.Text}\n  {error.GetType().Name}: {error.Message} {(error as RecordingFormatException)?.Remedy}");
            }
        }

        Assert.True(right > 0, $"No right remedy in \"{fault.Remedy}\"");
    }

    [Fact]
    public void EveryPlaceThatRefusesAFileIsReached()
    {
        if (Environment.GetEnvironmentVariable(WithLines) is null)
        {
            RunWithLines();
            return;
        }

        IReadOnlyList<ThrowStatement> statements = ThrowStatement.AllThatRefuse();
        RecordingFormatException[] faults = [.. All.Select(Refuse)];
        string[] left = [.. statements.Where(statement => !Array.Exists(faults, statement.Threw)).Select(statement => statement.ToString())];
        Assert.True(statements.Count > 90, $"Only {statements.Count} places were found to refuse a file.");
        Assert.True(left.Length == 0, $"{statements.Count} places refuse a file; these are not tested, add a file to RefusedTables, RefusedFiles or RefusedAnnotations: {string.Join(", ", left)}");
    }

    /// <summary>
    /// Runs the test in a process of its own, compiled without optimisation: an optimised method tells no exact line, nor any
    /// where it is compiled into its caller.
    /// </summary>
    private static void RunWithLines()
    {
        string process = Environment.ProcessPath!;
        ProcessStartInfo start = new(process) { RedirectStandardOutput = true };
        if (Path.GetFileName(process) is "dotnet" or "dotnet.exe")
        {
            start.ArgumentList.Add(typeof(RefusalTests).Assembly.Location);
        }

        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(RefusalTests).FullName}.{nameof(EveryPlaceThatRefusesAFileIsReached)}");
        start.Environment[WithLines] = "1";
        start.Environment["DOTNET_JITMinOpts"] = "1";
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
    }

    private static RecordingFormatException Refuse(RefusedFile file) =>
        Assert.Throws<RecordingFormatException>(() => Do(file, new Remedy.Remedied(string.Empty, file.Content, file.Options, false, null)));

    private static void Do(RefusedFile file, Remedy.Remedied done)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("refused");
        try
        {
            foreach ((string name, byte[] bytes) in done.IsWhole ? file.WholeBeside ?? file.Beside : file.Beside)
            {
                string beside = Path.Combine(folder.FullName, name);
                Directory.CreateDirectory(Path.GetDirectoryName(beside)!);
                File.WriteAllBytes(beside, bytes);
            }

            string path = Path.Combine(folder.FullName, file.FileName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, done.Content);
            if (file.Check is not null)
            {
                file.Check(path, done.Options, done.Start);
            }
            else
            {
                file.Right(file.Read(path, done.Options, done.IsWhole));
            }

        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
