using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Cli;
using MyoclonusSignal.Cli.Bids;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Recordings.Hypnograms;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Fuzz;

/// <summary>Every door through which bytes of others come in, in a folder of their own.</summary>
internal sealed class FuzzTargets : IDisposable
{
    private const string DerivativeStem = "sub-01_task-rest_desc-jerks_";

    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz-").FullName;
    private readonly AnalysisResult _result;
    private readonly string _recording;
    private readonly BidsDataset _dataset;
    private readonly DerivativeFolder _derivative;

    // The commands write messages there, and nobody reads those of a million inputs.
    private readonly TextWriter _errors = Console.Error;

    public FuzzTargets()
    {
        Console.SetError(TextWriter.Null);

        // What options, summaries and the table of a group belong to.
        string root = Path.Combine(_folder, "raw");
        FileArchive.Unpack(SeedFiles.BidsFolder(), root);
        _recording = Path.Combine(root, "sub-01", "emg", "sub-01_task-rest_emg.edf");
        _result = RecordingAnalysis.Run(_recording, new(), null, null, CancellationToken.None);
        _dataset = BidsDataset.Open(root);
        _derivative = new DerivativeFolder(_dataset, Path.Combine(_folder, "derivative"), overwrite: true);
        Directory.CreateDirectory(Path.Combine(_derivative.Path, "sub-01", "emg"));
        byte[] summary = SeedFiles.Written(stream => SummaryJson.Write(_result, stream));
        byte[] options = Encoding.UTF8.GetBytes(OptionsJson.ToNode(_result.Options).ToJsonString());
        byte[] manifest = SeedFiles.Written(ResultManifest.Of(_result, [new WrittenFile(DerivativeStem + "summary.json", new string('0', 64), 1)], "sub-01/emg/sub-01_task-rest_emg.edf").Write);
        All =
        [
            new("recording", SeedFiles.Recordings(), bytes => InFile(bytes, RecordingTarget.Analyze)),
            new("report", [.. SeedFiles.Streams(), SeedFiles.Recordings()[0]], bytes => InFile(bytes, WriteReport)),
            new("convert", SeedFiles.Recordings(), bytes => InFile(bytes, Convert)),
            new("annotations", SeedFiles.Annotations(), bytes => InFile(bytes, path => AnnotationFile.Read(path, NightOf22))),
            new("events", SeedFiles.Annotations(), bytes => InFile(bytes, ReadEvents)),
            new("hypnogram", SeedFiles.Hypnograms(), bytes => InFile(bytes, ReadHypnogram)),
            new("options", [options, summary, .. SeedFiles.Options()], bytes => InFile(bytes, ReadOptions)),
            new("summary", [summary], bytes => InFile(bytes, path => SummaryFile.Read(path).ThrowIfNotOf(_result))),
            new("group", [summary], MakeTable),
            new("manifest", [manifest], ReadManifest),
            new("bids", [SeedFiles.BidsFolder(), SeedFiles.MotionFolder()], ReadFolder),
            new("watch", SeedFiles.Streams(), Watch),
        ];
    }

    public IReadOnlyList<FuzzTarget> All { get; }

    private static HypnogramOptions NightOf22 => new() { RecordingStart = new DateTime(2024, 1, 1, 22, 0, 0, DateTimeKind.Unspecified), Scheme = StageScheme.All[0] };

    public void Dispose()
    {
        Console.SetError(_errors);
        Directory.Delete(_folder, recursive: true);
    }

    private static void WriteReport(string path)
    {
        ReportOutputs outputs = new(HasReport: true, HasFigures: false);
        using (RecordingReader reader = RecordingArguments.Open(path, new()))
        {
            if (reader.Channels.Any(channel => channel.SampleRate > RecordingTarget.HighestRateAnalysed))
            {
                return;
            }
        }

        AnalysisResult result = RecordingAnalysis.Run(path, new(), outputs.Traces, null, CancellationToken.None);
        foreach ((_, Action<Stream> write) in outputs.Files(result, "input"))
        {
            write(Stream.Null);
        }

        ResultFiles.WriteEvents(result, Stream.Null);
    }

    /// <summary>What is read can be written in every format, and what was written is read.</summary>
    private static void Convert(string path)
    {
        IReadOnlyList<RecordingAnnotation> annotations;
        byte[] text = Converted(stream =>
        {
            using RecordingReader reader = RecordingFile.Open(path);
            CsvRecordingWriter.Write(reader, stream);
        });
        using (RecordingReader again = RecordingFile.Open(new MemoryStream(text), "converted.csv"))
        {
            RecordingTarget.ReadBlocks(again);
        }

        using (RecordingReader reader = RecordingFile.Open(path))
        {
            RecordingTarget.ReadBlocks(reader);
            annotations = [.. reader.Annotations];
        }

        foreach (bool isBdf in (bool[])[false, true])
        {
            EdfWriteOptions options = new() { IsBdf = isBdf, Annotations = annotations };
            byte[] written = Converted(stream => EdfRecordingWriter.Write(() => RecordingFile.Open(path), stream, options));
            using RecordingReader again = RecordingFile.Open(new MemoryStream(written), "converted.edf");
            RecordingTarget.ReadBlocks(again);
        }
    }

    /// <summary>What a format cannot hold its writer refuses, and the command says that the recording is at fault.</summary>
    private static byte[] Converted(Action<Stream> write)
    {
        try
        {
            return SeedFiles.Written(write);
        }
        catch (ArgumentException error)
        {
            throw new CliException(ExitCodes.BadData, ErrorReport.OneLine(error), innerException: error);
        }
    }

    private static void ReadEvents(string path)
    {
        EventTable table = EventTable.Read(path);
        StringWriter once = new(CultureInfo.InvariantCulture);
        table.Write(once);

        // What was read can be written, and read again to the same rows.
        EventTable again = EventTable.Read(new StringReader(once.ToString()), path);
        StringWriter twice = new(CultureInfo.InvariantCulture);
        again.Write(twice);
        if (again.Rows.Count != table.Rows.Count || once.ToString() != twice.ToString())
        {
            throw new InvalidOperationException("The table is another when it is written and read again.");
        }
    }

    private static void ReadHypnogram(string path)
    {
        IReadOnlyList<SleepEpoch> epochs = HypnogramFile.Read(path, NightOf22, []);
        HypnogramFile.ThrowIfNotOf(path, epochs, epochs[^1].EndSeconds);
    }

    /// <summary>Options that are taken must also do: they are used on the recording.</summary>
    private void ReadOptions(string path)
    {
        AnalysisOptions options = OptionsFile.Read(path, new());
        SignalOptions.ThrowIfOutside(options);
        AnalysisResult result = RecordingAnalysis.Run(_recording, options, null, null, CancellationToken.None);
        SummaryJson.Write(result, Stream.Null);
    }

    private void MakeTable(byte[] summary)
    {
        string folder = Path.Combine(_derivative.Path, "sub-01", "emg");
        string name = DerivativeStem + "summary.json";
        File.WriteAllBytes(Path.Combine(folder, name), summary);
        WrittenFile written = new(name, ManifestInput.HashOf(Path.Combine(folder, name)), summary.Length);
        File.WriteAllBytes(Path.Combine(folder, DerivativeStem + "manifest.json"), SeedFiles.Written(ResultManifest.Of(_result, [written], _dataset.Recordings[0].RelativePath).Write));
        GroupTable table = new(_dataset, _derivative, new LabelFilter(null, null, null), ExclusionList.Read(null, _dataset), isQuiet: true);
        table.Write(CancellationToken.None);
        string[] rows = File.ReadAllLines(Path.Combine(_derivative.Path, "group_jerks.tsv"));
        if (rows.Select(row => row.Count(letter => letter == '\t')).Distinct().Count() != 1)
        {
            throw new InvalidOperationException("A row of the table has another number of cells than the others.");
        }
    }

    private void ReadManifest(byte[] bytes)
    {
        string folder = Path.Combine(_derivative.Path, "sub-01", "emg");
        File.WriteAllBytes(Path.Combine(folder, DerivativeStem + "manifest.json"), bytes);
        ParticipantSet set = new(_derivative, _dataset.Recordings[0]);
        set.Look(out _);
        set.IsDone(new(), overwrite: false, out _);
        if (ResultManifest.Read(Path.Combine(folder, DerivativeStem + "manifest.json")) is ResultManifest manifest)
        {
            manifest.HasWritten(folder, DerivativeStem + "summary.json");
            manifest.With([new WrittenFile(DerivativeStem + "events.tsv", string.Empty, 0)]).Write(Stream.Null);
            JsonNode.DeepEquals(manifest.Options, OptionsJson.ToNode(_result.Options));
        }

        new GroupTable(_dataset, _derivative, new LabelFilter(null, null, null), ExclusionList.Read(null, _dataset), isQuiet: true).Write(CancellationToken.None);
    }

    private void ReadFolder(byte[] archive)
    {
        string root = Path.Combine(_folder, "bids");
        try
        {
            Directory.CreateDirectory(root);
            FileArchive.Unpack(archive, root);
            foreach (BidsRecording recording in BidsDataset.Open(root).Recordings)
            {
                using RecordingReader reader = RecordingArguments.Open(recording.FullPath, new());
                RecordingTarget.ReadBlocks(reader);
                _ = BidsRecording.EntityOf(recording.RelativePath, "sub");
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>As <c>watch</c> does it: a stream that cannot seek, and lines of JSON for what is found.</summary>
    private static void Watch(byte[] bytes)
    {
        RecordingOptions options = new() { IsLive = true };
        using RecordingReader reader = RecordingFile.Open(new Pipe(bytes), "standard input", options);
        if (reader.Channels.Any(channel => channel.SampleRate > RecordingTarget.HighestRateAnalysed))
        {
            return;
        }

        LiveAnalyzer analyzer = new(reader.Channels, AnalysisOptions.ForLive with { Reading = options });
        LiveJson.WriteStart(analyzer, Stream.Null);
        SampleBlock block = SampleBlock.For(reader, 64);
        while (reader.ReadBlock(block))
        {
            analyzer.Process(block);
            Write(analyzer);
        }

        AnalysisResult result = analyzer.Finish("standard input", reader.Warnings);
        Write(analyzer);
        LiveJson.WriteSummary(result, LiveEnd.EndOfInput, DelaySummary.Of([]), DelaySummary.Of([]), Stream.Null);
    }

    private static void Write(LiveAnalyzer analyzer)
    {
        while (analyzer.TryTake(out LiveNotice? notice))
        {
            LiveJson.WriteNotice(notice, Stream.Null);
        }

        while (analyzer.TryTakeRhythm(out LiveRhythmNotice? rhythm))
        {
            LiveJson.WriteRhythm(rhythm, Stream.Null);
        }
    }

    private void InFile(byte[] bytes, Action<string> read)
    {
        string path = Path.Combine(_folder, "input");
        File.WriteAllBytes(path, bytes);
        read(path);
    }

    private sealed class Pipe(byte[] bytes) : ForwardStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, bytes.Length - _at);
            bytes.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }
    }
}
