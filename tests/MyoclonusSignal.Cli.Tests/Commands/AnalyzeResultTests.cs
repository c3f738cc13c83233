using System.Globalization;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

public sealed class AnalyzeResultTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public void SimulatedRandomJerksAreFoundAgain(string seed)
    {
        _cli.Run("simulate", "r.csv", "--scenario", "random-jerks", "--duration", "300", "--burst-to-noise", "20", "--seed", seed).Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        JsonElement score = _cli.Run("evaluate", "out/r_events.tsv", "r_truth.tsv", "--json").Succeeded().Json().GetProperty("overall");
        Assert.True(score.GetProperty("true_positives").GetInt32() >= 50);
        Assert.InRange(score.GetProperty("f1").GetDouble(), 0.98, 1);
    }

    [Fact]
    public void TheCyclesOfARhythmAreWrittenWhereAsked()
    {
        _cli.Run("simulate", "r.csv", "--scenario", "rhythmic-train", "--duration", "30", "--seed", "6").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "out", "--cycles").Succeeded();
        Assert.Equal(
            ["r_cycles.json", "r_cycles.tsv", "r_events.json", "r_events.tsv", "r_manifest.json", "r_summary.json"],
            _cli.Files("out").Where(name => !name.EndsWith(".html", StringComparison.Ordinal)));
        EventsFile cycles = new(_cli.Lines("out/r_cycles.tsv"));
        JsonElement rhythm = _cli.Json("out/r_summary.json").GetProperty("channels")[0].GetProperty("rhythm");
        Assert.Equal(rhythm.GetProperty("cycles").GetProperty("count").GetInt32(), cycles.Rows.Count);
        Assert.Equal(rhythm.GetProperty("frequency_hz").GetDouble(), cycles.Rows.Count / cycles.Numbers("duration").Sum(), 0.1);
        Assert.All(cycles.Columns, column => Assert.True(_cli.Json("out/r_cycles.json").TryGetProperty(column, out _)));

        // Like every result they are not overwritten unasked.
        CommandResult again = _cli.Run("analyze", "r.csv", "-o", "out", "--cycles").Refused(73);
        Assert.Contains("--force", again.Error, StringComparison.Ordinal);
        _cli.Run("analyze", "r.csv", "-o", "out", "--cycles", "--force").Succeeded();
    }

    [Fact]
    public void SilentPeriodsAreNegativeJerksInTheTableAndCompared()
    {
        _cli.Run("simulate", "n.csv", "--scenario", "negative-myoclonus").Succeeded();
        CommandResult shown = _cli.Run("analyze", "n.csv", "-o", "out").Succeeded();
        Assert.Contains("negative jerks", shown.Output, StringComparison.Ordinal);
        JsonElement score = _cli.Run("evaluate", "out/n_events.tsv", "n_truth.tsv", "--json").Succeeded().Json();
        Assert.InRange(score.GetProperty("overall").GetProperty("f1").GetDouble(), 0.95, 1);
        Assert.True(score.GetProperty("overall").GetProperty("true_positives").GetInt32() > 10);

        _cli.Run("simulate", "r.csv", "--scenario", "random-jerks").Succeeded();
        Assert.DoesNotContain("negative jerks", _cli.Run("analyze", "r.csv", "-o", "out").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnalyzeWritesItsFilesAndNothingElse()
    {
        Analyze("random-jerks");
        Assert.Equal(["r_events.json", "r_events.tsv", "r_manifest.json", "r_summary.json"], _cli.Files("out").Where(name => !name.EndsWith(".html", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheEventsTableHasTheColumnsOfTheContract()
    {
        Analyze("random-jerks");
        EventsFile events = new(_cli.Lines("out/r_events.tsv"));
        Assert.Equal(
            [
                "onset", "duration", "trial_type", "channel", "peak_time", "peak_amplitude", "rms_amplitude", "area", "snr_db", "burst_class", "group", "stage",
                "rise_time", "mean_frequency", "onset_uncertainty", "offset_uncertainty",
            ],
            events.Columns);
        Assert.NotEmpty(events.Rows);
        Assert.Equal(events.Numbers("onset").Order(), events.Numbers("onset"));
        Assert.All(events.Numbers("duration"), duration => Assert.InRange(duration, 1e-4, 60));
        Assert.All(events.Texts("onset").Concat(events.Texts("duration")), text => Assert.Matches(@"^\d+\.\d{4}$", text));
        Assert.All(events.Texts("channel"), channel => Assert.Equal("emg", channel));
        Assert.All(events.Texts("trial_type"), type => Assert.Contains(type, (string[])["jerk", "contraction"]));
        Assert.All(events.Texts("stage"), stage => Assert.Equal("n/a", stage));
        Assert.All(
            events.Numbers("onset").Zip(events.Numbers("duration"), events.Numbers("peak_time")),
            row => Assert.InRange(row.Third, row.First, row.First + row.Second));
    }

    [Fact]
    public void TheSidecarShowsPublishedRangesWithTheirSources()
    {
        Analyze("random-jerks");
        JsonElement burstClass = _cli.Json("out/r_events.json").GetProperty("burst_class");
        JsonElement[] ranges = [.. burstClass.GetProperty("ReferenceRanges").EnumerateArray()];
        Assert.All(ranges, range =>
        {
            Assert.NotEqual(string.Empty, range.GetProperty("Source").GetString());
            Assert.True(range.TryGetProperty("Low", out _) || range.TryGetProperty("High", out _));
        });
        string sources = burstClass.GetProperty("BorderSources").GetString()!;
        Assert.All(burstClass.GetProperty("Levels").EnumerateObject().SkipLast(1), level =>
            Assert.Contains(level.Value.GetString()!.Split(" to ")[^1], sources, StringComparison.Ordinal));
    }

    [Fact]
    public void TheSidecarDescribesEveryColumn()
    {
        Analyze("random-jerks");
        JsonElement sidecar = _cli.Json("out/r_events.json");
        foreach (string column in new EventsFile(_cli.Lines("out/r_events.tsv")).Columns)
        {
            Assert.NotEqual(string.Empty, sidecar.GetProperty(column).GetProperty("Description").GetString());
        }
    }

    [Fact]
    public void TheSummaryHasTheKeysOfTheContractInTheirOrder()
    {
        Analyze("rhythmic-train");
        JsonElement summary = _cli.Json("out/r_summary.json");
        HasKeys(summary, "schema_version", "software", "input", "options", "warnings", "channels");
        HasKeys(summary.GetProperty("software"), "name", "version");
        HasKeys(summary.GetProperty("input"), "file", "sha256", "format", "duration_s");
        JsonElement channel = Assert.Single(summary.GetProperty("channels").EnumerateArray());
        HasKeys(channel, "name", "kind", "unit", "sampling_rate_hz", "quality", "jerks", "rhythm");
        HasKeys(channel.GetProperty("quality"), "missing_fraction", "clipped_fraction", "flat_fraction", "line_noise_db", "noise_floor");
        JsonElement jerks = channel.GetProperty("jerks");
        HasKeys(jerks, "count", "rate_per_min", "rate_ci95", "duration_ms", "interval_s", "classes");
        HasKeys(jerks.GetProperty("duration_ms"), "median", "q1", "q3");
        HasKeys(jerks.GetProperty("interval_s"), "median", "cv");
        Assert.Equal(2, jerks.GetProperty("rate_ci95").GetArrayLength());
        JsonElement rhythm = channel.GetProperty("rhythm");
        HasKeys(rhythm, "is_rhythmic", "frequency_hz", "frequency_ci95", "p_value", "snr_db", "bandwidth_hz", "occupancy", "bouts");
        Assert.All(rhythm.GetProperty("bouts").EnumerateArray(), bout => HasKeys(bout, "start_s", "end_s", "frequency_hz"));
    }

    [Fact]
    public void TheSummaryCountsTheRowsOfTheEventsTable()
    {
        Analyze("tonic-contractions");
        EventsFile events = new(_cli.Lines("out/r_events.tsv"));
        JsonElement jerks = _cli.Json("out/r_summary.json").GetProperty("channels")[0].GetProperty("jerks");
        Assert.NotEmpty(events.Rows);
        Assert.Equal(events.Texts("trial_type").Count(type => type == "jerk"), jerks.GetProperty("count").GetInt32());
    }

    [Fact]
    public void TheSummaryHoldsTheHashAndTheLengthOfTheRecording()
    {
        Analyze("random-jerks");
        JsonElement input = _cli.Json("out/r_summary.json").GetProperty("input");
        Assert.Equal("r.csv", input.GetProperty("file").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(_cli.Bytes("r.csv"))),
            input.GetProperty("sha256").GetString());
        Assert.Equal(60, input.GetProperty("duration_s").GetDouble(), 1e-3);
    }

    [Fact]
    public void NumbersOfTheSummaryAreWrittenShort()
    {
        Analyze("rhythmic-train");
        Assert.DoesNotMatch(@"\d{20}", string.Join('\n', _cli.Lines("out/r_summary.json").Where(line => !line.Contains("sha256", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(3.5)]
    [InlineData(5.0)]
    [InlineData(7.5)]
    public void ARhythmicTrainIsToldWithItsFrequency(double frequencyHz)
    {
        Analyze("rhythmic-train", "--frequency", frequencyHz.ToString(CultureInfo.InvariantCulture));
        JsonElement rhythm = Rhythm("out/r_summary.json");
        Assert.True(rhythm.GetProperty("is_rhythmic").GetBoolean());
        Assert.Equal(frequencyHz, rhythm.GetProperty("frequency_hz").GetDouble(), 0.1);
        double[] interval = [.. rhythm.GetProperty("frequency_ci95").EnumerateArray().Select(border => border.GetDouble())];
        Assert.True(interval[0] < interval[1]);
    }

    [Fact]
    public void IrregularJerksAreNoRhythm()
    {
        Analyze("irregular-jerks");
        JsonElement rhythm = Rhythm("out/r_summary.json");
        Assert.False(rhythm.GetProperty("is_rhythmic").GetBoolean());
        Assert.Equal(JsonValueKind.Null, rhythm.GetProperty("frequency_hz").ValueKind);
    }

    [Fact]
    public void NoiseWithHumHoldsNoEvent()
    {
        Analyze("noise-only", "--duration", "300", "--hum", "50");
        Assert.Empty(new EventsFile(_cli.Lines("out/r_events.tsv")).Rows);
        Assert.False(Rhythm("out/r_summary.json").GetProperty("is_rhythmic").GetBoolean());
    }

    [Fact]
    public void TheSameInputGivesTheSameBytes()
    {
        _cli.Run("simulate", "r.csv", "--scenario", "mixed").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "first").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "second").Succeeded();
        AssertSameFiles("first", "second");
    }

    [Fact]
    public void TheSameSeedSimulatesTheSameBytes()
    {
        _cli.Run("simulate", "first/r.csv", "--scenario", "mixed", "--seed", "7").Succeeded();
        _cli.Run("simulate", "second/r.csv", "--scenario", "mixed", "--seed", "7").Succeeded();
        _cli.Run("simulate", "other/r.csv", "--scenario", "mixed", "--seed", "8").Succeeded();
        AssertSameFiles("first", "second");
        Assert.NotEqual(_cli.Bytes("first/r.csv"), _cli.Bytes("other/r.csv"));
    }

    [Fact]
    public void TheNumberOfJobsChangesNoByte()
    {
        foreach (string seed in (string[])["1", "2", "3"])
        {
            _cli.Run("simulate", $"r{seed}.csv", "--seed", seed).Succeeded();
        }

        CommandResult one = _cli.Run("analyze", "r1.csv", "r2.csv", "r3.csv", "-o", "first", "--json", "--jobs", "1").Succeeded();
        CommandResult three = _cli.Run("analyze", "r1.csv", "r2.csv", "r3.csv", "-o", "second", "--json", "--jobs", "3").Succeeded();
        AssertSameFiles("first", "second");
        Assert.Equal(one.Output, three.Output);
        Assert.Equal(3, one.Json().GetArrayLength());
    }

    [Fact]
    public void JsonOnStandardOutputIsTheSummaryFile()
    {
        _cli.Run("simulate", "r.csv").Succeeded();
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--json").Succeeded();
        Assert.Equal(_cli.Bytes("out/r_summary.json"), result.OutputBytes);
    }

    [Fact]
    public void ExistingResultsAreOverwrittenOnlyByForce()
    {
        Analyze("random-jerks");
        byte[] before = _cli.Bytes("out/r_events.tsv");
        _cli.Run("simulate", "r.csv", "--seed", "2").Refused(73);
        _cli.Run("simulate", "r.csv", "--seed", "2", "--force").Succeeded();
        CommandResult refused = _cli.Run("analyze", "r.csv", "-o", "out").Refused(73);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _cli.Bytes("out/r_events.tsv"));
        _cli.Run("analyze", "r.csv", "-o", "out", "--force").Succeeded();
        Assert.NotEqual(before, _cli.Bytes("out/r_events.tsv"));
    }

    [Fact]
    public void AFailedRunLeavesEarlierResultsAsTheyWere()
    {
        Analyze("random-jerks");
        byte[][] before = [.. _cli.Files("out").Select(name => _cli.Bytes("out/" + name))];
        File.AppendAllText(_cli.PathOf("r.csv"), "60.0,oops\n");
        _cli.Run("analyze", "r.csv", "-o", "out", "--force").Refused(65);
        Assert.Equal(before, _cli.Files("out").Select(name => _cli.Bytes("out/" + name)));
    }

    [Fact]
    public void OnlyTheStretchBetweenStartAndStopHoldsEvents()
    {
        _cli.Run("simulate", "r.csv").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "whole").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "part", "--start", "20", "--stop", "45").Succeeded();
        double[] whole = new EventsFile(_cli.Lines("whole/r_events.tsv")).Numbers("onset");
        double[] part = new EventsFile(_cli.Lines("part/r_events.tsv")).Numbers("onset");
        Assert.NotEmpty(part);
        Assert.All(part, onset => Assert.InRange(onset, 20, 45));
        Assert.All(
            whole.Where(onset => onset is > 22 and < 43),
            onset => Assert.True(part.Any(other => Math.Abs(other - onset) < 0.05), $"the event at {onset} s is missing"));
    }

    private void Analyze(string scenario, params string[] options)
    {
        _cli.Run(["simulate", "r.csv", "--scenario", scenario, .. options]).Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
    }

    private JsonElement Rhythm(string file) => _cli.Json(file).GetProperty("channels")[0].GetProperty("rhythm");

    private void AssertSameFiles(string first, string second)
    {
        Assert.NotEmpty(_cli.Files(first));
        Assert.Equal(_cli.Files(first), _cli.Files(second));
        Assert.All(_cli.Files(first), name => Assert.Equal(_cli.Bytes($"{first}/{name}"), _cli.Bytes($"{second}/{name}")));
    }

    /// <summary>More keys may stand between those of the contract.</summary>
    private static void HasKeys(JsonElement element, params string[] keys) =>
        Assert.Equal(keys, element.EnumerateObject().Select(property => property.Name).Where(keys.Contains));
}
