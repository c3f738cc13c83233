using MyoclonusSignal.Benchmarks.Foreign;
using Xunit;

namespace MyoclonusSignal.Benchmarks.Tests.Foreign;

/// <summary>The table of all subjects.</summary>
public class ForeignCommandTests
{
    private static readonly string[] Fast = ["rates", "losses", "stimuli", "clocks"];

    [Fact]
    public void EachKindOfWhichSomethingIsWantedHasARow()
    {
        using StringWriter output = new();

        // A goal whose kind is not measured is an error.
        Assert.Equal(0, ForeignCommand.Run(["all", .. Fast, "--records", "1", "--seed-base", "2000"], output));
        string[] rows = [.. output.ToString().Split('\n').Where(line => line.StartsWith('|'))];
        Assert.All(rows, row => Assert.Equal(8, row.Count(c => c == '|')));
        Assert.All(rows.Skip(2), row => Assert.NotEmpty(row.Split('|')[6].Trim()));
        Assert.Equal(Fast, rows.Skip(2).Select(row => row.Split('|')[1].Trim()).Distinct());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("all nothing")]
    [InlineData("rates ecg")]
    [InlineData("rates --records")]
    [InlineData("rates --size 1")]
    public void WhatIsNotUnderstoodIsAnError(string arguments)
    {
        using StringWriter output = new();
        Assert.Equal(2, ForeignCommand.Run(arguments.Split(' '), output));
        Assert.NotEmpty(output.ToString());
    }
}
