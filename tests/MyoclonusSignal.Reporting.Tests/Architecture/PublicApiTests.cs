using MyoclonusSignal.Reporting.Figures;
using PublicApiGenerator;

namespace MyoclonusSignal.Reporting.Tests.Architecture;

/// <summary>What users of the figures can call changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private const string Switch = "MYOCLONUS_ACCEPT_API";

    [Fact]
    public void ThePublicApiIsTheApprovedOne()
    {
        string path = Path.Combine(TestData.RepoRoot, "tests", "MyoclonusSignal.Reporting.Tests", "Architecture", "PublicApi.txt");
        string found = typeof(AccuracyFigure).Assembly
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n")
            .TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            File.WriteAllText(path, found);
        }

        string[] approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n') : [];
        string[] now = found.Split('\n');
        string[] gone = [.. approved.Except(now).Take(10).Select(line => "- " + line.Trim())];
        string[] added = [.. now.Except(approved).Take(10).Select(line => "+ " + line.Trim())];
        Assert.True(
            approved.SequenceEqual(now),
            $"""
            The public API differs from tests/MyoclonusSignal.Reporting.Tests/Architecture/PublicApi.txt:
            {string.Join('\n', gone.Concat(added))}
            If that is meant, run this test with {Switch}=1 in the environment, look at the change of that file, and commit it.
            """);
    }
}
