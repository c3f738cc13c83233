namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary>What a broken input or a wrong option gives: the stated exit code, one plain error, no file.</summary>
public sealed class AnalyzeErrorTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Contains("nofile.csv", Refuse(66, "nofile.csv").ErrorLines[0], StringComparison.Ordinal);

    [Fact]
    public void AMissingFolderIsNamed() =>
        Assert.Contains("nofolder", Refuse(66, "nofolder/r.csv").ErrorLines[0], StringComparison.Ordinal);

    [Fact]
    public void AFolderIsNoRecording()
    {
        Directory.CreateDirectory(_cli.PathOf("r.csv"));
        Refuse(66, "r.csv");
    }

    [Fact]
    public void AnEmptyFileIsRefused() => RefuseText(string.Empty);

    [Fact]
    public void AHeaderWithoutRowsIsRefused() => RefuseText(RecordingText.Header + "\n");

    [Fact]
    public void ARecordingWithoutAnySampleIsRefused()
    {
        string error = RefuseText(RecordingText.Join([RecordingText.Header, .. Enumerable.Range(0, 2000).Select(i => $"{i}e-3,NaN,")]));
        Assert.Contains("emg_ta, emg_eo", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderMadeForResultsThatNeverCameIsTakenAway()
    {
        RefuseText(string.Empty);
        Assert.Empty(Directory.GetDirectories(_cli.Folder));
    }

    [Fact]
    public void ATextCellIsToldWithLineColumnAndText()
    {
        string error = RefuseText(RecordingText.WithRow(17, "0.016,oops,1.0"));
        Assert.Contains("line 18", error, StringComparison.Ordinal);
        Assert.Contains("emg_ta", error, StringComparison.Ordinal);
        Assert.Contains("\"oops\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATextCellAfterCommentsIsToldWithItsLineInTheFile()
    {
        string error = RefuseText("# a comment\n# another\n" + RecordingText.WithRow(17, "0.016,1.0,oops"));
        Assert.Contains("line 20", error, StringComparison.Ordinal);
        Assert.Contains("emg_eo", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATextCellInTheLastRowIsRefusedToo() =>
        Assert.Contains("line 2001", RefuseText(RecordingText.WithRow(2000, "1.999,1.0,oops")), StringComparison.Ordinal);

    [Theory]
    [InlineData("0.016,1.0")]
    [InlineData("0.016,1.0,2.0,3.0")]
    [InlineData("0.016")]
    public void ARaggedRowIsToldWithItsLine(string row) =>
        Assert.Contains("line 18", RefuseText(RecordingText.WithRow(17, row)), StringComparison.Ordinal);

    [Fact]
    public void TwoColumnsOfOneNameAreNumberedAndTold()
    {
        _cli.Write("twice.csv", RecordingText.Join(["time_s,emg_ta [uV],emg_ta [uV]", .. RecordingText.Rows()]));
        Assert.Contains("emg_ta (2)", _cli.Run("inspect", "twice.csv").Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATimeAxisThatRunsBackwardsIsToldWithItsLine()
    {
        string[] rows = RecordingText.Rows();
        (rows[99], rows[100]) = (rows[100], rows[99]);
        string error = RefuseText(RecordingText.Join([RecordingText.Header, .. rows]));
        Assert.Contains("line 102", error, StringComparison.Ordinal);
        Assert.Contains("time_s", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATimeAxisThatRunsBackwardsLateIsRefusedToo() =>
        Assert.Contains("line 1901", RefuseText(RecordingText.WithRow(1900, "0.5,1.0,2.0")), StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("-100")]
    [InlineData("fast")]
    public void ASamplingRateOfTheFileThatIsNoneIsRefused(string rate) =>
        Assert.Contains("Sampling Rate", RefuseText($"# Sampling Rate (Hz):= {rate}\n# Labels:= EMG\n1\n2\n3\n"), StringComparison.Ordinal);

    [Fact]
    public void AFileWithoutTimeAxisAndRateIsRefusedWithTheRemedy() =>
        Assert.Contains("--sample-rate", RefuseText("emg_ta\n1\n2\n3\n"), StringComparison.Ordinal);

    [Fact]
    public void BinaryGarbageIsRefused()
    {
        byte[] garbage = new byte[65536];
        new Random(1).NextBytes(garbage);
        File.WriteAllBytes(_cli.PathOf("r.csv"), garbage);
        CommandResult result = Refuse(65, "r.csv");
        Assert.DoesNotContain(result.Error, c => char.IsControl(c) && c is not ('\n' or '\r'));
    }

    [Fact]
    public void ZeroBytesAreRefused()
    {
        File.WriteAllBytes(_cli.PathOf("r.csv"), new byte[4096]);
        Refuse(65, "r.csv");
    }

    [Fact]
    public void EmptyStandardInputIsRefused() => Refuse(65, "-");

    [Theory]
    [InlineData("--channels", "emg_tb")]
    [InlineData("--kind", "emg_tb=acc")]
    public void AnUnknownChannelIsAnsweredWithThoseOfTheFile(string option, string value)
    {
        _cli.Write("r.csv", RecordingText.Whole());
        CommandResult result = Refuse(64, "r.csv", option, value);
        Assert.Contains("emg_tb", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("emg_ta, emg_eo", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sample-rate", "0")]
    [InlineData("--sample-rate", "-5")]
    [InlineData("--sample-rate", "NaN")]
    [InlineData("--emg-band", "450-20")]
    [InlineData("--emg-band", "20-20")]
    [InlineData("--emg-band", "0-20")]
    [InlineData("--emg-band", "20")]
    [InlineData("--emg-band", "low-high")]
    [InlineData("--rhythm-band", "8-3")]
    [InlineData("--rhythm-band", "3-8000")]
    [InlineData("--rhythm-band", "0.0001-0.0002")]
    [InlineData("--line-frequency", "-50")]
    [InlineData("--line-frequency", "9.9")]
    [InlineData("--line-frequency", "1001")]
    [InlineData("--line-frequency", "often")]
    [InlineData("--start", "-1")]
    [InlineData("--stop", "0")]
    [InlineData("--jobs", "0")]
    [InlineData("--jobs", "many")]
    [InlineData("--kind", "emg_ta")]
    [InlineData("--kind", "emg_ta=muscle")]
    [InlineData("--verbosity", "loud")]
    public void AWrongValueIsAnErrorOfUsageThatNamesTheOption(string option, string value)
    {
        _cli.Write("r.csv", RecordingText.Whole());
        Assert.Contains(option, Refuse(64, "r.csv", option, value).ErrorLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "1")]
    [InlineData("1", "1")]
    public void StopMustLieAfterStart(string start, string stop)
    {
        _cli.Write("r.csv", RecordingText.Whole());
        Assert.Contains("--stop", Refuse(64, "r.csv", "--start", start, "--stop", stop).ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AStartAfterTheEndIsNotPassedOverInSilence()
    {
        _cli.Write("r.csv", RecordingText.Whole());
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--start", "100");
        Assert.True(result.ExitCode is 0 or 64, $"exit code {result.ExitCode}\n{result.Error}");
        Assert.NotEmpty(result.Error);
    }

    [Theory]
    [InlineData("analyse")]
    [InlineData("anlayze")]
    public void AMistypedVerbIsSuggested(string verb)
    {
        _cli.Write("r.csv", RecordingText.Whole());
        CommandResult result = _cli.Run(verb, "r.csv").Refused(64);
        Assert.Contains(verb, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("try: analyze", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownVerbIsAnErrorOfUsage() => _cli.Run("sing").Refused(64);

    [Theory]
    [InlineData("--chanels", "--channels")]
    [InlineData("--sampel-rate", "--sample-rate")]
    public void AMistypedOptionIsSuggestedAndNothingIsAnalysed(string option, string meant)
    {
        _cli.Write("r.csv", RecordingText.Whole());
        CommandResult result = Refuse(64, "r.csv", option, "5");
        Assert.Contains(option, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(meant, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownOptionOfEvaluateIsAnErrorOfUsage() => _cli.Run("evaluate", "a.tsv", "b.tsv", "--toleranse", "1").Refused(64);

    [Fact]
    public void AMissingRecordingIsAnErrorOfUsage() => _cli.Run("analyze").Refused(64);

    [Fact]
    public void RecordingsWhoseResultsWouldCollideAreRefused()
    {
        _cli.Write("r.csv", RecordingText.Whole());
        _cli.Write("r.txt", RecordingText.Whole());
        Refuse(64, "r.csv", "r.txt");
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("taken/below")]
    public void AnOutputFolderThatIsAFileIsRefused(string folder)
    {
        _cli.Write("r.csv", RecordingText.Whole());
        _cli.Write("taken", "text");
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", folder).Refused(73);
        Assert.Contains(folder, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("text", File.ReadAllText(_cli.PathOf("taken")));
        Assert.Equal(["r.csv", "taken"], _cli.Files("."));
    }

    [Fact]
    public void TheStackTraceIsShownOnRequestOnly()
    {
        _cli.Write("r.csv", RecordingText.WithRow(17, "0.016,oops,1.0"));
        CommandResult result = _cli.Run("analyze", "r.csv", "-o", "out", "--verbosity", "diagnostic");
        Assert.Equal(65, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", result.Error, StringComparison.Ordinal);
    }

    private CommandResult Refuse(int exitCode, params string[] arguments)
    {
        CommandResult result = _cli.Run(["analyze", .. arguments, "-o", "out"]).Refused(exitCode);
        Assert.Empty(_cli.Files("out"));
        return result;
    }

    /// <summary>Refuses a recording with this text; gives the error with the name of the file in its first line.</summary>
    private string RefuseText(string text)
    {
        _cli.Write("r.csv", text);
        CommandResult result = Refuse(65, "r.csv");
        Assert.StartsWith("error: r.csv", result.ErrorLines[0], StringComparison.Ordinal);
        return result.Error;
    }
}
