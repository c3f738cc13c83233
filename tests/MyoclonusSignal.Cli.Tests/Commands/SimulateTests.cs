namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>What <c>simulate</c> refuses, and that it leaves nothing behind then.</summary>
public sealed class SimulateTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--hum", "1500")]
    [InlineData("--scenario noise-only --rate", "3")]
    [InlineData("--scenario random-jerks --frequency", "5")]
    [InlineData("--scenario rhythmic-train --rate", "5")]
    [InlineData("--seed", "abc")]
    [InlineData("--duration", "1e9")]
    public void AWrongOptionLeavesNoFolder(string options, string value)
    {
        CommandResult result = _cli.Run(["simulate", "new/r.csv", .. options.Split(' '), value]);
        Assert.Equal(64, result.ExitCode);
        Assert.Contains(options.Split(' ')[^1], result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.PathOf("new")));
    }

    [Fact]
    public void NoJerkOfTheTruthLiesInAGap()
    {
        _cli.Run(["simulate", "r.csv", "--scenario", "artefacts", "--duration", "60", "--seed", "1"]).Succeeded();
        foreach (string row in _cli.Lines("r_truth.tsv").Skip(1))
        {
            double[] times = [.. row.Split('\t').Take(2).Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.True(times[0] + times[1] <= 24.0001 || times[0] >= 25.1999, row);
        }
    }
}
