using System.Buffers;
using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Refuses what is not UTF-8 text, by the first bytes of a file.</summary>
internal static class TextCheck
{
    // Files that are often taken for a table, by their first bytes.
    private static readonly (byte[] Mark, string What, string Remedy)[] Others =
    [
        ([.. "PK\x03\x04"u8], "a workbook or a ZIP archive", "save the sheet as CSV (UTF-8), or unpack the archive and name the file in it"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an Excel workbook of the old form", "save the sheet as CSV (UTF-8)"),
        ([0x89, .. "HDF"u8], "an HDF5 file, as MATLAB 7.3 writes it too", "export the samples as CSV, in MATLAB with writematrix"),
        ([.. "MATLAB 5.0 MAT-file"u8], "a MATLAB file", "export the samples as CSV, in MATLAB with writematrix"),
        ([.. "PAR1"u8], "a Parquet file", "export the samples as CSV, in pandas with to_csv"),
    ];

    /// <summary>Gives the number of bytes of the byte order mark, after making sure that text follows.</summary>
    public static int SkipMark(string path, ReadOnlySpan<byte> bytes, bool isWholeFile)
    {
        int start = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (bytes.Length == start)
        {
            throw new RecordingFormatException(path, "line 1", "a header line and rows of numbers", "an empty file", CsvHead.NoRows);
        }

        if (FileSignature.IsEdf(bytes))
        {
            throw new RecordingFormatException(
                path, "byte 0", "a CSV file", "an EDF or BDF file", "unpack it and name the file itself: it is read from a file only, not from a pipe or packed");
        }

        foreach ((byte[] mark, string what, string remedy) in Others)
        {
            if (bytes.StartsWith(mark))
            {
                throw new RecordingFormatException(path, "byte 0", "a text table", what, remedy);
            }
        }

        int zero = bytes.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new RecordingFormatException(path, Byte(zero), "UTF-8 text", "binary data", "export the recording as text (CSV), EDF or BDF; a text without a mark may be UTF-16: RecordingOptions.Encoding utf-16");
        }

        int bad = FirstInvalid(bytes[start..], isWholeFile);
        return bad < 0
            ? start
            : throw new RecordingFormatException(
                path,
                Byte(start + bad),
                "UTF-8 text",
                string.Create(CultureInfo.InvariantCulture, $"the byte 0x{bytes[start + bad]:X2}"),
                "save the file as UTF-8; or read it with RecordingOptions.Encoding windows-1252, which may spoil letters of names but no number");
    }

    /// <summary>Returns true if bytes are UTF-8 without any control character that no text has.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes, bool isWhole) => bytes.IndexOf((byte)0) < 0 && FirstInvalid(bytes, isWhole) < 0;

    private static string Byte(int offset) => string.Create(CultureInfo.InvariantCulture, $"byte {offset}");

    private static int FirstInvalid(ReadOnlySpan<byte> bytes, bool isWholeFile)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            int ascii = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                return -1;
            }

            at += ascii;
            OperationStatus status = Rune.DecodeFromUtf8(bytes[at..], out _, out int used);

            // The last character may be cut in two where the bytes end.
            if (status == OperationStatus.InvalidData || (status == OperationStatus.NeedMoreData && isWholeFile))
            {
                return at;
            }

            at += used;
        }

        return -1;
    }
}
