using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Gives the text of a file as UTF-8: unpacks gzip, and writes UTF-16 (by its mark) and Windows-1252 (by its content, or where
/// asked for) anew.
/// </summary>
internal static class TextSource
{
    private const int LengthOfMark = 2;

    // Programs on Windows without Unicode write it; every byte is a letter in it.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Unpacks a stream where its first bytes say that it is packed, and reads UTF-16 where its mark does.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="file">The file, at its start; not closed.</param>
    /// <param name="asked">The encoding that the user stated, or <see langword="null"/>.</param>
    public static Stream Open(string path, Stream file, TextEncoding? asked)
    {
        Stream text = Peek(file, out byte[] mark);
        if (UnpackingStream.IsPacked(mark))
        {
            text = Peek(new UnpackingStream(path, text), out mark);
        }

        return asked switch
        {
            TextEncoding.Windows1252 => Encoding.CreateTranscodingStream(text, Windows1252, Encoding.UTF8),
            TextEncoding.Utf16 => Encoding.CreateTranscodingStream(text, mark is [0xFE, 0xFF] ? Encoding.BigEndianUnicode : Encoding.Unicode, Encoding.UTF8),
            null when mark is [0xFF, 0xFE] => Encoding.CreateTranscodingStream(text, Encoding.Unicode, Encoding.UTF8),
            null when mark is [0xFE, 0xFF] => Encoding.CreateTranscodingStream(text, Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => text,
        };
    }

    /// <summary>
    /// Gives a text of which the beginning was read, in UTF-8, where the beginning is not UTF-8 but is Windows-1252: no zero, and
    /// letters of that page (a unit as µV or m/s², a name) between plain ones. Otherwise gives <see langword="null"/>.
    /// </summary>
    public static Stream? FromWindows1252(Stream rest, ReadOnlySpan<byte> beginning, bool isWhole)
    {
        bool isOther = TextCheck.IsText(beginning, isWhole) || FileSignature.IsEdf(beginning) || beginning.IndexOf((byte)0) >= 0;
        int high = 0;
        foreach (byte letter in beginning)
        {
            // Five places of the page are empty.
            isOther |= letter is 0x81 or 0x8D or 0x8F or 0x90 or 0x9D || (letter < ' ' && letter is not ((byte)'\t' or (byte)'\n' or (byte)'\r'));
            high += letter >= 0x80 ? 1 : 0;
        }

        return isOther || high > beginning.Length / MostHighShare
            ? null
            : Encoding.CreateTranscodingStream(new FollowedStream(rest, default, beginning.ToArray()), Windows1252, Encoding.UTF8);
    }

    // Of a table of numbers nearly every letter is a digit; where more are not, it is something else.
    private const int MostHighShare = 10;

    private static FollowedStream Peek(Stream stream, out byte[] mark)
    {
        byte[] bytes = new byte[LengthOfMark];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        mark = bytes[..read];
        return new FollowedStream(stream, default, mark);
    }
}
