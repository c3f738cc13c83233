using System.Security.Cryptography;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>A BIDS data set in, a derivative out: names, descriptions, exit codes, and what is never done.</summary>
public sealed class RunTests : IDisposable
{
    private const string First = "sub-01/emg/sub-01_task-rest_desc-jerks_";
    private const string Second = "sub-02/ses-a/emg/sub-02_ses-a_task-rest_run-1_desc-jerks_";

    private readonly CommandRunner _cli = new();

    public RunTests()
    {
        Directory.CreateDirectory(_cli.PathOf("bids/sub-01/emg"));
        Directory.CreateDirectory(_cli.PathOf("bids/sub-02/ses-a/emg"));
        _cli.Write("bids/dataset_description.json", """{"Name": "Two hands", "BIDSVersion": "1.11.1", "DatasetDOI": "doi:10.0000/x"}""");
        _cli.Run("simulate", "s.edf", "--duration", "30", "--rate", "60").Succeeded();
        File.Copy(_cli.PathOf("s.edf"), _cli.PathOf("bids/sub-01/emg/sub-01_task-rest_emg.edf"));
        File.Copy(_cli.PathOf("s.edf"), _cli.PathOf("bids/sub-02/ses-a/emg/sub-02_ses-a_task-rest_run-1_emg.edf"));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void ADerivativeHasDescriptionsAndNamesByTheRulesAndTheSourceIsLeftAlone()
    {
        string[] before = Hashes("bids");
        _cli.Run("run", "bids", "out", "participant").Succeeded();
        Assert.Equal(before, Hashes("bids"));
        Assert.Equal(
            [".bidsignore", "dataset_description.json", First + "events.json", First + "events.tsv", First + "manifest.json", First + "summary.json",
            Second + "events.json", Second + "events.tsv", Second + "manifest.json", Second + "summary.json"],
            _cli.Files("out"));
        JsonElement description = _cli.Json("out/dataset_description.json");
        Assert.Equal("derivative", description.GetProperty("DatasetType").GetString());
        Assert.Equal("1.11.1", description.GetProperty("BIDSVersion").GetString());
        Assert.Contains("Two hands", description.GetProperty("Name").GetString(), StringComparison.Ordinal);
        Assert.Equal("MyoclonusSignal", description.GetProperty("GeneratedBy")[0].GetProperty("Name").GetString());
        Assert.Equal("doi:10.0000/x", description.GetProperty("SourceDatasets")[0].GetProperty("DOI").GetString());
        Assert.Equal("../bids", description.GetProperty("DatasetLinks").GetProperty("raw").GetString());
        JsonElement sidecar = _cli.Json("out/" + Second + "events.json");
        Assert.Equal("bids:raw:sub-02/ses-a/emg/sub-02_ses-a_task-rest_run-1_emg.edf", sidecar.GetProperty("Sources")[0].GetString());
        EventsFile events = new(_cli.Lines("out/" + First + "events.tsv"));
        Assert.NotEmpty(events.Rows);
        Assert.All(events.Columns, column => Assert.True(sidecar.TryGetProperty(column, out _), $"{column} is not described."));
        Assert.Equal(["onset", "duration"], events.Columns.Take(2));
        string[] ignored = _cli.Lines("out/.bidsignore");
        Assert.Contains("*_desc-jerks_summary.json", ignored);
    }

    [Fact]
    public void AnalyzeFindsTheSameEvents()
    {
        _cli.Run("run", "bids", "out", "participant", "--participant-label", "01").Succeeded();
        _cli.Run("analyze", "bids/sub-01/emg/sub-01_task-rest_emg.edf", "-o", "alone").Succeeded();
        Assert.Equal(_cli.Bytes("alone/sub-01_task-rest_emg_events.tsv"), _cli.Bytes("out/" + First + "events.tsv"));
        Assert.Equal(_cli.Bytes("alone/sub-01_task-rest_emg_summary.json"), _cli.Bytes("out/" + First + "summary.json"));
    }

    [Fact]
    public void ParticipantsOneByOneAtTheSameTimeGiveTheSameBytesAsTogether()
    {
        _cli.Run("run", "bids", "together", "participant", "--jobs", "2").Succeeded();
        Parallel.ForEach(["01", "02"], label => _cli.Run("run", "bids", "apart", "participant", "--participant-label", label).Succeeded());
        Assert.Equal(Hashes("together"), Hashes("apart"));
    }

    [Theory]
    [InlineData("--participant-label", "02")]
    [InlineData("--participant_label", "sub-02")]
    [InlineData("--session-label", "a")]
    [InlineData("--session_label", "ses-a")]
    public void LabelsChooseWithOrWithoutPrefixInBothSpellings(string option, string label)
    {
        _cli.Run("run", "bids", "out", "participant", option, label, "--task_label", "rest").Succeeded();
        Assert.Empty(_cli.Files("out/sub-01"));
        Assert.Equal(4, _cli.Files("out/sub-02").Length);
    }

    [Fact]
    public void SeveralLabelsStandBehindOneOption()
    {
        _cli.Run("run", "bids", "out", "participant", "--participant-label", "01", "02").Succeeded();
        Assert.Equal(10, _cli.Files("out").Length);
    }

    [Fact]
    public void ExitCodesAreThoseOfTheBidsSpecification()
    {
        Directory.CreateDirectory(_cli.PathOf("plain"));
        Assert.Contains("dataset_description.json", _cli.Run("run", "plain", "out", "participant").Refused(16).Error, StringComparison.Ordinal);
        Assert.Contains("participant or group", _cli.Run("run", "bids", "out", "participants").Refused(17).Error, StringComparison.Ordinal);
        Assert.Contains("01, 02", _cli.Run("run", "bids", "out", "participant", "--participant-label", "03").Refused(18).Error, StringComparison.Ordinal);
        _cli.Run("run", "bids", "out", "participant", "--task-label", "walk").Refused(18);
        _cli.Run("run", "nowhere", "out", "participant").Refused(66);
        _cli.Run("run", "bids", "out").Refused(64);
        Assert.Empty(_cli.Files("out"));
    }

    [Theory]
    [InlineData("""{"Name": "x"}""", "BIDSVersion")]
    [InlineData("""{"BIDSVersion": "1.11.1"}""", "Name")]
    [InlineData("not json", "JSON")]
    [InlineData("[]", "Name")]
    public void ADescriptionThatIsNoneIsInvalidBids(string description, string part)
    {
        _cli.Write("bids/dataset_description.json", description);
        Assert.Contains(part, _cli.Run("run", "bids", "out", "participant").Refused(16).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileInTheFolderOfAnotherParticipantIsInvalidBids()
    {
        File.Move(_cli.PathOf("bids/sub-01/emg/sub-01_task-rest_emg.edf"), _cli.PathOf("bids/sub-01/emg/sub-03_task-rest_emg.edf"));
        Assert.Contains("sub-03_task-rest_emg.edf", _cli.Run("run", "bids", "out", "participant").Refused(16).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bids")]
    [InlineData("bids/results")]
    [InlineData("bids/derivatives")]
    public void TheDataSetItselfIsNoPlaceForResults(string folder)
    {
        string[] before = Hashes("bids");
        _cli.Run("run", "bids", folder, "participant").Refused(64);
        Assert.Equal(before, Hashes("bids"));
    }

    [Fact]
    public void ADerivativeMayLieBelowDerivatives()
    {
        _cli.Run("run", "bids", "bids/derivatives/jerks", "participant").Succeeded();
        Assert.Equal("../..", _cli.Json("bids/derivatives/jerks/dataset_description.json").GetProperty("DatasetLinks").GetProperty("raw").GetString());
    }

    [Fact]
    public void ResultsThatExistAreKeptUnlessForcedAndLeftOutWhenResuming()
    {
        _cli.Run("run", "bids", "out", "participant", "--participant-label", "01").Succeeded();
        _cli.Write("out/" + First + "events.tsv", "mine");
        _cli.Run("run", "bids", "out", "participant", "--participant-label", "01").Refused(73);
        CommandResult kept = _cli.Run("run", "bids", "out", "participant", "--resume").Refused(73);
        Assert.Contains("found one that was changed", kept.Error, StringComparison.Ordinal);
        Assert.Equal(["mine"], _cli.Lines("out/" + First + "events.tsv"));
        Assert.Equal(4, _cli.Files("out/sub-02").Length);
        Assert.Contains("a file of its results was changed", _cli.Run("run", "bids", "out", "participant", "--resume", "--force").Succeeded().Error, StringComparison.Ordinal);
        Assert.True(_cli.Lines("out/" + First + "events.tsv").Length > 1, "The result was not replaced.");
        _cli.Run("run", "bids", "out", "participant", "--force").Succeeded();
    }

    [Fact]
    public void ResumingLeavesOutWhatIsDoneAndRepeatsWhatHasChanged()
    {
        _cli.Run("run", "bids", "out", "participant").Succeeded();
        string[] before = Hashes("out");
        Assert.Equal(2, _cli.Run("run", "bids", "out", "participant", "--resume").Succeeded().ErrorLines.Count(line => line.EndsWith("done before", StringComparison.Ordinal)));
        Assert.Equal(before, Hashes("out"));

        // A killed run: the manifest is gone, some files are new.
        File.Delete(_cli.PathOf("out/" + First + "manifest.json"));
        _cli.Write("out/" + First + "events.tsv", "half");
        Assert.Contains("not finished", _cli.Run("run", "bids", "out", "participant", "--resume").Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(before, Hashes("out"));
        Assert.Contains("the options have changed", _cli.Run("run", "bids", "out", "participant", "--resume", "--rhythm-band", "4-7").Succeeded().Error, StringComparison.Ordinal);
        Assert.NotEqual(before, Hashes("out"));
        _cli.Run("run", "bids", "out", "participant", "--resume").Succeeded();
        Assert.Equal(before, Hashes("out"));
        _cli.Write("bids/task-rest_emg.json", """{"PowerLineFrequency": 60}""");
        Assert.Contains("a file beside the recording has changed", _cli.Run("run", "bids", "out", "participant", "--resume").Succeeded().Error, StringComparison.Ordinal);
        _cli.Run("simulate", "bids/sub-02/ses-a/emg/sub-02_ses-a_task-rest_run-1_emg.edf", "--duration", "30", "--seed", "9", "--force").Succeeded();
        File.Delete(_cli.PathOf("bids/sub-02/ses-a/emg/sub-02_ses-a_task-rest_run-1_emg_truth.tsv"));
        CommandResult result = _cli.Run("run", "bids", "out", "participant", "--resume").Succeeded();
        Assert.Contains("sub-02_ses-a_task-rest_run-1_emg.edf: analysed anew, the recording has changed", result.Error, StringComparison.Ordinal);
        Assert.Contains("sub-01_task-rest_emg.edf: done before", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AGroupSaysWhoIsMissingAndWhyUnlessTheyAreExcludedByNameAndReason()
    {
        _cli.Write("bids/sub-01/emg/sub-01_task-rest_emg.edf", "0       ");
        _cli.Run("run", "bids", "out", "participant").Refused(65);
        Assert.False(Directory.Exists(_cli.PathOf("out/sub-01")), "An empty folder was left.");
        CommandResult missing = _cli.Run("run", "bids", "out", "group").Refused(65);
        Assert.Contains("  sub-01/emg/sub-01_task-rest_emg.edf: ", missing.Error, StringComparison.Ordinal);
        Assert.Contains("--exclude", missing.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_cli.Files("out"), file => file.StartsWith("group", StringComparison.Ordinal));
        _cli.Write("out.tsv", "participant_id\treason\n# by the protocol\nsub-01\tthe file is damaged\n");
        _cli.Run("run", "bids", "out", "group", "--exclude", "out.tsv").Succeeded();
        Assert.Equal(["sub-02"], new EventsFile(_cli.Lines("out/group_jerks.tsv")).Texts("participant_id").Distinct());
        Assert.Equal(["participant_id\treason", "sub-01\tthe file is damaged"], _cli.Lines("out/group_jerks_excluded.tsv"));
        Assert.Equal(1, _cli.Json("out/group_jerks_manifest.json").GetProperty("inputs").GetArrayLength());
        _cli.Write("out.tsv", "01\n");
        Assert.Contains("line 1", _cli.Run("run", "bids", "out", "group", "--exclude", "out.tsv").Refused(65).Error, StringComparison.Ordinal);
        _cli.Write("out.tsv", "03 moved away\n");
        Assert.Contains("sub-03", _cli.Run("run", "bids", "out", "group", "--exclude", "out.tsv").Refused(65).Error, StringComparison.Ordinal);
        _cli.Run("run", "bids", "out", "participant", "--exclude", "out.tsv").Refused(64);
    }

    [Fact]
    public void ABrokenRecordingDoesNotKeepTheOthersFromBeingAnalysed()
    {
        _cli.Write("bids/sub-01/emg/sub-01_task-rest_emg.edf", "0       ");
        CommandResult result = _cli.Run("run", "bids", "out", "participant").Refused(65);
        Assert.Contains("1 of 2 recordings failed: sub-01/emg/sub-01_task-rest_emg.edf", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(_cli.Files("out/sub-01"));
        Assert.Equal(4, _cli.Files("out/sub-02").Length);
    }

    [Fact]
    public void TheGroupIsMadeFromTheResultsOfParticipantsAlone()
    {
        _cli.Run("run", "bids", "out", "group").Refused(66);
        _cli.Run("run", "bids", "out", "participant").Succeeded();
        File.Delete(_cli.PathOf("bids/sub-01/emg/sub-01_task-rest_emg.edf"));
        _cli.Run("run", "bids", "out", "group").Succeeded();
        byte[] first = _cli.Bytes("out/group_jerks.tsv");
        EventsFile table = new(_cli.Lines("out/group_jerks.tsv"));
        JsonElement channel = _cli.Json("out/" + First + "summary.json").GetProperty("channels")[0];
        Assert.Equal(["sub-01", "sub-02"], table.Texts("participant_id").Distinct());
        Assert.Equal(["n/a", "ses-a"], table.Texts("session_id").Distinct());
        Assert.Equal(channel.GetProperty("jerks").GetProperty("count").GetInt32(), table.Numbers("jerks")[0]);
        Assert.Equal(channel.GetProperty("jerks").GetProperty("rate_ci95")[1].GetDouble(), table.Numbers("rate_high95")[0]);
        Assert.Equal(table.Columns, _cli.Json("out/group_jerks.json").EnumerateObject().Select(column => column.Name));
        _cli.Run("run", "bids", "out", "group").Succeeded();
        Assert.Equal(first, _cli.Bytes("out/group_jerks.tsv"));
        _cli.Run("run", "bids", "out", "group", "--participant-label", "03").Refused(18);
    }

    [Fact]
    public void TheGroupTakesWhatAReviewLeftAndANewAnalysisKeepsIt()
    {
        _cli.Run("run", "bids", "out", "participant").Succeeded();
        string[] lines = _cli.Lines("out/" + First + "events.tsv");
        int rejected = lines.Length / 2;
        _cli.Write("half.tsv", string.Join('\n', lines.Select((line, i) => line + "\t" + (i == 0 ? "review" : i % 2 == 1 ? "rejected" : "accepted"))) + "\n");
        _cli.Run("report", "out/" + First + "summary.json", "--recording", "bids/sub-01/emg/sub-01_task-rest_emg.edf", "--events", "half.tsv", "--force").Succeeded();
        Assert.Equal("bids:raw:sub-01/emg/sub-01_task-rest_emg.edf", _cli.Json("out/" + First + "events.json").GetProperty("Sources")[0].GetString());
        _cli.Run("run", "bids", "out", "group").Succeeded();
        EventsFile table = new(_cli.Lines("out/group_jerks.tsv"));
        int jerks = _cli.Json("out/" + First + "summary.json").GetProperty("channels")[0].GetProperty("jerks").GetProperty("count").GetInt32();
        Assert.Equal(jerks, table.Numbers("jerks")[0]);
        Assert.Equal([rejected.ToString(System.Globalization.CultureInfo.InvariantCulture), "n/a"], table.Texts("review_rejected"));
        Assert.Equal("0", table.Texts("review_added").First());

        // Resuming takes the review as done; a new analysis keeps its table.
        byte[] reviewed = _cli.Bytes("out/" + First + "events.tsv");
        _cli.Run("run", "bids", "out", "participant", "--resume").Succeeded();
        Assert.Equal(reviewed, _cli.Bytes("out/" + First + "events.tsv"));
        _cli.Run("run", "bids", "out", "participant", "--force").Succeeded();
        Assert.Equal(reviewed, _cli.Bytes("out/sub-01/emg/sub-01_task-rest_desc-reviewed_events.tsv"));
        Assert.Equal(lines, _cli.Lines("out/" + First + "events.tsv"));
    }

    [Fact]
    public void MotionIsAnalysedAndRecordingsOfOtherFormatsAreNamed()
    {
        Directory.CreateDirectory(_cli.PathOf("bids/sub-01/motion"));
        Directory.CreateDirectory(_cli.PathOf("bids/sub-01/eeg"));
        _cli.Write("bids/sub-01/eeg/sub-01_task-rest_eeg.vhdr", "x");
        const string stem = "bids/sub-01/motion/sub-01_task-rest_tracksys-imu_";
        _cli.Write(stem + "channels.tsv", "name\tcomponent\ttype\ttracked_point\tunits\na\tx\tACCEL\twrist\tm/s^2\nb\ty\tACCEL\twrist\tm/s^2\nc\tz\tACCEL\twrist\tm/s^2\n");
        _cli.Write(stem + "motion.json", """{"SamplingFrequency": 100}""");
        _cli.Write(stem + "motion.tsv", RecordingText.Join(RecordingText.Rows().Select(row => row.Replace(',', '\t'))));
        CommandResult result = _cli.Run("run", "bids", "out", "participant", "--participant-label", "01").Succeeded();
        Assert.Contains("sub-01/eeg/sub-01_task-rest_eeg.vhdr", result.Error, StringComparison.Ordinal);
        Assert.Equal(
            "acc", _cli.Json("out/sub-01/motion/sub-01_task-rest_tracksys-imu_desc-jerks_summary.json").GetProperty("channels")[0].GetProperty("kind").GetString());
    }

    private string[] Hashes(string folder) =>
        [.. _cli.Files(folder).Select(file => file + " " + Convert.ToHexString(SHA256.HashData(_cli.Bytes(Path.Combine(folder, file)))))];
}
