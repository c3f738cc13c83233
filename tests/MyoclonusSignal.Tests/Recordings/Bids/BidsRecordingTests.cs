using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Recordings.Edf;

namespace MyoclonusSignal.Tests.Recordings.Bids;

/// <summary>What the tables beside a recording of a BIDS data set say of it (BIDS 1.11, inheritance principle).</summary>
public sealed class BidsRecordingTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bids-").FullName;
    private readonly string _recording;

    public BidsRecordingTests()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "sub-01", "ses-a", "emg")).FullName;
        _recording = Path.Combine(folder, "sub-01_ses-a_task-rest_emg.edf");
        File.WriteAllText(Path.Combine(_root, "dataset_description.json"), "{}");
        File.WriteAllBytes(_recording, new EdfBuilder()
            .With(new EdfBuilder.Signal("ch1", 10), new EdfBuilder.Signal("ch2", 10), new EdfBuilder.Signal("ch3", 10))
            .Record(new int[10], new int[10], new int[10]).ToBytes());
    }

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void TypesOfTheChannelsTableAreTheKinds()
    {
        Beside("sub-01_ses-a_task-rest_channels.tsv", "name\ttype\tunits\nch1\tEMG\tuV\nch2\tECG\tuV\nch3\tEEG\tuV\n");
        Assert.Equal([ChannelKind.Emg, ChannelKind.Other, ChannelKind.Eeg], Kinds());
    }

    [Fact]
    public void ABadChannelIsLeftOutWithItsReason()
    {
        Beside("sub-01_ses-a_task-rest_channels.tsv", "name\ttype\tunits\tstatus\tstatus_description\nch1\tEMG\tuV\tbad\tloose electrode\nch2\tEMG\tuV\tgood\tn/a\n");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal([ChannelKind.Other, ChannelKind.Emg, ChannelKind.Emg], reader.Channels.Select(channel => channel.Kind));
        RecordingWarning warning = Assert.Single(reader.Warnings, warning => warning.Code == "channel-bad");
        Assert.Equal("ch1", warning.Channel);
        Assert.Contains("loose electrode", warning.Text, StringComparison.Ordinal);
        using RecordingReader asked = RecordingFile.Open(_recording, new RecordingOptions { Kinds = new Dictionary<string, ChannelKind> { ["ch1"] = ChannelKind.Emg } });
        Assert.Equal(ChannelKind.Emg, asked.Channels[0].Kind);
    }

    [Fact]
    public void ATableHigherInTheTreeAppliesAndTheNearestOneCounts()
    {
        File.WriteAllText(Path.Combine(_root, "task-rest_channels.tsv"), "name\ttype\tunits\nch1\tECG\tuV\n");
        Assert.Equal(ChannelKind.Other, Kinds()[0]);
        File.WriteAllText(Path.Combine(_root, "sub-01", "sub-01_channels.tsv"), "name\ttype\tunits\nch1\tEEG\tuV\n");
        Assert.Equal(ChannelKind.Eeg, Kinds()[0]);
    }

    [Fact]
    public void ATableOfOtherEntitiesDoesNotApply()
    {
        Beside("sub-01_ses-a_task-other_channels.tsv", "name\ttype\tunits\nch1\tECG\tuV\n");
        Beside("sub-01_ses-a_task-rest_run-2_channels.tsv", "name\ttype\tunits\nch1\tECG\tuV\n");
        Assert.Equal(ChannelKind.Emg, Kinds()[0]);
    }

    [Fact]
    public void EventsAreAnnotations()
    {
        Beside("sub-01_ses-a_task-rest_events.tsv", "onset\tduration\ttrial_type\n0.25\t0.5\tjerk\n-1\tn/a\tstart\n");
        using RecordingReader reader = RecordingFile.Open(_recording);
        Assert.Equal([new(-1, null, "start"), new(0.25, 0.5, "jerk")], reader.Annotations.OrderBy(annotation => annotation.OnsetSeconds));
    }

    [Fact]
    public void ABrokenTableIsRefusedWithItsPlace()
    {
        Beside("sub-01_ses-a_task-rest_channels.tsv", "name\ttype\tunits\nch1\tEMG\n");
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(_recording));
        Assert.Equal(("line 2", "2"), (fault.Place, fault.Found));
    }

    private void Beside(string name, string text) => File.WriteAllText(Path.Combine(Path.GetDirectoryName(_recording)!, name), text);

    private ChannelKind[] Kinds()
    {
        using RecordingReader reader = RecordingFile.Open(_recording);
        return [.. reader.Channels.Select(channel => channel.Kind)];
    }
}
