namespace MyoclonusSignal.Cli.Tests.Commands;

public sealed class BenchmarkTests : IDisposable
{
    private static readonly string[] Small = ["benchmark", "--burst-to-noise", "-3,20", "--recordings", "2", "--duration", "20"];

    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void TheTableHasARowForEveryDetectorAndSize()
    {
        string printed = _cli.Run([.. Small, "-o", "out", "--jobs", "1"]).Succeeded().Output;
        Assert.Contains("adaptive", printed, StringComparison.Ordinal);
        Assert.Contains("Hodges-Bui", printed, StringComparison.Ordinal);
        Assert.Contains("-3 dB", printed, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(_cli.PathOf("out/detectors.tsv"));
        Assert.Equal(1 + (11 * 2), rows.Length);
        Assert.All(rows, row => Assert.Equal(17, row.Split('\t').Length));
        Assert.StartsWith("detector\tburst_to_noise_db\t", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("adaptive\t20\t", rows[2], StringComparison.Ordinal);

        // The same bytes whatever the threads; and no table is overwritten without being told to.
        string first = File.ReadAllText(_cli.PathOf("out/detectors.tsv"));
        _cli.Run([.. Small, "-o", "out", "--jobs", "2", "--force"]).Succeeded();
        Assert.Equal(first, File.ReadAllText(_cli.PathOf("out/detectors.tsv")));
        Assert.Equal(73, _cli.Run([.. Small, "-o", "out"]).ExitCode);
    }

    [Theory]
    [InlineData("--burst-to-noise", "loud")]
    [InlineData("--recordings", "0")]
    [InlineData("--duration", "2")]
    [InlineData("--jobs", "none")]
    public void AWrongOptionIsAUsageErrorThatNamesIt(string option, string value)
    {
        CommandResult result = _cli.Run("benchmark", option, value);
        Assert.Equal(64, result.ExitCode);
        Assert.Contains(option, result.Error, StringComparison.Ordinal);
    }
}
