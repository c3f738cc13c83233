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
    /// its columns and its rate from them. <c>-</c> is not a file: open standard input through <see cref="CsvRecordingReader"/>.
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
            // What cannot be read twice, as a pipe, is read as text.
            if (file.CanSeek)
            {
                byte[] first = new byte[FileSignature.Length];
                int length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
                if (FileSignature.IsEdfFile(path, first.AsSpan(0, length)))
                {
                    file.Dispose();
                    return WithSidecars(EdfRecordingReader.Open(path, options), options.Kinds, options.KeepsUnits);
                }

                if (BrainVisionHeader.Is(first.AsSpan(0, length)) || BrainVisionHeader.HeaderOf(path) is not null)
                {
                    file.Dispose();
                    return WithSidecars(BrainVisionReader.Open(BrainVisionHeader.HeaderOf(path) ?? path, options), options.Kinds, options.KeepsUnits);
                }

                file.Position = 0;
            }

            if (BidsMotion.OptionsFor(path, options) is RecordingOptions motion)
            {
                return WithSidecars(CsvRecordingReader.Open(file, path, motion), options.Kinds, keepsUnits: true);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return CsvRecordingReader.Open(file, path, options);
    }

    private static RecordingReader WithSidecars(RecordingReader reader, IReadOnlyDictionary<string, ChannelKind> asked, bool keepsUnits)
    {
        try
        {
            return BidsRecordingReader.Of(reader, asked, keepsUnits);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
