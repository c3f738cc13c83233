using System.Text.Json;
using System.Xml.Linq;

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
        string[] rows = _cli.Lines("out/detectors.tsv");
        Assert.Equal(1 + (12 * 2), rows.Length);
        Assert.All(rows, row => Assert.Equal(23, row.Split('\t').Length));
        Assert.StartsWith("detector\tburst_to_noise_db\t", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("analysis\t20\t", rows[2], StringComparison.Ordinal);
        string[] points = _cli.Lines("out/detectors_curves.tsv");
        Assert.Equal(1 + (11 * 2 * 10), points.Length);
        Assert.Equal(11 * 2, points.Count(row => row.Split('\t')[4] == "true"));
        Assert.Equal(
            ["detectors.json", "detectors.tsv", "detectors_accuracy.svg", "detectors_curves.svg", "detectors_curves.tsv", "detectors_manifest.json"], _cli.Files("out"));

        // The same bytes whatever the threads; and no file is overwritten without being told to.
        Dictionary<string, byte[]> first = _cli.Files("out").ToDictionary(name => name, name => _cli.Bytes("out/" + name));
        _cli.Run([.. Small, "-o", "out", "--jobs", "2", "--force"]).Succeeded();
        Assert.All(first, file => Assert.Equal(file.Value, _cli.Bytes("out/" + file.Key)));
        Assert.Equal(73, _cli.Run([.. Small, "-o", "out"]).ExitCode);
    }

    [Fact]
    public void TheSamplingRateIsThatOfTheRecordings()
    {
        string printed = _cli.Run([.. Small, "--sample-rate", "500", "--no-curves"]).Succeeded().Output;
        Assert.Contains("hum of 50 Hz, 500 Hz", printed, StringComparison.Ordinal);
        Assert.NotEqual(printed, _cli.Run([.. Small, "--no-curves"]).Succeeded().Output);
        Assert.Equal(64, _cli.Run([.. Small, "--sample-rate", "100"]).ExitCode);
    }

    [Fact]
    public void TheJsonAndTheFiguresShowTheNumbersOfTheTable()
    {
        JsonElement printed = _cli.Run([.. Small, "-o", "out", "--no-curves", "--json"]).Succeeded().Json();
        Assert.Equal(["detectors.json", "detectors.tsv", "detectors_accuracy.svg", "detectors_manifest.json"], _cli.Files("out"));
        Assert.Equal(printed.GetRawText(), _cli.Json("out/detectors.json").GetRawText());
        string[] header = _cli.Lines("out/detectors.tsv")[0].Split('\t');
        string[] row = _cli.Lines("out/detectors.tsv")[2].Split('\t');
        JsonElement accuracy = printed.GetProperty("detectors")[0].GetProperty("accuracy")[1];
        Assert.Equal("analysis", printed.GetProperty("detectors")[0].GetProperty("name").GetString());
        Assert.Equal(row[Array.IndexOf(header, "true_positives")], accuracy.GetProperty("true_positives").GetRawText());
        Assert.Equal(Number("f1"), accuracy.GetProperty("f1").GetDouble(), 1e-4);
        Assert.Equal(Number("f1_ci95_low"), accuracy.GetProperty("f1_ci95")[0].GetDouble(), 1e-4);
        Assert.Equal(Number("onset_error_p95_ms"), accuracy.GetProperty("onset_error_ms").GetProperty("p95_absolute").GetDouble(), 1e-2);
        Assert.Equal(Number("offset_abs_error_ms"), accuracy.GetProperty("offset_error_ms").GetProperty("median_absolute").GetDouble(), 1e-2);
        Assert.Equal(0, printed.GetProperty("detectors")[0].GetProperty("operating_curves").GetArrayLength());

        XNamespace svg = "http://www.w3.org/2000/svg";
        string[] texts = [.. XDocument.Parse(File.ReadAllText(_cli.PathOf("out/detectors_accuracy.svg"))).Descendants(svg + "text").Select(text => text.Value)];
        Assert.Contains("adaptive", texts);
        Assert.Contains("Solnik (TKEO)", texts);

        double Number(string column) => double.Parse(row[Array.IndexOf(header, column)], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("daily-life", "180 s for each size, no hum, 100 Hz")]
    [InlineData("negative-myoclonus", "60 s for each size, hum of 50 Hz, 2000 Hz")]
    public void AScenarioHasSizesAndARateOfItsOwn(string scenario, string told)
    {
        string printed = _cli.Run("benchmark", "--scenario", scenario, "--recordings", "1", "--no-curves").Succeeded().Output;
        Assert.Contains(told, printed, StringComparison.Ordinal);
        Assert.Contains("analysis", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("adaptive", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void NoiseAloneHasFalseEventsOnly()
    {
        _cli.Run([.. Small, "--scenario", "noise-only", "-o", "out"]).Succeeded();
        JsonElement ours = _cli.Json("out/detectors.json").GetProperty("detectors")[0].GetProperty("accuracy")[0];
        Assert.Equal(JsonValueKind.Null, ours.GetProperty("recall").ValueKind);
        Assert.Equal(0, ours.GetProperty("false_per_hour").GetDouble());
        Assert.True(ours.GetProperty("false_per_hour_ci95")[1].GetDouble() > 100);
        Assert.DoesNotContain("NaN", File.ReadAllText(_cli.PathOf("out/detectors_curves.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--burst-to-noise", "loud")]
    [InlineData("--recordings", "0")]
    [InlineData("--duration", "2")]
    [InlineData("--jobs", "none")]
    [InlineData("--scenario", "spread")]
    public void AWrongOptionIsAUsageErrorThatNamesIt(string option, string value)
    {
        CommandResult result = _cli.Run("benchmark", option, value);
        Assert.Equal(64, result.ExitCode);
        Assert.Contains(option, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NoSizeAtAllIsAnErrorOfUse() => _cli.Run("benchmark", "--burst-to-noise", ",").Refused(64);

    [Theory]
    [InlineData("--duration", "1e9")]
    [InlineData("--jobs", "0")]
    [InlineData("--seed", "-1")]
    [InlineData("--scenario", "RandomJerks")]
    public void AWrongValueIsAnErrorOfUse(string option, string value)
    {
        CommandResult result = _cli.Run([.. Small, option, value, "-o", "out"]);
        Assert.Equal(64, result.ExitCode);
        Assert.DoesNotContain("fault of the program", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.PathOf("out")));
    }
}
