using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

public sealed class AgreementTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void TwoRatersAreComparedChannelByChannel()
    {
        _cli.Write("one.tsv", "onset\tduration\tchannel\n1\t1\ta\n5\t1\tb\n65\t1\tb\n");
        _cli.Write("two.tsv", "onset\tduration\tchannel\n1\t1\ta\n8\t1\tb\n65\t1\tb\n");
        string printed = _cli.Run("evaluate", "one.tsv", "two.tsv", "--agreement", "--duration", "120").Succeeded().Output;
        Assert.Contains("together       3      3       2", printed, StringComparison.Ordinal);
        JsonElement json = _cli.Run("evaluate", "one.tsv", "two.tsv", "--agreement", "--duration", "120", "--json").Succeeded().Json();
        Assert.Equal(2 / 3.0, json.GetProperty("overall").GetProperty("f1").GetDouble(), 1e-5);
        Assert.Equal("a", json.GetProperty("by_channel")[0].GetProperty("channel").GetString());
        Assert.Equal(1, json.GetProperty("by_channel")[0].GetProperty("kappa").GetDouble());

        // Of the second minute alone, where they agree.
        _cli.Write("scored.tsv", "onset\tduration\n60\t60\n");
        json = _cli.Run("evaluate", "one.tsv", "two.tsv", "--agreement", "--scored", "scored.tsv", "--json").Succeeded().Json();
        Assert.Equal(1, json.GetProperty("overall").GetProperty("f1").GetDouble());
        Assert.Equal(120, json.GetProperty("overall").GetProperty("scored_s").GetDouble());
    }

    [Fact]
    public void WhatWasScoredHasToBeSaid()
    {
        _cli.Write("one.tsv", "onset\tduration\n1\t1\n");
        _cli.Write("none.tsv", "onset\tduration\n");
        _cli.Run("evaluate", "one.tsv", "one.tsv", "--agreement").Refused(64);
        _cli.Run("evaluate", "one.tsv", "one.tsv", "--agreement", "--duration", "9", "--scored", "one.tsv").Refused(64);
        _cli.Run("evaluate", "one.tsv", "one.tsv", "--scored", "one.tsv").Refused(64);
        _cli.Run("evaluate", "one.tsv", "one.tsv", "--agreement", "--scored", "none.tsv").Refused(65);
        _cli.Run("evaluate", "one.tsv", "one.tsv", "--agreement", "--scored", "nofile.tsv").Refused(66);
    }

    /// <summary>Phasic activity in REM sleep, marked by two people; docs/accuracy.md shows these rows.</summary>
    [Fact]
    public void TheRowsOfTheReadmeAreWhatTwoPeopleAgreeOn()
    {
        string[][] rows = [.. File.ReadLines(TestData.RealRecording("rbdtector_labels/events.csv")).Skip(1).Select(line => line.Split(','))];
        _cli.Write("rater1.tsv", Phasic("rater1"));
        _cli.Write("rater2.tsv", Phasic("rater2"));
        _cli.Write("rem.tsv", "onset\tduration\n" + string.Concat(rows.Where(row => row[0] == "stage" && row[3] == "REM").Select(row => Times(row) + "\n")));
        JsonElement found = _cli.Run("evaluate", "rater1.tsv", "rater2.tsv", "--agreement", "--scored", "rem.tsv", "--json").Succeeded().Json();
        string readme = File.ReadAllText(Path.Combine(TestData.RepoRoot, "docs", "accuracy.md"));
        Assert.Equal(5, found.GetProperty("by_channel").GetArrayLength());
        foreach (JsonElement channel in found.GetProperty("by_channel").EnumerateArray())
        {
            Assert.Contains(Row(channel.GetProperty("channel").GetString()!, channel), readme, StringComparison.Ordinal);
        }

        Assert.Contains(Row("together", found.GetProperty("overall")), readme, StringComparison.Ordinal);

        string Phasic(string rater)
        {
            StringBuilder table = new("onset\tduration\tchannel\n");
            foreach (string[] row in rows.Where(row => row[0] == rater && row[3].EndsWith("Phasic", StringComparison.Ordinal)))
            {
                table.Append(Times(row)).Append('\t').Append(row[3][..^"Phasic".Length]).Append('\n');
            }

            return table.ToString();
        }
    }

    private static string Times(string[] row)
    {
        double start = double.Parse(row[1], CultureInfo.InvariantCulture);
        double end = double.Parse(row[2], CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{start}\t{end - start:0.000}");
    }

    private static string Row(string name, JsonElement agreement)
    {
        return $"| {name} | {agreement.GetProperty("first_events")} | {agreement.GetProperty("second_events")} | {Interval("f1")} | {Interval("kappa")} |";

        string Interval(string key)
        {
            JsonElement ends = agreement.GetProperty(key + "_ci95");
            return string.Create(
                CultureInfo.InvariantCulture, $"{agreement.GetProperty(key).GetDouble():0.00} ({ends[0].GetDouble():0.00} to {ends[1].GetDouble():0.00})");
        }
    }
}
