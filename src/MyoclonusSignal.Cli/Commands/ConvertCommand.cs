using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Recordings.Hypnograms;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus convert</c>: one file format into another, with nothing lost but what the quantisation takes.</summary>
internal static class ConvertCommand
{
    private const int BlockSamples = 4096;

    public static Command Create(CommonOptions common)
    {
        Argument<string> input = new("IN") { Description = "The recording: CSV, EDF or BDF." };
        Argument<string> output = new("OUT") { Description = "The file to write: .csv, .edf (EDF+, 16 bits) or .bdf (BDF+, 24 bits)." };
        Option<string[]> channels = new("--channels")
        {
            Description = "Channels to convert, separated by commas (default: all; a CSV holds those of one sampling rate).",
            HelpName = "A,B",
            CustomParser = result => [.. result.Tokens.SelectMany(token => ColumnList.Split(token.Value).Where(name => name.Length > 0))],
        };
        Option<string> annotations = new("--annotations")
        {
            Description = "Annotations to put in beside its own: EDF+, Luna's .annot, or a table with onset, duration and trial_type.",
            HelpName = "FILE",
        };
        Option<bool> anonymize = new("--anonymize") { Description = "Leave out the patient, the investigation and the date, as EDF+ asks for; the time of day stays." };
        Option<bool> force = new("--force") { Description = "Overwrite a file that exists." };
        RecordingArguments recording = new();
        Command command = new("convert", "Convert a recording between CSV, EDF+ and BDF+; gaps, missing samples and annotations are kept.")
        {
            input, output, channels, annotations, recording.SampleRate, recording.TimeColumn, recording.Clock, recording.Columns, recording.AnnotationColumns, recording.Resample, recording.Lenient, recording.TextEncoding, recording.Kind, anonymize, force,
        };
        command.SetAction((parsed, cancellation) =>
        {
            string from = parsed.GetValue(input)!;
            if (from == "-")
            {
                throw new CliException(ExitCodes.Usage, "convert: expected the name of a file, found -, which can be read only once", remedy: "save the recording to a file first");
            }

            Convert(
                new Source(from, recording.Read(parsed) with { KeepsUnits = true }, parsed.GetValue(channels) is { Length: > 0 } names ? names : null, parsed.GetValue(annotations), parsed.GetValue(recording.Resample), parsed.GetValue(anonymize)),
                parsed.GetValue(output)!,
                parsed.GetValue(force),
                common.IsQuiet(parsed),
                cancellation);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Convert(Source source, string path, bool overwrite, bool isQuiet, CancellationToken cancellation)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is not (".csv" or ".edf" or ".bdf"))
        {
            throw new CliException(ExitCodes.Usage, $"{path}: expected a name that ends in .csv, .edf or .bdf", remedy: Path.ChangeExtension(path, ".edf"));
        }

        string full = Path.GetFullPath(path);
        string name = Path.GetFileName(full);
        if (RealPath.Of(full) == RealPath.Of(source.Path))
        {
            throw new CliException(ExitCodes.Usage, $"{path}: is the recording itself", remedy: "name another file");
        }

        string manifest = ResultNames.Manifest(name);
        string[] beside = extension == ".csv" ? [Path.GetFileName(AnnotationTable.PathBeside(name)), Path.GetFileName(CsvRecordingWriter.InfoPathBeside(name))] : [];
        string[] files = [name, .. beside, manifest];
        if (!overwrite && files.Select(file => Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, file)).FirstOrDefault(File.Exists) is string existing)
        {
            throw new CliException(ExitCodes.CannotCreate, $"{existing}: exists already", remedy: "add --force to overwrite it, or name another file");
        }

        ThrowIfReadOnce(source.Path);
        source = source.Resolved();
        using OutputFolder folder = new(Path.GetDirectoryName(full)!, overwrite, cancellation);
        try
        {
            folder.Prepare([name], files, source.Files());
            if (extension == ".csv")
            {
                ToCsv(source, path, folder, name, isQuiet);
            }
            else
            {
                ToEdf(source, path, folder, name, extension == ".bdf", isQuiet);
            }
        }
        catch (ArgumentException error)
        {
            throw new CliException(
                ExitCodes.BadData,
                $"{source.Path}: {ErrorReport.OneLine(error)}",
                remedy: extension == ".csv" ? source.ChannelsOfOneRate() : source.AsTable(path),
                innerException: error);
        }
        finally
        {
            folder.RemoveIfUnused();
        }
    }

    /// <summary>Refuses a pipe: the recording is read more than once, for its annotations and its ranges.</summary>
    private static void ThrowIfReadOnce(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        if (!file.CanSeek)
        {
            throw new CliException(ExitCodes.Usage, $"{path}: expected a file, found a pipe, which can be read only once", remedy: "save the recording to a file first");
        }
    }

    private static void ToCsv(Source source, string path, OutputFolder folder, string name, bool isQuiet)
    {
        string table = Path.GetFileName(AnnotationTable.PathBeside(name));
        string info = Path.GetFileName(CsvRecordingWriter.InfoPathBeside(name));
        IReadOnlyList<RecordingAnnotation> annotations = source.Annotated();
        long rows = 0;
        using StringWriter about = new();
        folder.Write(name, Files(), written =>
        {
            ThrowIfTakenForOurs(path, [table, info], written);
            return Manifest(source, name, written);
        });
        if (!isQuiet)
        {
            bool hasInfo = about.GetStringBuilder().Length > 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"wrote {path} ({rows} rows; every sample reads back as it was){(annotations.Count > 0 ? $" and {table} ({annotations.Count} annotations)" : string.Empty)}{(hasInfo ? $" and {info} (start, patient, filters: what a table cannot hold)" : string.Empty)}"));
            PrintAnonymized(source, annotations.Count);
        }

        IEnumerable<(string Name, Action<Stream> Write)> Files()
        {
            yield return (name, stream =>
            {
                using RecordingReader reader = source.Open();
                rows = CsvRecordingWriter.Write(reader, stream, source.Anonymize, about);
            }
            );
            if (annotations.Count > 0)
            {
                yield return (table, stream =>
                {
                    using StreamWriter writer = new(stream, leaveOpen: true);
                    AnnotationTable.Write(annotations, writer);
                }
                );
            }

            if (about.GetStringBuilder().Length > 0)
            {
                yield return (info, stream =>
                {
                    using StreamWriter writer = new(stream, leaveOpen: true);
                    writer.Write(about.ToString());
                }
                );
            }
        }
    }

    /// <summary>Refuses a file beside the recording that is not written with it: it would be read with it, and is deleted only if convert wrote it.</summary>
    private static void ThrowIfTakenForOurs(string recording, IEnumerable<string> beside, IReadOnlyList<WrittenFile> written)
    {
        string folder = Path.GetDirectoryName(recording) ?? string.Empty;
        ResultManifest? before = ResultManifest.Read(Path.Combine(folder, ResultNames.Manifest(Path.GetFileName(recording))));
        string? foreign = beside.FirstOrDefault(name =>
            !written.Any(file => file.Name == name) && File.Exists(Path.Combine(folder, name)) && before?.HasWritten(folder, name) != true);
        if (foreign is not null)
        {
            throw new CliException(
                ExitCodes.CannotCreate,
                $"{Path.Combine(folder, foreign)}: is there and would be read with {recording}, which has none",
                "It was not written by convert, or changed since.",
                "rename or delete it, or name another file to write");
        }
    }

    private static (string Name, Action<Stream> Write) Manifest(Source source, string name, IReadOnlyList<WrittenFile> written)
    {
        ManifestInput input = source.Input();
        if (input.Sha256 != source.Sha256)
        {
            throw new CliException(
                ExitCodes.BadData,
                $"{source.Path}: expected the recording that was there at first, found that it was written to while it was read; nothing was written",
                remedy: "run again when nothing writes to it any more");
        }

        ResultManifest manifest = ResultManifest.Of(source.ToNode(), written) with { Input = input };
        return (ResultNames.Manifest(name), manifest.Write);
    }

    private static void ToEdf(Source source, string path, OutputFolder folder, string name, bool isBdf, bool isQuiet)
    {
        EdfWriteResult? result = null;
        folder.Write(
            name,
            [(name, stream => result = EdfRecordingWriter.Write(
                source.Open, stream, new EdfWriteOptions { IsBdf = isBdf, Annotations = source.AnnotationsBeside(), Anonymize = source.Anonymize }))],
            written => Manifest(source, name, written));
        if (isQuiet)
        {
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"wrote {path} ({result!.Format}, {result.RecordCount} records of {result.RecordSeconds} s, {result.AnnotationCount} annotations)"));
        foreach (EdfWrittenSignal signal in result.Signals)
        {
            string label = signal.Label == signal.Name ? string.Empty : $" (labelled {signal.Label})";
            string missing = signal.MissingCount > 0 ? string.Create(CultureInfo.InvariantCulture, $", {signal.MissingCount} missing") : string.Empty;
            string rate = signal.RateError > 1e-12 ? string.Create(CultureInfo.InvariantCulture, $" (off by {signal.RateError:0.#E+0} of it)") : string.Empty;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {signal.Name}{label}: {signal.SampleCount} samples at {signal.SampleRate:0.######} Hz{rate}{missing}; quantised in steps of {signal.Step:0.####E+0} {signal.Unit ?? "(no unit)"}, so off by at most half of that"));
        }

        foreach (string loss in result.Losses)
        {
            Console.WriteLine($"  not held by {result.Format}: {loss}");
        }

        PrintAnonymized(source, result.AnnotationCount);
    }

    private static void PrintAnonymized(Source source, int annotations)
    {
        if (source.Anonymize)
        {
            Console.WriteLine($"  anonymized: patient, investigation and date are left out; labels{(annotations > 0 ? " and annotations" : string.Empty)} are kept as they are, so check that they name nobody");
        }
    }

    /// <summary>The recording to convert, which may be opened again and again.</summary>
    private sealed record Source(string Path, RecordingOptions Reading, string[]? Channels, string? Annotations, bool Resample, bool Anonymize)
    {
        /// <summary>Gets the hash of the recording before it was read: it is read more than once, and must be the same each time.</summary>
        public string Sha256 { get; init; } = string.Empty;

        public RecordingReader Open()
        {
            RecordingReader reader = RecordingArguments.Open(Path, Reading);
            if (Resample)
            {
                reader.ResampleUnevenClock();
            }

            return Channels is null ? reader : new ChannelSubset(reader, Channels);
        }

        /// <summary>All that the converted recording says of itself.</summary>
        public IReadOnlyList<RecordingAnnotation> Annotated()
        {
            using RecordingReader reader = Open();
            reader.SelectChannels([]);
            SampleBlock block = SampleBlock.For(reader, BlockSamples);
            while (reader.ReadBlock(block))
            {
            }

            return [.. reader.Annotations, .. AnnotationsBeside()];
        }

        /// <summary>Gets the files that are read with the recording.</summary>
        public IReadOnlyList<string> SideFiles { get; init; } = [];

        /// <summary>Every file that is read, none of which is written.</summary>
        public IEnumerable<string> Files() => [Path, .. SideFiles, .. new[] { Annotations }.OfType<string>(), AnnotationTable.PathBeside(Path)];

        /// <summary>The recording for a manifest, with what is read beside it.</summary>
        public ManifestInput Input()
        {
            string[] beside = [.. Files().Skip(1).Where(File.Exists).Distinct()];
            return new ManifestInput(System.IO.Path.GetFileName(Path), ManifestInput.HashOf(Path), ManifestInput.Beside(Path, beside));
        }

        /// <summary>The options for a manifest.</summary>
        public JsonObject ToNode() => new()
        {
            ["reading"] = OptionsJson.ToNode(new AnalysisOptions { Reading = Reading })["reading"]?.DeepClone(),
            ["channels"] = Channels is null ? null : new JsonArray([.. Channels.Select(name => JsonValue.Create(name))]),
            ["resample"] = Resample,
            ["anonymize"] = Anonymize,
        };

        public Source Resolved()
        {
            using RecordingReader reader = RecordingArguments.Open(Path, Reading);
            return this with
            {
                Channels = RecordingArguments.Resolve(reader, Channels, Reading) is { } names ? [.. names] : null,
                SideFiles = reader.SideFiles,
                Sha256 = ManifestInput.HashOf(Path),
            };
        }

        /// <summary>The annotations named, and those in the table beside a recording that cannot hold them itself.</summary>
        public IReadOnlyList<RecordingAnnotation> AnnotationsBeside()
        {
            using RecordingReader reader = RecordingArguments.Open(Path, Reading);
            IReadOnlyList<RecordingAnnotation> own = RecordingArguments.AnnotationsBeside(reader);
            if (Annotations is null)
            {
                return own;
            }

            // Whole, as the first record may tell when the first sample was.
            double end = 0;
            SampleBlock block = SampleBlock.For(reader, BlockSamples);
            while (reader.ReadBlock(block))
            {
                end = block.StartSeconds + (reader.Channels.Count == 0 ? 0 : reader.Channels.Max(channel => block[channel.Signals[0]].Length / channel.SampleRate));
            }

            IReadOnlyList<RecordingAnnotation> named = AnnotationFile.Read(Annotations, new HypnogramOptions { RecordingStart = reader.StartTime });
            if (named.Count > 0 && named.All(annotation => annotation.OnsetSeconds >= end || annotation.OnsetSeconds + (annotation.DurationSeconds ?? 0) < 0))
            {
                throw new RecordingFormatException(
                    Annotations,
                    "the annotations as a whole",
                    string.Create(CultureInfo.InvariantCulture, $"one between 0 and {end:0.###} s of the recording"),
                    string.Create(CultureInfo.InvariantCulture, $"the first at {named[0].OnsetSeconds:0.###} s"),
                    "name the annotations of this recording, or put the start date and time right in the header of either file");
            }

            return [.. own, .. named];
        }

        /// <summary>What EDF cannot hold a table can, of the channels of one rate.</summary>
        public string AsTable(string path)
        {
            using RecordingReader reader = RecordingArguments.Open(Path, Reading);
            bool isOneRate = reader.Channels.Select(channel => channel.SampleRate).Distinct().Count() == 1;
            string table = $"write a table, which holds any number: {System.IO.Path.ChangeExtension(path, ".csv")}{(isOneRate ? string.Empty : $" with {ChannelsOfOneRate()}")}";
            return reader.Channels.Count == 1 ? table : $"{table}; or leave out what it cannot hold with --channels";
        }

        public string ChannelsOfOneRate()
        {
            using RecordingReader reader = RecordingArguments.Open(Path, Reading);
            IEnumerable<string> names = reader.Channels.GroupBy(channel => channel.SampleRate).MaxBy(group => group.Key)?.Select(channel => channel.Name) ?? [];
            return $"--channels \"{string.Join(',', names)}\", and again for the other rates";
        }
    }
}
