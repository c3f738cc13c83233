using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Recordings.Edf;

namespace MyoclonusSignal.Tests.Recordings.Bids;

/// <summary>What the JSON sidecar and the units of <c>channels.tsv</c> say of a recording of a BIDS data set (BIDS 1.11).</summary>
public sealed class BidsSidecarTests : IDisposable
{
    private const int Rate = 1000;

    private readonly string _root = Directory.CreateTempSubdirectory("bids-").FullName;
    private readonly string _folder;
    private readonly string _recording;

    public BidsSidecarTests()
    {
        _folder = Directory.CreateDirectory(Path.Combine(_root, "sub-01", "emg")).FullName;
        _recording = Path.Combine(_folder, "sub-01_task-rest_emg.edf");
        File.WriteAllText(Path.Combine(_root, "dataset_description.json"), "{}");
        WriteRecording(unit: string.Empty);
    }

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void TheNearestPowerLineFrequencyCounts()
    {
        Assert.Null(Open(reader => reader.LineFrequencyHz));
        File.WriteAllText(Path.Combine(_root, "task-rest_emg.json"), """{"PowerLineFrequency": 60, "SamplingFrequency": 1000}""");
        Assert.Equal(60, Open(reader => reader.LineFrequencyHz));
        Beside("sub-01_task-rest_emg.json", """{"PowerLineFrequency": 50}""");
        Assert.Equal(50, Open(reader => reader.LineFrequencyHz));
    }

    [Fact]
    public void AKeyThatTheNearestFileLacksIsInheritedFromAbove()
    {
        File.WriteAllText(Path.Combine(_root, "emg.json"), """{"PowerLineFrequency": 60}""");
        File.WriteAllText(Path.Combine(_root, "sub-01", "sub-01_emg.json"), """{"PowerLineFrequency": "n/a"}""");
        Beside("sub-01_task-rest_emg.json", """{"TaskName": "rest"}""");
        Assert.Equal(60, Open(reader => reader.LineFrequencyHz));
    }

    [Fact]
    public void ASidecarOfAnotherTaskOrDataTypeDoesNotApply()
    {
        Beside("sub-01_task-other_emg.json", """{"PowerLineFrequency": 60}""");
        Beside("sub-01_task-rest_eeg.json", """{"PowerLineFrequency": 60}""");
        Assert.Null(Open(reader => reader.LineFrequencyHz));
    }

    [Theory]
    [InlineData("40")]
    [InlineData("2.5")]
    public void ALengthThatContradictsTheRowsOverTheRateIsRefusedByName(string seconds)
    {
        Beside("sub-01_task-rest_emg.json", $$"""{"SamplingFrequency": 1000, "RecordingDuration": {{seconds}}}""");
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => Samples(0));
        Assert.Equal("RecordingDuration in sub-01_task-rest_emg.json", fault.Place);
        Assert.Contains("4 s of samples at 1000 Hz", fault.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("3.6")]
    [InlineData("\"n/a\"")]
    public void ALengthThatIsRoundedOrUnknownIsNot(string seconds)
    {
        Beside("sub-01_task-rest_emg.json", $$"""{"RecordingDuration": {{seconds}}}""");
        Assert.Equal(4000, Samples(0).Length);
    }

    [Fact]
    public void ASlowChannelMakesNoRecordingLonger()
    {
        // Blocks of 100 samples are a tenth of a second, and one of ten of them has a sample of the slow channel.
        // The length stated leaves out the gap.
        EdfBuilder builder = new EdfBuilder { Mark = "EDF+D" }.With(new EdfBuilder.Signal("ch1", Rate), new EdfBuilder.Signal("slow", 1), EdfBuilder.Signal.Annotations());
        for (int record = 0; record < 4; record++)
        {
            builder.Record(new int[Rate], new int[1], EdfBuilder.Lists(record < 2 ? record : record + 20));
        }

        File.WriteAllBytes(_recording, builder.ToBytes());
        Beside("sub-01_task-rest_emg.json", """{"RecordingDuration": 4}""");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal(4, Csv.ReadRecording.From(reader, 100).Signals[1].Length);
        Assert.DoesNotContain(reader.Warnings, warning => warning.Code == "duration-conflict");
    }

    [Fact]
    public void ThePowerLineFrequencyIsTakenOutUnlessAnotherOneIsAsked()
    {
        Beside("sub-01_task-rest_channels.tsv", "name\ttype\tunits\nch1\tEMG\tuV\nch2\tEMG\tuV\n");
        Assert.Equal(0, LineOf(new AnalysisOptions()));
        Beside("sub-01_task-rest_emg.json", """{"PowerLineFrequency": 60}""");
        Assert.Equal(60, LineOf(new AnalysisOptions()));
        Assert.Equal(50, LineOf(new AnalysisOptions { LineFrequencyHz = 50 }));
        Assert.Equal(0, LineOf(new AnalysisOptions { LineFrequencyHz = 0 }));
        using ChannelSubset subset = new(RecordingFile.Open(_recording), ["ch2"]);
        Assert.Equal(60, MyoclonusAnalyzer.Analyze(subset, cancellationToken: TestContext.Current.CancellationToken).LineFrequencyHz);
    }

    [Theory]
    [InlineData("{\"PowerLineFrequency\": 50", "sub-01_task-rest_emg.json")]
    [InlineData("[50]", "no JSON object")]
    public void ABrokenSidecarIsAWarningAndTheOneAboveStillApplies(string text, string told)
    {
        File.WriteAllText(Path.Combine(_root, "emg.json"), """{"PowerLineFrequency": 60}""");
        Beside("sub-01_task-rest_emg.json", text);
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal(60, reader.LineFrequencyHz);
        Assert.Contains(told, Assert.Single(reader.Warnings, warning => warning.Code == "sidecar-unreadable").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000", false)]
    [InlineData("1001", false)]
    [InlineData("2000", true)]
    public void ASamplingFrequencyOtherThanTheRecordingsIsAWarning(string stated, bool isTold)
    {
        Beside("sub-01_task-rest_emg.json", $$"""{"SamplingFrequency": {{stated}}}""");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal(Rate, reader.Channels[0].SampleRate);
        Assert.Equal(isTold, reader.Warnings.Any(warning => warning.Code == "sample-rate-conflict"));
    }

    [Fact]
    public void ASamplingFrequencyOfTheTableOtherThanTheChannelsIsAWarning()
    {
        Beside("sub-01_task-rest_channels.tsv", "name\ttype\tunits\tsampling_frequency\nch1\tEMG\tuV\t1000\nch2\tEMG\tuV\t500\n");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal("ch2", Assert.Single(reader.Warnings, warning => warning.Code == "sample-rate-conflict").Channel);
    }

    [Fact]
    public void AUnitThatTheFileLacksIsTheTables()
    {
        double[] before = Samples(0);
        Beside("sub-01_task-rest_channels.tsv", "name\ttype\tunits\nch1\tEMG\tmV\nch2\tEMG\tn/a\n");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal(["uV", null], reader.Channels.Select(channel => channel.Unit));
        Assert.Equal("mV * 1000 = uV", reader.Channels[0].UnitConversion);
        Assert.Equal(before.Select(sample => 1000 * sample), Samples(0));
        Assert.Equal(before, Samples(1));
        using RecordingReader kept = RecordingFile.Open(_recording, new RecordingOptions { KeepsUnits = true });
        Assert.Equal("mV", kept.Channels[0].Unit);
    }

    [Fact]
    public void AUnitOtherThanTheFilesIsAWarningAndTheFilesCounts()
    {
        WriteRecording(unit: "mV");
        double[] before = Samples(0);
        Beside("sub-01_task-rest_channels.tsv", "name\ttype\tunits\nch1\tEMG\tuV\nch2\tEMG\tmV\n");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal("ch1", Assert.Single(reader.Warnings, warning => warning.Code == "unit-conflict").Channel);
        Assert.Equal(before, Samples(0));
    }

    [Fact]
    public void NothingIsAssumedOfAChannelThatTheTableDescribes()
    {
        Beside("sub-01_task-rest_channels.tsv", "name\ttype\tunits\nch1\tEMG\tn/a\n");
        Assert.True(Open(reader => reader.Warnings.Any(warning => warning.Code == "kind-assumed")));
        Beside("sub-01_task-rest_channels.tsv", "name\ttype\tunits\nch1\tEMG\tn/a\nch2\tEEG\tn/a\n");
        Assert.Empty(Open(reader => reader.Warnings));
    }

    [Fact]
    public void NamesThatTheRecordingLacksAreTold()
    {
        Beside("sub-01_task-rest_channels.tsv", "name\ttype\tunits\nCH1\tECG\tuV\nch2\tEMG\tuV\n");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Contains("CH1", Assert.Single(reader.Warnings, warning => warning.Code == "channels-not-found").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenEventsTableIsAWarningAndTheSamplesAreRead()
    {
        Beside("sub-01_task-rest_events.tsv", "onset\tduration\n0,5\t1\n");
        using RecordingReader reader = RecordingFile.Open(_recording);
        RecordingWarning warning = Assert.Single(reader.Warnings, warning => warning.Code == "events-unreadable");
        Assert.Contains("line 2, column 1 (onset): expected a number of seconds or n/a, found \"0,5\"", warning.Text, StringComparison.Ordinal);
        Assert.Empty(reader.Annotations);
        Assert.Equal(4 * Rate, Samples(0).Length);
    }

    private void Beside(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private void WriteRecording(string unit)
    {
        EdfBuilder.Signal Signal(string label) => new(label, Rate) { Unit = unit };
        EdfBuilder builder = new EdfBuilder().With(Signal("ch1"), Signal("ch2"));
        Random random = new(5);
        for (int record = 0; record < 4; record++)
        {
            int[] samples = [.. Enumerable.Range(0, Rate).Select(_ => random.Next(-100, 100))];
            builder.Record(samples, samples);
        }

        File.WriteAllBytes(_recording, builder.ToBytes());
    }

    private double LineOf(AnalysisOptions options) => Open(reader => MyoclonusAnalyzer.Analyze(reader, options).LineFrequencyHz);

    private T Open<T>(Func<RecordingReader, T> read)
    {
        using RecordingReader reader = RecordingFile.Open(_recording);
        return read(reader);
    }

    private double[] Samples(int signal) => Open(reader => Csv.ReadRecording.From(reader).Signals[signal]);
}
