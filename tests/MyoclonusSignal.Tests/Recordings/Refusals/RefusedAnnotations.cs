using System.Text;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Recordings.Hypnograms;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Tests.Recordings.Refusals;

/// <summary>What stands beside recordings and is refused: hypnograms, annotations, the tables of a BIDS data set.</summary>
internal static class RefusedAnnotations
{
    private const string Stages = "onset\tduration\tstage\n0\t30\tW\n30\t30\tN2\n";
    private const string Events = "onset\tduration\ttrial_type\n1\t0.1\tjerk\n2\t0.1\tjerk\n";
    private const string Channels = "name\ttype\tunits\nemg\tEMG\tuV\n";
    private const string Description = "{\"Name\": \"a set\", \"BIDSVersion\": \"1.10.0\"}";

    // No text of UTF-8 has this byte.
    private static readonly byte[] NotUtf8 = [0xFF];

    public static IReadOnlyList<RefusedFile> All { get; } =
    [
        Hypnogram("a table that is no hypnogram", "a;b;c\n0;30;W\n", "onset;duration;stage"),
        Hypnogram("a table without stages", "onset\tduration\tvalue\n0\t30\tW\n30\t30\tN2\n", "onset\tduration\tstage"),
        Hypnogram("a row that is cut off", "onset\tduration\tstage\n0\t30\tW\n30\n", "30\t30\tN2"),
        Hypnogram("a stage that is none", "onset\tduration\tstage\n0\t30\tW\n30\t30\tlying\n", "30\t30\tN2"),
        Hypnogram("numbers without a scheme", "onset\tduration\tstage\n0\t30\t0\n30\t30\t2\n", null) with { KnownScheme = "edf" },
        Hypnogram("a number that the scheme has not", "onset\tduration\tstage\n0\t30\t0\n30\t30\t77\n", "30\t30\t2") with { Options = new RecordingOptions { HypnogramScheme = "edf" } },
        Hypnogram("an onset that is none", "onset\tduration\tstage\n0\t30\tW\nsoon\t30\tN2\n", "30\t30\tN2"),
        Hypnogram("a hypnogram without stages", "# nothing\n", null),
        Hypnogram("a hypnogram of another night", "onset\tduration\tstage\n9000\t30\tW\n9030\t30\tN2\n", null),
        Hypnogram("a hypnogram that is too long", "W\n" + string.Concat(Enumerable.Repeat("N2\n", 9)), null),
        Hypnogram("a hypnogram in another encoding", NotUtf8),
        Luna("an annotation that ends before it begins", "jerk\t.\t.\t5\t2\t.\n"),
        Luna("a time that is none", "jerk\t.\t.\t10:99:00\t.\t.\n", "jerk\t.\t.\t5\t6\t."),
        Luna("a number that is none", "jerk\t.\t.\tsoon\t.\t.\n", "jerk\t.\t.\t5\t6\t."),
        Luna("a time of day without the start", "jerk\t.\t.\t22:00:05\t22:00:06\t.\n") with { KnownStart = new DateTime(2024, 1, 1, 22, 0, 0) },
        Table("an events table in another encoding", NotUtf8),
        Table("an empty line in an events table", Events.Replace("2\t0.1", "\n2\t0.1", StringComparison.Ordinal), null),
        Table("an empty events table", string.Empty, "onset\tduration\ttrial_type\n1\t0.1\tjerk\n2\t0.1\tjerk"),
        Table("a column without a name", Events.Replace("trial_type", "trial_type\t", StringComparison.Ordinal), "onset\tduration\ttrial_type"),
        Table("a column named twice", Events.Replace("trial_type", "onset", StringComparison.Ordinal), "onset\tduration\ttrial_type"),
        Table("an events table with commas", Events.Replace('\t', ','), null),
        Table("an events table without onsets", Events.Replace("onset", "start", StringComparison.Ordinal), "onset\tduration\ttrial_type"),
        Table("an event that is cut off", Events.Replace("2\t0.1\t", "2\t", StringComparison.Ordinal), "2\t0.1\tjerk"),
        Table("a duration below 0", Events.Replace("2\t0.1", "2\t-0.1", StringComparison.Ordinal), "2\t0.1\tjerk"),
        Table("an onset with a decimal comma", Events.Replace("2\t0.1", "2\t0,1", StringComparison.Ordinal), "2\t0.1\tjerk"),
        Table("an onset that is a date in microseconds", Events.Replace("2\t0.1", "1700000000000000\t0.1", StringComparison.Ordinal), "2\t0.1\tjerk"),
        Table("an events table of one endless line", Encoding.UTF8.GetBytes(Events + new string('0', SideFile.MostLineBytes + 1))) with { KnownText = Events },
        Table("an onset that is a word", Events.Replace("2\t0.1", "soon\t0.1", StringComparison.Ordinal), "2\t0.1\tjerk"),
        Table("a decision that is none", "onset\tduration\ttrial_type\treview\n1\t0.1\tjerk\tRejected\n", null) with
        {
            Check = (path, _, _) => Assert.Equal([1, 2], EventFile.Read(path).Select(one => one.OnsetSeconds)),
        },
        ChannelTable("a table of channels in another encoding", NotUtf8),
        ChannelTable("a table of channels without types", Encoding.UTF8.GetBytes("name\tkind\tunits\nemg\tEMG\tuV\n"), "name\ttype\tunits"),
        ChannelTable("a channel that is cut off", Encoding.UTF8.GetBytes("name\ttype\tunits\nemg\tEMG\n"), "emg\tEMG\tuV"),
        DataSet("a folder that is no data set", "notes.txt", "x", null),
        DataSet("a description that is no JSON", "dataset_description.json", "{", Description),
        DataSet("a description without a name", "dataset_description.json", "{\"BIDSVersion\": \"1.10.0\"}", Description),
        DataSet("a description without a version", "dataset_description.json", "{\"Name\": \"a set\"}", Description),
        DataSet("a recording of another participant", "dataset_description.json", Description, Description, "sub-01/emg/sub-02_emg.edf"),
        DataSet("two recordings of one name", "dataset_description.json", Description, Description, "sub-01/emg/sub-01_emg.edf", "sub-01/emg/sub-01_emg.bdf"),
    ];

    private static RefusedFile Hypnogram(string name, string text, string? right) => Hypnogram(name, Encoding.UTF8.GetBytes(text)) with { KnownText = right };

    private static RefusedFile Hypnogram(string name, byte[] content) => new(name, content)
    {
        FileName = "stages.tsv",
        Whole = Encoding.UTF8.GetBytes(Stages),
        Check = (path, options, _) =>
        {
            IReadOnlyList<SleepEpoch> epochs = HypnogramFile.Read(path, new HypnogramOptions { Scheme = options.HypnogramScheme is string scheme ? StageScheme.Find(scheme) : null });
            HypnogramFile.ThrowIfNotOf(path, epochs, 60);
            Assert.Contains(epochs, epoch => epoch.Stage is SleepStage.N2 or SleepStage.Wake);
        },
    };

    private static RefusedFile Luna(string name, string text, string? right = null) => new(name, text)
    {
        FileName = "r.annot",
        KnownText = right,
        Whole = "jerk\t.\t.\t5\t6\t.\n"u8.ToArray(),
        Check = (path, _, start) => Assert.Equal(new RecordingAnnotation(5, 1, "jerk"), Assert.Single(AnnotationFile.Read(path, new HypnogramOptions { RecordingStart = start }))),
    };

    private static RefusedFile Table(string name, string text, string? right) => Table(name, Encoding.UTF8.GetBytes(text)) with { KnownText = right };

    private static RefusedFile Table(string name, byte[] content) => new(name, content)
    {
        FileName = "events.tsv",
        Whole = Encoding.UTF8.GetBytes(Events),
        Check = (path, _, _) => Assert.Equal([1, 2], EventTable.Read(path).Rows.Select(row => row.OnsetSeconds!.Value)),
    };

    private static RefusedFile ChannelTable(string name, byte[] content, string? right = null) => new(name, content)
    {
        FileName = "channels.tsv",
        KnownText = right,
        Whole = Encoding.UTF8.GetBytes(Channels),
        Check = (path, _, _) => ChannelsTable.Read(path),
    };

    private static RefusedFile DataSet(string name, string file, string content, string? right, params string[] recordings) => new(name, content)
    {
        FileName = file,
        Beside = recordings.ToDictionary(path => path, _ => Array.Empty<byte>()),
        Whole = Encoding.UTF8.GetBytes(right ?? Description),
        WholeBeside = new Dictionary<string, byte[]> { ["sub-01/emg/sub-01_emg.edf"] = [], ["dataset_description.json"] = Encoding.UTF8.GetBytes(Description) },
        Check = (path, _, _) => Assert.Single(BidsDataset.Open(Path.GetDirectoryName(path)!).Recordings),
    };
}
