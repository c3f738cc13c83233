using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Recordings;

/// <summary>Opens a recording of any format that the library reads.</summary>
public static class RecordingFile
{
    /// <summary>Opens a recording; <c>-</c> is not a file: open standard input through <see cref="CsvRecordingReader"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say about itself.</param>
    /// <returns>A reader at the recording's start; dispose of it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RecordingFormatException">The file is not of a format that is read.</exception>
    public static RecordingReader Open(string path, CsvRecordingOptions? options = null) => CsvRecordingReader.Open(path, options);
}
