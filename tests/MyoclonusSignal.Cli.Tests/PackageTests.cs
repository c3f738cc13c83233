using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

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
    public void TheToolOfThisPlatformIsCompiledAheadWhereverThePackagesLie()
    {
        Assert.SkipUnless(CanCompileAhead, "there is no compiler for this processor");
        Dictionary<string, bool> assemblies = Assemblies($"MyoclonusSignal.Cli.{RuntimeInformation.RuntimeIdentifier}");
        Assert.Contains("myoclonus.dll", assemblies.Keys);
        Assert.Contains("MyoclonusSignal.dll", assemblies.Keys);
        Assert.All(assemblies, assembly => Assert.True(assembly.Value, $"{assembly.Key} is not compiled ahead"));
    }

    [Fact]
    public void TheToolOfAnyPlatformIsPortable()
    {
        Assert.SkipUnless(CanCompileAhead, "there is no compiler for this processor, and one package for all");
        Dictionary<string, bool> assemblies = Assemblies("MyoclonusSignal.Cli.any");
        Assert.Contains("myoclonus.dll", assemblies.Keys);
        Assert.All(assemblies, assembly => Assert.False(assembly.Value, $"{assembly.Key} is compiled for one platform"));
    }

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

        string installed = Directory.GetFiles(cli.PathOf("tools"), "MyoclonusSignal.dll", SearchOption.AllDirectories).Single();
        Assert.Equal(CanCompileAhead, IsCompiledAhead(File.ReadAllBytes(installed)));

        string tool = cli.PathOf(OperatingSystem.IsWindows() ? "tools/myoclonus.exe" : "tools/myoclonus");
        cli.RunProgram(tool, [], "simulate", "r.csv", "--scenario", "rhythmic-train", "--duration", "20").Succeeded();
        cli.RunProgram(tool, [], "analyze", "r.csv", "-o", "out").Succeeded();
        Assert.True(cli.Json("out/r_summary.json").GetProperty("channels")[0].GetProperty("rhythm").GetProperty("is_rhythmic").GetBoolean());
        Assert.True(new EventsFile(cli.Lines("out/r_events.tsv")).Rows.Count > 80);
        cli.RunProgram(tool, [], "benchmark", "--burst-to-noise", "20", "--recordings", "1", "--duration", "5", "--no-curves", "-o", "out").Succeeded();
        Assert.Contains("out/detectors_accuracy.svg", cli.Files(".").Select(file => file.Replace('\\', '/')));
    }

    private static bool CanCompileAhead => RuntimeInformation.OSArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Returns whether the assembly holds code of a processor (ReadyToRun) beside its IL: its native header begins with "RTR".</summary>
    private static bool IsCompiledAhead(byte[] assembly)
    {
        using PEReader reader = new([.. assembly]);
        DirectoryEntry header = reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory;
        return header.Size > 0 && reader.GetSectionData(header.RelativeVirtualAddress).GetContent(0, 4).AsSpan().SequenceEqual("RTR\0"u8);
    }

    /// <summary>Returns the assemblies of a tool package that hold code, not texts of a language, and whether each is compiled ahead.</summary>
    private Dictionary<string, bool> Assemblies(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packed.Package(id));
        Dictionary<string, bool> assemblies = [];
        foreach (ZipArchiveEntry entry in package.Entries.Where(
            entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal) && !entry.Name.EndsWith(".resources.dll", StringComparison.Ordinal)))
        {
            using Stream stream = entry.Open();
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            assemblies.Add(entry.Name, IsCompiledAhead(bytes.ToArray()));
        }

        return assemblies;
    }

    private string[] Entries(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packed.Package(id));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }
}
