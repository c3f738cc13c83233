namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>What <c>evaluate</c> says of tables that lack something.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public EvaluateTests()
    {
        _cli.Write("events.tsv", "onset\tduration\ttrial_type\n1\t0.1\tjerk\n2\t0.2\tjerk\n");
        _cli.Write("onsets.tsv", "onset\tduration\n1.01\tn/a\n2.01\tn/a\nn/a\t0.1\n");
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void AnEventWithoutALengthHasNoErrorOfItsOffset()
    {
        string text = _cli.Run("evaluate", "events.tsv", "onsets.tsv").Succeeded().Output;
        Assert.Contains("onset error      median -10.00 ms", text, StringComparison.Ordinal);
        Assert.Contains("offset error     -", text, StringComparison.Ordinal);
        Assert.Contains("1 rows without an onset", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ATypeThatNeitherTableHasIsNamed() =>
        Assert.Contains("\"jerks\"", _cli.Run("evaluate", "events.tsv", "events.tsv", "--trial-type", "jerks").Succeeded().Error, StringComparison.Ordinal);

    [Fact]
    public void RowsOfATypeThatDiffersInCapitalsAreNamed()
    {
        _cli.Write("capital.tsv", "onset\tduration\ttrial_type\n1\t0.1\tJerk\n2\t0.2\tJerk\n");
        string error = _cli.Run("evaluate", "capital.tsv", "events.tsv").Succeeded().Error;
        Assert.Contains("2 rows are of the type \"Jerk\", which is not compared", error, StringComparison.Ordinal);
        Assert.DoesNotContain("not compared", _cli.Run("evaluate", "events.tsv", "events.tsv").Succeeded().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jerk ")]
    [InlineData("Myoclonic jerk")]
    public void RowsOfAnotherTypeAreNamedWhereTheComparedOneIsAbsent(string type)
    {
        _cli.Write("other.tsv", $"onset\tduration\ttrial_type\n1\t0.1\t{type}\n2\t0.2\t{type}\n");
        string error = _cli.Run("evaluate", "other.tsv", "events.tsv").Succeeded().Error;
        Assert.Contains($"\"{type}\"", error, StringComparison.Ordinal);
        Assert.Contains("2 rows", error, StringComparison.Ordinal);
        Assert.Contains("not compared", error, StringComparison.Ordinal);
        Assert.Contains("not compared", _cli.Run("evaluate", "events.tsv", "other.tsv").Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordingEndsBehindItsEvents() =>
        Assert.Contains("2 s", _cli.Run("evaluate", "events.tsv", "events.tsv", "--duration", "1.5").Refused(64).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("overlap", "true positives   1")]
    [InlineData("onset", "true positives   0")]
    public void TheCriterionSaysWhatCounts(string criterion, string expected)
    {
        _cli.Write("late.tsv", "onset\tduration\ttrial_type\n1.08\t0.1\tjerk\n");
        _cli.Write("first.tsv", "onset\tduration\ttrial_type\n1\t0.1\tjerk\n");
        Assert.Contains(expected, _cli.Run("evaluate", "late.tsv", "first.tsv", "--criterion", criterion).Succeeded().Output, StringComparison.Ordinal);
    }
}
