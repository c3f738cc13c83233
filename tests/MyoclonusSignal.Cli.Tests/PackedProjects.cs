namespace MyoclonusSignal.Cli.Tests;

/// <summary>The packages, packed once from the sources of the repository into a folder of their own.</summary>
public sealed class PackedProjects : IDisposable
{
    private readonly CommandRunner _runner = new();

    public PackedProjects()
    {
        // The folder of the packages as a user may name it, without the slash that it ends with by itself.
        CommandResult folder = _runner.RunProgram("dotnet", [], "nuget", "locals", "global-packages", "--list", "--force-english-output");
        _runner.Environment["NUGET_PACKAGES"] = folder.Output[(folder.Output.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().TrimEnd('/', '\\');

        // Everything is built below the temporary folder: the output of the running tests is not touched.
        foreach (string project in (string[])["MyoclonusSignal.Cli", "MyoclonusSignal", "MyoclonusSignal.Reporting"])
        {
            Dotnet(
                "pack", Path.Combine(TestData.RepoRoot, "src", project), "-c", "Release", "-o", Packages, "--nologo",

                // A response file in a folder above the repository has no say in what is packed.
                "-noAutoResponse", "--disable-build-servers", "--property:ArtifactsPath=" + _runner.PathOf("artifacts"), "--property:UseArtifactsOutput=true",
                "--property:RunAnalyzers=false");
        }
    }

    public string Packages => _runner.PathOf("packages");

    public string Package(string id) => Directory.GetFiles(Packages, id + ".*.nupkg").Single(
        file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1]));

    /// <summary>Runs dotnet; fails the test with what it said where it fails.</summary>
    public void Dotnet(params string[] arguments)
    {
        CommandResult result = _runner.RunProgram("dotnet", [], arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    public void Dispose() => _runner.Dispose();
}
