using System.Text;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The files of a result: the same bytes for the same recording, valid, and without a number that is none.</summary>
public sealed class ResultFilesTests
{
    public static TheoryData<SimulationScenario> Scenarios =>
    [
        SimulationScenario.Mixed, SimulationScenario.NoiseOnly, SimulationScenario.Artefacts, SimulationScenario.Accelerometer, SimulationScenario.Spread,
        SimulationScenario.NegativeMyoclonus,
    ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void TheSameRecordingGivesTheSameBytesTwice(SimulationScenario scenario) =>
        Assert.Equal(Files(Analyze(scenario)), Files(Analyze(scenario)));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void TheFilesAreWellFormedAndHoldNoNaN(SimulationScenario scenario)
    {
        string[] files = Files(Analyze(scenario));
        Assert.All(files, text =>
        {
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', text);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
        });
        using var summary = JsonDocument.Parse(files[0]);
        using var sidecar = JsonDocument.Parse(files[2]);
        string[] columns = files[1].Split('\n')[0].Split('\t');
        Assert.Equal(columns, sidecar.RootElement.EnumerateObject().Select(column => column.Name));
        Assert.All(files[1].TrimEnd('\n').Split('\n'), row => Assert.Equal(columns.Length, row.Split('\t').Length));
    }

    [Fact]
    public void TheColumnsAreThoseOfTheContractInItsOrder() => Assert.Equal(
        "onset duration trial_type channel peak_time peak_amplitude rms_amplitude area snr_db burst_class group stage"
            + " rise_time mean_frequency onset_uncertainty offset_uncertainty",
        Files(Analyze(SimulationScenario.NoiseOnly))[1].Split('\n')[0].Replace('\t', ' '));

    [Fact]
    public void TheKeysOfTheSummaryAreThoseOfTheContractInItsOrder()
    {
        using var summary = JsonDocument.Parse(Files(Analyze(SimulationScenario.Mixed))[0]);
        AssertInOrder(["schema_version", "software", "input", "options", "warnings", "channels"], summary.RootElement);
        AssertInOrder(["name", "version"], summary.RootElement.GetProperty("software"));
        AssertInOrder(["file", "sha256", "format", "duration_s"], summary.RootElement.GetProperty("input"));
        JsonElement channel = summary.RootElement.GetProperty("channels")[0];
        AssertInOrder(["name", "kind", "unit", "sampling_rate_hz", "quality", "jerks", "negative_jerks", "rhythm"], channel);
        AssertInOrder(
            ["missing_fraction", "clipped_fraction", "flat_fraction", "line_noise_db", "noise_floor"], channel.GetProperty("quality"));
        AssertInOrder(
            ["count", "rate_per_min", "rate_ci95", "duration_ms", "interval_s", "classes"], channel.GetProperty("jerks"));
        AssertInOrder(
            ["count", "rate_per_min", "rate_ci95", "contraction_s", "duration_ms"], channel.GetProperty("negative_jerks"));
        AssertInOrder(
            ["is_rhythmic", "frequency_hz", "frequency_ci95", "p_value", "snr_db", "bandwidth_hz", "occupancy", "bouts"], channel.GetProperty("rhythm"));
    }

    [Fact]
    public void AWarningHasTheKeysOfTheContract()
    {
        using var summary = JsonDocument.Parse(Files(Analyze(SimulationScenario.Artefacts))[0]);
        JsonElement[] warnings = [.. summary.RootElement.GetProperty("warnings").EnumerateArray()];
        Assert.NotEmpty(warnings);
        Assert.All(warnings, warning => AssertInOrder(["code", "channel", "start_s", "end_s", "text"], warning));
    }

    [Fact]
    public void OnNoiseTheFrequencyIsNullAndTheCountZero()
    {
        using var summary = JsonDocument.Parse(Files(Analyze(SimulationScenario.NoiseOnly))[0]);
        JsonElement channel = summary.RootElement.GetProperty("channels")[0];
        Assert.False(channel.GetProperty("rhythm").GetProperty("is_rhythmic").GetBoolean());
        Assert.Equal(JsonValueKind.Null, channel.GetProperty("rhythm").GetProperty("frequency_hz").ValueKind);
        Assert.Equal(0, channel.GetProperty("jerks").GetProperty("count").GetInt32());
        Assert.Equal(JsonValueKind.Null, channel.GetProperty("jerks").GetProperty("duration_ms").GetProperty("median").ValueKind);
    }

    [Fact]
    public void TheSummaryCountsTheJerksOfTheTable()
    {
        AnalysisResult result = Analyze(SimulationScenario.Spread);
        string[] rows = Files(result)[1].TrimEnd('\n').Split('\n')[1..];
        Assert.Equal(result.Events.Count, rows.Length);
        Assert.All(result.Channels, channel => Assert.Equal(
            rows.Select(row => row.Split('\t')).Count(cells => cells[2] == "jerk" && cells[3] == channel.Name), channel.Jerks!.Count));
    }

    private static AnalysisResult Analyze(SimulationScenario scenario) =>
        MyoclonusAnalyzer.Analyze(MemoryReader.Of(Simulator.Generate(SimulationScenarios.Create(scenario, 40, seed: 8))));

    private static string[] Files(AnalysisResult result) =>
        [Text(result, SummaryJson.Write), Text(result, ResultFiles.WriteEvents), Text(result, ResultFiles.WriteEventsSidecar)];

    private static string Text(AnalysisResult result, Action<AnalysisResult, Stream> write)
    {
        using MemoryStream stream = new();
        write(result, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void AssertInOrder(string[] keys, JsonElement found) =>
        Assert.Equal(keys, found.EnumerateObject().Select(property => property.Name).Where(keys.Contains));
}
