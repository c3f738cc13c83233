using System.Diagnostics;
using System.Globalization;

namespace MyoclonusSignal.Tests.Architecture;

/// <summary>The tables of the README and the docs hold measured numbers, and the sample programs run.</summary>
public class ReadmeTests
{
    [Theory]
    [InlineData("README.md", "| work | SciPy | MyoclonusSignal | ratio |")]
    [InlineData("docs/speed.md", "| work | SciPy | MyoclonusSignal | ratio |")]
    [InlineData("docs/speed.md", "| stage | noise, ns a sample |")]
    [InlineData("docs/speed.md", "| work | peer | its speed | MyoclonusSignal | ratio |")]
    [InlineData("docs/speed.md", "| recording | process | s |")]
    public void ATableOfSpeedIsMadeOfMeasuredRows(string page, string header)
    {
        string[] measured = [.. Directory.EnumerateFiles(Path.Combine(TestData.RepoRoot, "benchmarks", "results"), "*.md", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)];
        string[] shown = [.. File.ReadLines(Path.Combine(TestData.RepoRoot, page))
            .SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))];
        Assert.True(shown.Length > 4);
        Assert.All(shown, line => Assert.Contains(line, measured));
    }

    [Fact]
    public void TheTablesOfAccuracyAreMadeOfMeasuredNumbers()
    {
        string[][] measured = [.. File.ReadLines(Path.Combine(TestData.RepoRoot, "benchmarks", "results", "accuracy", "detectors.tsv"))
            .Select(line => line.Split('\t'))];
        string[] page = File.ReadAllLines(Path.Combine(TestData.RepoRoot, "docs", "accuracy.md"));
        Assert.Equal(6, Rows("| false per hour |", row => Number(row, "f1", "0.000")));
        Assert.Equal(6, Rows("| 20 dB |", row => $"{Number(row, "onset_abs_error_ms", "0.0")} ({Number(row, "onset_error_p95_ms", "0")})"));

        int Rows(string endOfHeader, Func<string[], string> cell)
        {
            int at = Array.FindIndex(page, line => line.StartsWith("| | −3 dB", StringComparison.Ordinal) && line.EndsWith(endOfHeader, StringComparison.Ordinal));
            string[] shown = [.. page.Skip(at + 2).TakeWhile(line => line.StartsWith('|'))];
            Assert.All(shown, line => Assert.Contains(
                line.Split('|')[1].Trim(), measured.Select(row => row[0])));
            Assert.All(shown, line => Assert.StartsWith(
                string.Concat(measured.Where(row => row[0] == line.Split('|')[1].Trim()).Select(row => " " + cell(row) + " |")),
                line[(line.IndexOf('|', 1) + 1)..],
                StringComparison.Ordinal));
            return shown.Length;
        }

        string Number(string[] row, string column, string format) =>
            double.Parse(row[Array.IndexOf(measured[0], column)], CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("AnalyzeCsv", "rhythmic at 5.0")]
    [InlineData("CompareDetectors", "three medians   20 dB  F1 1.00")]
    public async Task ASampleProgramRuns(string name, string expected)
    {
        // Built with the tests, in the same configuration.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(TestData.RepoRoot, "samples", name, "bin", configuration, "net10.0", name + ".dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = TestData.RepoRoot,
            RedirectStandardOutput = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}
