using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Recordings.BrainVision;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;

namespace MyoclonusSignal.Recordings;

/// <summary>Opens a recording of any format that the library reads.</summary>
public static class RecordingFile
{
    /// <summary>
    /// Opens a recording by its content, whatever its name: EDF or BDF, or the header of BrainVision, where its first bytes say so, otherwise text; of a BrainVision recording any of the three files may be named. A file
    /// named .edf or .bdf that is neither is refused as a damaged one. Of a file of a BIDS data set the tables
    /// <c>channels.tsv</c> and <c>events.tsv</c> and the JSON sidecars that apply to it are read too, and a <c>motion.tsv</c> has
    /// its columns and its rate from them. Standard input and whatever else is not a file is opened as a stream.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say about itself, or <see langword="null"/> for what it says alone.</param>
    /// <returns>A reader at the recording's start; dispose of it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RecordingFormatException">The file is not of a format that is read.</exception>
    public static RecordingReader Open(string path, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new RecordingOptions();
        options.Validate();
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        try
        {
            FoundFormat format = FormatOf(file, path);
            if (format == FoundFormat.Edf)
            {
                return WithSidecars(EdfRecordingReader.Open(file, path, options), options);
            }

            string? header = BrainVisionHeader.HeaderOf(path);
            if (format == FoundFormat.BrainVision || header is not null)
            {
                file.Dispose();
                return WithSidecars(BrainVisionReader.Open(header ?? path, options), options);
            }

            return BidsMotion.OptionsFor(path, options) is RecordingOptions motion
                ? WithSidecars(CsvRecordingReader.Open(file, path, motion), options, keepsUnits: true)
                : With(CsvRecordingReader.Open(file, path, options), options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a recording that is not a file: standard input, an upload, an entry of an archive. EDF and BDF are told by their
    /// first bytes, as of a file, where the stream can seek; what cannot be read twice, as a pipe, is read as text. Nothing
    /// beside it is looked for: a BrainVision recording, which is three files, is opened by its path.
    /// </summary>
    /// <param name="stream">The stream, read from its start where it can seek; the reader closes it.</param>
    /// <param name="name">What it is called in errors and in the result, for example <c>standard input</c>.</param>
    /// <param name="options">What the recording does not say about itself, or <see langword="null"/> for what it says alone.</param>
    /// <returns>A reader at the recording's start; dispose of it.</returns>
    /// <exception cref="RecordingFormatException">The recording is not of a format that is read from a stream.</exception>
    /// <example>
    /// <code>
    /// using RecordingReader reader = RecordingFile.Open(Console.OpenStandardInput(), "standard input", new() { SampleRate = 1000 });
    /// AnalysisResult result = MyoclonusAnalyzer.Analyze(reader);
    /// </code>
    /// </example>
    public static RecordingReader Open(Stream stream, string name, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        options ??= new RecordingOptions();
        options.Validate();
        try
        {
            return FormatOf(stream, name) switch
            {
                FoundFormat.Edf => With(EdfRecordingReader.Open(stream, name, options), options),
                FoundFormat.BrainVision => throw new RecordingFormatException(
                    name, "the first line", "a recording that one stream holds whole", "the header of a BrainVision recording, whose samples are in a file of their own", "name the path of the header in place of the stream"),
                _ => With(CsvRecordingReader.Open(stream, name, options), options),
            };
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private enum FoundFormat
    {
        Text,
        Edf,
        BrainVision,
    }

    /// <summary>Gives the format that the first bytes say, and goes back to them; what cannot be read twice is text.</summary>
    private static FoundFormat FormatOf(Stream stream, string name)
    {
        if (!stream.CanSeek)
        {
            return FoundFormat.Text;
        }

        stream.Position = 0;
        byte[] first = new byte[FileSignature.Length];
        int length = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return FileSignature.IsEdfFile(name, first.AsSpan(0, length)) ? FoundFormat.Edf
            : BrainVisionHeader.Is(first.AsSpan(0, length)) ? FoundFormat.BrainVision
            : FoundFormat.Text;
    }

    private static RecordingReader With(RecordingReader reader, RecordingOptions options)
    {
        reader.Options = options;
        return reader;
    }

    private static RecordingReader WithSidecars(RecordingReader reader, RecordingOptions options, bool? keepsUnits = null)
    {
        try
        {
            return With(BidsRecordingReader.Of(reader, options.Kinds, keepsUnits ?? options.KeepsUnits), options);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
