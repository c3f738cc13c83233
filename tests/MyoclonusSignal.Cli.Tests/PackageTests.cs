using System.IO.Compression;

namespace MyoclonusSignal.Cli.Tests;

public sealed class PackageTests(PackedProjects packed) : IClassFixture<PackedProjects>
{
    [Theory]
    [InlineData("MyoclonusSignal")]
    [InlineData("MyoclonusSignal.Reporting")]
    public void ALibraryIsPackedWithItsReadmeAndDocumentation(string id)
    {
        string[] entries = Entries(id);
        Assert.Contains("README.md", entries);
        Assert.Contains($"lib/net10.0/{id}.dll", entries);
        Assert.Contains($"lib/net10.0/{id}.xml", entries);
    }

    [Fact]
    public void TheToolIsPackedWithItsReadme() => Assert.Contains("README.md", Entries("MyoclonusSignal.Cli"));

    [Fact]
    public void TheToolRunsOnceInstalled()
    {
        using CommandRunner cli = new();
        cli.Write(
            "NuGet.config",
            $"""<configuration><packageSources><clear /><add key="local" value="{packed.Packages}" /></packageSources></configuration>""");
        cli.Environment["DOTNET_CLI_HOME"] = cli.PathOf("home");
        cli.Environment["NUGET_PACKAGES"] = cli.PathOf("cache");
        CommandResult install = cli.RunProgram(
            "dotnet", [], "tool", "install", "MyoclonusSignal.Cli", "--tool-path", cli.PathOf("tools"), "--add-source", packed.Packages, "--prerelease");
        Assert.True(install.ExitCode == 0, install.Output + install.Error);

        string tool = cli.PathOf(OperatingSystem.IsWindows() ? "tools/myoclonus.exe" : "tools/myoclonus");
        cli.RunProgram(tool, [], "simulate", "r.csv", "--scenario", "rhythmic-train", "--duration", "20").Succeeded();
        cli.RunProgram(tool, [], "analyze", "r.csv", "-o", "out").Succeeded();
        Assert.True(cli.Json("out/r_summary.json").GetProperty("channels")[0].GetProperty("rhythm").GetProperty("is_rhythmic").GetBoolean());
        Assert.True(new EventsFile(cli.Lines("out/r_events.tsv")).Rows.Count > 80);
        cli.RunProgram(tool, [], "benchmark", "--burst-to-noise", "20", "--recordings", "1", "--duration", "5", "--no-curves", "-o", "out").Succeeded();
        Assert.Contains("out/detectors_accuracy.svg", cli.Files(".").Select(file => file.Replace('\\', '/')));
    }

    private string[] Entries(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packed.Package(id));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }
}
