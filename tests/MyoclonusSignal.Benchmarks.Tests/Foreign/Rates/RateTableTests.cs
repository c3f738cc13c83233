using MyoclonusSignal.Benchmarks.Foreign;
using MyoclonusSignal.Benchmarks.Foreign.Rates;

namespace MyoclonusSignal.Benchmarks.Tests.Foreign;

/// <summary>The coverage of a rate's interval, on fewer recordings than <c>foreign rates</c> measures.</summary>
public sealed class RateTableTests
{
    private const int Records = 600;

    // Neither the seeds of the table nor any that a constant was set on.
    private const int SeedBase = 31_000;

    [Theory]
    [InlineData("independent (Poisson)", 0.93)]
    [InlineData("clusters of 4 within 2 s", 0.75)]
    [InlineData("5 Hz trains of 15", 0.5)]
    [InlineData("active 30 s, silent 60 s", 0.4)]
    [InlineData("clock, CV 0.1", 1)]
    public void TheIntervalByBlocksCoversTheTrueRate(string name, double mostOfPoisson)
    {
        Func<Random, double, List<double>> make = RateProcesses.All.Single(process => process.Name == name).Make;
        Coverage found = RateTable.Measure(make, 600, Records, SeedBase);
        Assert.InRange(found.Blocks, 0.905, 1);
        Assert.InRange(found.WithGaps, 0.905, 1);
        Assert.InRange(found.Poisson, 0, mostOfPoisson + 0.06);
    }

    [Fact]
    public void TheProcessesHaveTheRateThatTheyState()
    {
        foreach ((string name, Func<Random, double, List<double>> make) in RateProcesses.All)
        {
            double[] counts = [.. Enumerable.Range(SeedBase, 300).Select(seed => (double)make(new Random(seed), 3600).Count)];
            double mean = counts.Average();
            double error = Math.Sqrt(counts.Sum(count => (count - mean) * (count - mean)) / (counts.Length - 1) / counts.Length);
            Assert.InRange(mean, (60 * RateProcesses.PerMinute) - (4 * error) - 1, (60 * RateProcesses.PerMinute) + (4 * error) + 1);
            Assert.False(string.IsNullOrEmpty(name));
        }
    }

    [Fact]
    public void TheTableIsTheSameForTheSameArguments()
    {
        string[] tables = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using StringWriter output = new();
            Assert.Equal(0, ForeignCommand.Run(["rates", "--records", "20", "--seed-base", "7"], output));
            return output.ToString();
        })];
        Assert.Equal(tables[0], tables[1]);
        Assert.Equal(2 + (2 * RateProcesses.All.Count), tables[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
