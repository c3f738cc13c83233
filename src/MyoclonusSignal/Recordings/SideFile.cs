using System.Text;

namespace MyoclonusSignal.Recordings;

/// <summary>
/// Opens the files that stand beside a recording or are given with it: options, sidecars, hypnograms, tables, summaries. They are read
/// whole, so their size is bounded: one that goes on for ever, as a device does, ends in an error and not with the memory.
/// </summary>
internal static class SideFile
{
    /// <summary>The most bytes of a file that is read whole: a thousand times the options of an analysis, a hundred times the stages of a night.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>The most bytes of a summary, or of options, which may stand in one: ten times those of 10,000 channels.</summary>
    public const int MostSummaryBytes = 256 << 20;

    /// <summary>The most bytes of a table of events: ten times what a day with a jerk every 0.1 s gives.</summary>
    public const int MostTableBytes = 1 << 30;

    /// <summary>The most bytes of a line of a table: a thousand times those of an event.</summary>
    public const int MostLineBytes = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file; reading on behind the most bytes throws.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The most bytes.</param>
    /// <param name="mostLineBytes">The most bytes of a line.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static Stream Open(string path, long mostBytes = MostBytes, long mostLineBytes = long.MaxValue) =>
        new BoundedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), path, mostBytes, mostLineBytes);

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The most bytes.</param>
    /// <exception cref="RecordingFormatException">It is longer.</exception>
    public static byte[] ReadBytes(string path, long mostBytes = MostBytes)
    {
        using Stream stream = Open(path, mostBytes);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Opens a text of lines in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The most bytes.</param>
    public static StreamReader OpenLines(string path, long mostBytes = MostBytes) =>
        new(Open(path, mostBytes, MostLineBytes), Utf8, detectEncodingFromByteOrderMarks: true);

    /// <summary>Reads the lines of a text in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingFormatException">It is no UTF-8, or too long.</exception>
    public static List<string> ReadLines(string path)
    {
        try
        {
            using StreamReader reader = OpenLines(path);
            List<string> lines = [];
            while (reader.ReadLine() is string line)
            {
                lines.Add(line);
            }

            return lines;
        }
        catch (DecoderFallbackException error)
        {
            throw new RecordingFormatException(path, "text", "UTF-8", "bytes that are not UTF-8", "save the file as UTF-8", error);
        }
    }

    private sealed class BoundedStream(Stream inner, string path, long mostBytes, long mostLineBytes) : ForwardStream
    {
        private long _read;
        private long _line;

        public override int Read(Span<byte> buffer)
        {
            int count = inner.Read(buffer);
            _read += count;
            ThrowIfAbove(_read, mostBytes, "the file as a whole");
            int lineEnd = buffer[..count].LastIndexOf((byte)'\n');
            _line = lineEnd < 0 ? _line + count : count - lineEnd - 1;
            ThrowIfAbove(_line, mostLineBytes, "a line");
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private void ThrowIfAbove(long bytes, long most, string place)
        {
            if (bytes > most)
            {
                throw new RecordingFormatException(
                    path, place, FormattableString.Invariant($"at most {most >> 20} MB"), "more", "name the file that was meant");
            }
        }
    }
}
