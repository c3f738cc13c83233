using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>Every block of C# in the README and the docs is a program that compiles and runs; every block of shell commands runs.</summary>
public sealed class DocumentationTests : IDisposable
{
    // What a console project of today has without asking.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // The command is the one that was built with the tests. What builds, tests, packs or installs is run by whoever runs the tests.
    private const string Shims =
        """
        set -euo pipefail
        myoclonus() { command dotnet "$MYOCLONUS_DLL" "$@"; }
        dotnet() {
            case "$1" in
                build|test|pack|tool|add) ;;
                publish) mkdir -p bin; printf '#!/bin/bash\nexec dotnet "$MYOCLONUS_DLL" "$@"\n' > bin/myoclonus; chmod +x bin/myoclonus ;;
                run)
                    case "$*" in
                        *src/MyoclonusSignal.Cli*) while [ "$1" != -- ]; do shift; done; shift; myoclonus "$@" ;;
                        *) ;;
                    esac ;;
                *) command dotnet "$@" ;;
            esac
        }
        """;

    private readonly CommandRunner _cli = new();

    public static TheoryData<string, int> Programs => Places("csharp");

    public static TheoryData<string, int> Commands => Places("bash");

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task EveryProgramCompilesAndRuns(string page, int line)
    {
        string program = _cli.PathOf("block.dll");
        Compile(Block("csharp", page, line), program);
        string own = Path.Combine(AppContext.BaseDirectory, typeof(DocumentationTests).Assembly.GetName().Name!);
        using Process process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", "--runtimeconfig", own + ".runtimeconfig.json", "--depsfile", own + ".deps.json", "--additionalprobingpath", AppContext.BaseDirectory, program])
        {
            WorkingDirectory = FolderWithSamples(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{page}, line {line}: exit code {process.ExitCode}\n{await error}");
        Assert.NotEmpty(output.Trim());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandRuns(string page, int line)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash here.");
        FolderWithSamples();
        _cli.Environment["MYOCLONUS_DLL"] = Path.Combine(AppContext.BaseDirectory, "myoclonus.dll");
        DocumentationBlock block = Block("bash", page, line);
        CommandResult result = _cli.RunProgram("bash", [], "-c", $"{Shims}\n{block.Text}");
        Assert.True(result.ExitCode == 0, $"{page}, line {line}: exit code {result.ExitCode}\n{result.Error}");
    }

    [Fact]
    public void AProgramThatDoesNotCompileIsTold()
    {
        DocumentationBlock broken = new("page.md", 1, "csharp", "Console.WriteLine(undeclared);\n");
        Exception told = Assert.ThrowsAny<Exception>(() => Compile(broken, _cli.PathOf("broken.dll")));
        Assert.Contains("undeclared", told.Message, StringComparison.Ordinal);
    }

    /// <summary>A folder of its own, so that what a page writes never lands in the repository.</summary>
    private string FolderWithSamples()
    {
        string samples = _cli.PathOf("samples");
        Directory.CreateSymbolicLink(samples, Path.Combine(TestData.RepoRoot, "samples"));
        return Path.GetDirectoryName(samples)!;
    }

    private static TheoryData<string, int> Places(string language) =>
        [.. DocumentationBlock.All(language).Select(block => new TheoryDataRow<string, int>(block.Page, block.Line))];

    private static DocumentationBlock Block(string language, string page, int line) =>
        DocumentationBlock.All(language).Single(block => block.Page == page && block.Line == line);

    private static void Compile(DocumentationBlock block, string output)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "block",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(block.Text)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        EmitResult result = compilation.Emit(output);
        Assert.True(result.Success, $"{block}:\n{string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error))}");
    }
}
