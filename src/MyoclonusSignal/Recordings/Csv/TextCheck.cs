using System.Buffers;
using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Refuses what is not UTF-8 text, by the first bytes of a file.</summary>
internal static class TextCheck
{
    private const string SaveAsUtf8 = "save the file as UTF-8";

    /// <summary>Gives the number of bytes of the byte order mark, after making sure that text follows.</summary>
    public static int SkipMark(string path, ReadOnlySpan<byte> bytes, bool isWholeFile)
    {
        int start = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (bytes.Length == start)
        {
            throw new RecordingFormatException(path, "line 1", "a header line and rows of numbers", "an empty file");
        }

        if (FileSignature.IsEdf(bytes))
        {
            throw new RecordingFormatException(
                path, "byte 0", "a CSV file", "an EDF or BDF file", "unpack it and name the file itself: it is read from a file only, not from a pipe or packed");
        }

        int zero = bytes.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new RecordingFormatException(path, Byte(zero), "UTF-8 text", "binary data", "name a CSV file in UTF-8");
        }

        int bad = FirstInvalid(bytes[start..], isWholeFile);
        return bad < 0
            ? start
            : throw new RecordingFormatException(
                path,
                Byte(start + bad),
                "UTF-8 text",
                string.Create(CultureInfo.InvariantCulture, $"the byte 0x{bytes[start + bad]:X2}"),
                SaveAsUtf8);
    }

    /// <summary>Tells whether bytes are UTF-8 without any control character that no text has.</summary>
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
