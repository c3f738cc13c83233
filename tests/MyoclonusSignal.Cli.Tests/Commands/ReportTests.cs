using System.Text;
using System.Text.Json;
using System.Xml;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>The report beside the other results, and anew from a summary.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public ReportTests() => _cli.Run("simulate", "r.csv", "--scenario", "rhythmic-train", "--duration", "20").Succeeded();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void AReportDoesNotJoinTheSetOfAnotherAnalysis()
    {
        _cli.Run("simulate", "j.csv", "--duration", "10").Succeeded();
        _cli.Run("analyze", "j.csv", "-o", "a", "--no-report").Succeeded();
        _cli.Run("analyze", "j.csv", "-o", "b", "--no-report", "--emg-band", "50-200").Succeeded();
        CommandResult refused = _cli.Run("report", "a/j_summary.json", "-o", "b", "--recording", "j.csv").Refused(73);
        Assert.Contains("another analysis", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("j_report.html", _cli.Files("b"));
    }

    [Fact]
    public void AnalyzeWritesAReportThatSaysWhatTheSummarySays()
    {
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        Assert.Equal(["r_events.json", "r_events.tsv", "r_manifest.json", "r_report.html", "r_summary.json"], _cli.Files("out"));
        Assert.Contains($"wrote {Path.Combine("out", "r_report.html")}\n", result.Output, StringComparison.Ordinal);
        string page = Page("out/r_report.html");
        Assert.Contains(_cli.Json("out/r_summary.json").GetProperty("input").GetProperty("sha256").GetString()!, page, StringComparison.Ordinal);
        Assert.Contains("myoclonus analyze r.csv --options r_summary.json", page, StringComparison.Ordinal);
        int count = _cli.Json("out/r_summary.json").GetProperty("channels")[0].GetProperty("jerks").GetProperty("count").GetInt32();
        Assert.Contains($"{count} jerks", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_cli.Folder, page, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReportIsTheSameWhateverTheFolderItsPathAndTheJobs()
    {
        _cli.Run("simulate", "s.csv", "--scenario", "random-jerks", "--duration", "20").Succeeded();
        _cli.Run("analyze", "r.csv", "s.csv", "-o", "a", "--jobs", "2").Succeeded();
        _cli.Run("analyze", _cli.PathOf("r.csv"), "-o", "b").Succeeded();
        Assert.Equal(_cli.Bytes("a/r_report.html"), _cli.Bytes("b/r_report.html"));
    }

    [Fact]
    public void NoReportLeavesItOutAndChangesNothingElse()
    {
        _cli.Run("analyze", "r.csv", "-o", "a").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "b", "--no-report").Succeeded();
        Assert.Equal(["r_events.json", "r_events.tsv", "r_manifest.json", "r_summary.json"], _cli.Files("b"));
        Assert.All(_cli.Files("b").Except(["r_manifest.json"]), name => Assert.Equal(_cli.Bytes("a/" + name), _cli.Bytes("b/" + name)));
    }

    [Fact]
    public void AReportWrittenAnewJoinsTheSet()
    {
        _cli.Run("analyze", "r.csv", "-o", "out", "--no-report").Succeeded();
        _cli.Run("report", "out/r_summary.json").Succeeded();
        ResultManifest manifest = ResultManifest.Read(_cli.PathOf("out/r_manifest.json"))!;
        Assert.Contains(manifest.Files, file => file.Name == "r_report.html");
        Assert.True(manifest.IsWhole(_cli.PathOf("out")));
        _cli.Write("out/r_report.html", "changed");
        Assert.False(manifest.IsWhole(_cli.PathOf("out")));
    }

    [Fact]
    public void FiguresAreWrittenBesideTheReportAsWellFormedSvg()
    {
        _cli.Run("analyze", "r.csv", "-o", "out", "--figures", "svg", "--no-report").Succeeded();
        string[] figures = [.. _cli.Files("out").Where(name => name.EndsWith(".svg", StringComparison.Ordinal))];
        Assert.Equal(
            ["r_emg_average.svg", "r_emg_durations.svg", "r_emg_intervals.svg", "r_emg_spectrogram.svg", "r_emg_spectrum.svg", "r_emg_trace.svg", "r_ranges.svg", "r_raster.svg"],
            figures.Order(StringComparer.Ordinal));
        Assert.All(figures, name =>
        {
            using MemoryStream text = new(_cli.Bytes("out/" + name));
            using XmlReader reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            Assert.Equal(XmlNodeType.Element, reader.MoveToContent());
            Assert.Equal("svg", reader.LocalName);
            while (reader.Read())
            {
            }

            Assert.InRange(text.Length, 1, 100_000);
        });
    }

    [Fact]
    public void FiguresAndReportAreTheSameOnAMachineWithoutFonts()
    {
        _cli.Run("analyze", "r.csv", "-o", "a", "--figures", "svg").Succeeded();
        _cli.Write("nofonts.conf", "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        _cli.Environment["FONTCONFIG_FILE"] = _cli.PathOf("nofonts.conf");
        _cli.Environment["HOME"] = _cli.Folder;
        _cli.Run("analyze", "r.csv", "-o", "b", "--figures", "svg").Succeeded();
        string[] drawn = [.. _cli.Files("a").Where(name => name.EndsWith(".svg", StringComparison.Ordinal) || name.EndsWith(".html", StringComparison.Ordinal))];
        Assert.True(drawn.Length > 5);
        Assert.All(drawn, name => Assert.Equal(_cli.Bytes($"a/{name}"), _cli.Bytes($"b/{name}")));
    }

    [Fact]
    public void AFigureThatExistsStopsAllFilesFromBeingWritten()
    {
        Directory.CreateDirectory(_cli.PathOf("out"));
        _cli.Write("out/r_raster.svg", "mine");
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--figures", "svg").Refused(73);
        Assert.Contains("r_raster.svg", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(["r_raster.svg"], _cli.Files("out"));
        Assert.Equal("mine"u8.ToArray(), _cli.Bytes("out/r_raster.svg"));
    }

    [Theory]
    [InlineData("png", "browser")]
    [InlineData("pdf", "svg")]
    public void OtherFormatsOfFiguresAreRefusedWithTheRemedy(string format, string part)
    {
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--figures", format).Refused(64);
        Assert.Contains("--figures", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(part, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Empty(_cli.Files("out"));
    }

    [Theory]
    [InlineData]
    [InlineData("--rhythm-band", "4-7", "--start", "2.5", "--line-frequency", "60", "--remove-ecg")]
    [InlineData("--detector", "hodges-bui", "--figures", "svg")]
    public void ASummaryGivesTheSameBytes(params string[] options)
    {
        _cli.Run(["analyze", "r.csv", "-o", "out", .. options]).Succeeded();
        string[] figures = options.Contains("--figures") ? ["--figures", "svg"] : [];
        CommandResult result = _cli.Run(["report", "out/r_summary.json", "-o", "again", .. figures]).Succeeded();
        Assert.Equal($"wrote {Path.Combine("again", "r_report.html")}", result.Output.Split('\n')[0]);
        Assert.Equal(
            _cli.Files("out").Where(name => name.EndsWith(".html", StringComparison.Ordinal) || name.EndsWith(".svg", StringComparison.Ordinal)),
            _cli.Files("again"));
        Assert.All(_cli.Files("again"), name => Assert.Equal(_cli.Bytes("out/" + name), _cli.Bytes("again/" + name)));
    }

    [Fact]
    public void ARecordingWithAHypnogramThatHasMovedGivesTheSameBytes()
    {
        _cli.Run("simulate", "n.edf", "--duration", "60", "--rate", "60").Succeeded();
        _cli.Write("stages.txt", "0\n4\n");
        _cli.Run("analyze", "n.edf", "-o", "out", "--hypnogram", "stages.txt", "--hypnogram-scheme", "yasa").Succeeded();
        byte[] before = _cli.Bytes("out/n_report.html");
        File.Move(_cli.PathOf("n.edf"), _cli.PathOf("out/n.edf"));
        File.Move(_cli.PathOf("stages.txt"), _cli.PathOf("out/stages.txt"));
        _cli.Run("report", "out/n_summary.json", "--force").Succeeded();
        Assert.Equal(before, _cli.Bytes("out/n_report.html"));
        _cli.Write("out/stages.txt", "0\n2\n");
        Assert.Contains("n_summary.json", _cli.Run("report", "out/n_summary.json", "--force").Refused(65).ErrorLines[0], StringComparison.Ordinal);
        File.Delete(_cli.PathOf("out/stages.txt"));
        Assert.Contains("stages.txt", _cli.Run("report", "out/n_summary.json", "--force").Refused(66).ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(before, _cli.Bytes("out/n_report.html"));
    }

    [Fact]
    public void ARecordingFromAPipeIsRepeatedFromAFile()
    {
        byte[] recording = _cli.Bytes("r.csv");
        _cli.RunWithInput(recording, "analyze", "-", "-o", "out").Succeeded();
        Assert.Contains("myoclonus analyze - --options stdin_summary.json", Page("out/stdin_report.html"), StringComparison.Ordinal);
        _cli.Run("report", "out/stdin_summary.json", "-o", "again").Refused(66);
        _cli.Run("report", "out/stdin_summary.json", "-o", "again", "--recording", "r.csv").Succeeded();
        Assert.Equal(_cli.Bytes("out/stdin_report.html"), _cli.Bytes("again/stdin_report.html"));
    }

    [Fact]
    public void OfTwoFilesOfTheNameTheOneThatWasAnalysedIsTaken()
    {
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        File.Move(_cli.PathOf("r.csv"), _cli.PathOf("out/r.csv"));
        _cli.Write("r.csv", RecordingText.Whole());
        _cli.Run("report", "out/r_summary.json", "-o", "again").Succeeded();
        Assert.Equal(_cli.Bytes("out/r_report.html"), _cli.Bytes("again/r_report.html"));
    }

    [Fact]
    public void AChangedRecordingIsRefusedWithBothHashes()
    {
        _cli.Run("analyze", "r.csv", "-o", "out", "--no-report").Succeeded();
        string before = _cli.Json("out/r_summary.json").GetProperty("input").GetProperty("sha256").GetString()!;
        File.AppendAllText(_cli.PathOf("r.csv"), "20,0.1\n");
        CommandResult result = _cli.Run("report", "out/r_summary.json").Refused(65);
        Assert.Contains(before, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(_cli.Bytes("r.csv"))), result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--recording", result.Error, StringComparison.Ordinal);
        Assert.Equal(["r_events.json", "r_events.tsv", "r_manifest.json", "r_summary.json"], _cli.Files("out"));
    }

    [Fact]
    public void ASummaryWithOtherNumbersThanItsRecordingGivesIsRefused()
    {
        _cli.Run("analyze", "r.csv", "-o", "out", "--no-report").Succeeded();
        string text = Encoding.UTF8.GetString(_cli.Bytes("out/r_summary.json"));
        int count = _cli.Json("out/r_summary.json").GetProperty("channels")[0].GetProperty("jerks").GetProperty("count").GetInt32();
        _cli.Write("out/r_summary.json", text.Replace($"\"count\": {count}", $"\"count\": {count + 1}", StringComparison.Ordinal));
        Assert.Contains("found other channels", _cli.Run("report", "out/r_summary.json").Refused(65).ErrorLines[0], StringComparison.Ordinal);

        // The layout of the JSON is no number.
        _cli.Write("out/r_summary.json", text.Replace("\n", "\r\n", StringComparison.Ordinal));
        _cli.Run("report", "out/r_summary.json").Succeeded();
    }

    [Fact]
    public void AMissingRecordingIsAnsweredWithWhereItWasLookedFor()
    {
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        File.Delete(_cli.PathOf("r.csv"));
        CommandResult result = _cli.Run("report", "out/r_summary.json", "--force").Refused(66);
        Assert.Contains("r.csv", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--recording", result.Error, StringComparison.Ordinal);
        _cli.Run("report", "out/r_summary.json", "--force", "--recording", "nofile.csv").Refused(66);
    }

    [Fact]
    public void AReportThatExistsIsNotOverwrittenUnasked()
    {
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        Assert.Contains("--force", _cli.Run("report", "out/r_summary.json").Refused(73).Error, StringComparison.Ordinal);
        _cli.Run("report", "out/r_summary.json", "--force").Succeeded();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"schema_version": "1.0", "input": {"file": "r.csv"}, "options": {}}""")]
    [InlineData("""{"schema_version": "1.0", "input": {"file": "r.csv", "sha256": null}, "options": {}}""")]
    [InlineData("""{"schema_version": "1.0", "input": {"file": "r.csv", "sha256": "0"}, "options": {"rythm": 1}}""")]
    public void WhatIsNoSummaryIsRefused(string json)
    {
        _cli.Write("x_summary.json", json);
        CommandResult result = _cli.Run("report", "x_summary.json").Refused(65);
        Assert.Contains("x_summary.json", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(_cli.Files("."), name => name.EndsWith(".html", StringComparison.Ordinal));
    }

    [Fact]
    public void AMissingSummaryIsSaidAsSuch() => _cli.Run("report", "nofile_summary.json").Refused(66);

    [Fact]
    public void ABrokenSummaryDoesNotStopTheOthers()
    {
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        _cli.Write("x_summary.json", "{}");
        CommandResult result = _cli.Run("report", "x_summary.json", "out/r_summary.json", "-o", "again");
        Assert.Equal(65, result.ExitCode);
        Assert.Equal(["r_report.html"], _cli.Files("again"));
        Assert.Contains("x_summary.json", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("r_summary.json", result.ErrorLines[^1].Replace("x_summary.json", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void SummariesOfOneNameAreNotWrittenOverEachOther()
    {
        _cli.Run("analyze", "r.csv", "-o", "a", "--no-report").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "b", "--no-report", "--start", "1").Succeeded();
        _cli.Run("report", "a/r_summary.json", "b/r_summary.json", "-o", "again", "--force").Refused(64);
        Assert.Empty(_cli.Files("again"));
        _cli.Run("report", "a/r_summary.json", "b/r_summary.json").Succeeded();
        Assert.NotEqual(_cli.Bytes("a/r_report.html"), _cli.Bytes("b/r_report.html"));
    }

    [Fact]
    public void AReviewedTableIsWhatTheReportBeginsWith()
    {
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        string[] lines = _cli.Lines("out/r_events.tsv");
        _cli.Write("reviewed.tsv", string.Join('\n', lines.Select((line, i) => line + (i == 0 ? "\treview\treview_note" : i == 1 ? "\trejected\ta </script> cable" : "\tn/a\tn/a"))) + "\n");
        _cli.Run("report", "out/r_summary.json", "-o", "again", "--events", "reviewed.tsv").Succeeded();
        string page = Page("again/r_report.html");
        Assert.Contains("rejected", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a </script> cable", page, StringComparison.Ordinal);
        Assert.Contains("/script\\u003E cable", page, StringComparison.Ordinal);
        Assert.Contains("review", _cli.Run("report", "out/r_summary.json", "-o", "plain", "--events", "out/r_events.tsv").Refused(65).ErrorLines[0], StringComparison.Ordinal);
        _cli.Run("report", "out/r_summary.json", "-o", "plain", "--events", "nofile.tsv").Refused(66);
        Assert.Empty(_cli.Files("plain"));
    }

    [Fact]
    public void AReviewDrivesTheNumbersOfTheWholeSet()
    {
        _cli.Run("analyze", "r.csv", "-o", "out").Succeeded();
        string[] lines = _cli.Lines("out/r_events.tsv");
        int events = lines.Length - 1;
        int rejected = (events + 1) / 2;
        _cli.Write("half.tsv", Reviewed(lines, row => row % 2 == 1 ? "rejected" : "n/a"));

        // Nothing is replaced unless that is asked for.
        _cli.Run("report", "out/r_summary.json", "--events", "half.tsv").Refused(73);
        _cli.Run("report", "out/r_summary.json", "--events", "half.tsv", "--force").Succeeded();
        using (JsonDocument summary = JsonDocument.Parse(_cli.Bytes("out/r_summary.json")))
        {
            Assert.Equal(rejected, summary.RootElement.GetProperty("reviewed").GetProperty("rejected").GetInt32());
            Assert.Equal(0, summary.RootElement.GetProperty("reviewed").GetProperty("accepted").GetInt32());
            Assert.Equal(events - rejected, CountOf(summary));
        }

        Assert.Equal(events + 1, _cli.Lines("out/r_events.tsv").Length);
        CommandResult score = _cli.Run("evaluate", "out/r_events.tsv", "out/r_events.tsv", "--json");
        Assert.Contains($"{rejected} rows were rejected in review", score.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(events - rejected, score.Json().GetProperty("overall").GetProperty("true_positives").GetInt32());

        // The manifest is that of the new files: the set is whole, and the report can be made again from it alone.
        byte[] page = _cli.Bytes("out/r_report.html");
        _cli.Run("report", "out/r_summary.json", "--force").Succeeded();
        Assert.Equal(page, _cli.Bytes("out/r_report.html"));

        // The command in the page makes it again, and altered numbers are refused.
        Assert.Contains("myoclonus report r_summary.json --recording r.csv --force", Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        string numbers = Encoding.UTF8.GetString(_cli.Bytes("out/r_summary.json"));
        _cli.Write("out/r_summary.json", numbers.Replace($"\"rejected\": {rejected},", "\"rejected\": 9999,", StringComparison.Ordinal));
        Assert.Contains("reviewed", _cli.Run("report", "out/r_summary.json", "--force").Refused(65).ErrorLines[0], StringComparison.Ordinal);
        _cli.Write("out/r_summary.json", numbers);

        // A new analysis keeps what a person decided.
        byte[] reviewed = _cli.Bytes("out/r_events.tsv");
        CommandResult anew = _cli.Run("analyze", "r.csv", "-o", "out", "--force").Succeeded();
        Assert.Contains(anew.ErrorLines, line => line.Contains("r_desc-reviewed_events.tsv", StringComparison.Ordinal));
        Assert.Equal(reviewed, _cli.Bytes("out/r_desc-reviewed_events.tsv"));
        _cli.Run("report", "out/r_summary.json", "--events", "out/r_desc-reviewed_events.tsv", "--force").Succeeded();
        Assert.Equal(reviewed, _cli.Bytes("out/r_events.tsv"));

        // Accepting all gives the numbers of the analysis.
        _cli.Run("analyze", "r.csv", "-o", "first").Succeeded();
        _cli.Write("all.tsv", Reviewed(_cli.Lines("first/r_events.tsv"), _ => "accepted"));
        _cli.Run("report", "out/r_summary.json", "--events", "all.tsv", "--force").Succeeded();
        using JsonDocument accepted = JsonDocument.Parse(_cli.Bytes("out/r_summary.json"));
        using JsonDocument found = JsonDocument.Parse(_cli.Bytes("first/r_summary.json"));
        Assert.Equal(found.RootElement.GetProperty("channels").GetRawText(), accepted.RootElement.GetProperty("channels").GetRawText());
    }

    [Fact]
    public void ASummaryOfAReviewWhoseTableIsGoneSaysSo()
    {
        _cli.Run("analyze", "r.csv", "-o", "out", "--no-report").Succeeded();
        _cli.Write("half.tsv", Reviewed(_cli.Lines("out/r_events.tsv"), row => row == 1 ? "rejected" : "n/a"));
        _cli.Run("report", "out/r_summary.json", "--events", "half.tsv", "-o", "reviewed").Succeeded();
        File.Delete(_cli.PathOf("reviewed/r_events.tsv"));
        CommandResult refused = _cli.Run("report", "reviewed/r_summary.json", "--recording", "r.csv", "--force").Refused(66);
        Assert.Contains("r_events.tsv", refused.ErrorLines[0], StringComparison.Ordinal);
        _cli.Run("report", "reviewed/r_summary.json", "--recording", "r.csv", "--events", "half.tsv", "--force").Succeeded();
    }

    private static string Reviewed(string[] lines, Func<int, string> verdict) =>
        string.Join('\n', lines.Select((line, i) => line + "\t" + (i == 0 ? "review" : verdict(i)))) + "\n";

    private static int CountOf(JsonDocument summary) => summary.RootElement.GetProperty("channels").EnumerateArray().Sum(channel =>
        channel.GetProperty("jerks").GetProperty("count").GetInt32() + channel.GetProperty("jerks").GetProperty("contractions").GetInt32()
        + (channel.TryGetProperty("negative_jerks", out JsonElement lapses) && lapses.ValueKind == JsonValueKind.Object ? lapses.GetProperty("count").GetInt32() : 0));

    [Fact]
    public void AHostileNameOfAFileAndAChannelIsTextInThePage()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        const string name = "-<img src=x onerror=alert(1)> 'a' $(b).csv";
        _cli.Write("./" + name, RecordingText.Whole().Replace("emg_ta", "<script>alert(1)<∕script>", StringComparison.Ordinal));
        _cli.Run("analyze", "./" + name, "-o", "out", "--kind", "<script>alert(1)<∕script>=emg", "--figures", "svg").Succeeded();
        string page = Page("out/" + Path.GetFileNameWithoutExtension(name) + "_report.html");
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains(@"myoclonus analyze './-&lt;img src=x onerror=alert(1)&gt; '\''a'\'' $(b).csv'", page.Replace("&#39;", "'", StringComparison.Ordinal).Replace("&apos;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(_cli.Files("out").Where(file => file.EndsWith(".svg", StringComparison.Ordinal)), file =>
            Assert.DoesNotContain("<script", Encoding.UTF8.GetString(_cli.Bytes("out/" + file)), StringComparison.Ordinal));
    }

    private string Page(string name) => Encoding.UTF8.GetString(_cli.Bytes(name));
}
