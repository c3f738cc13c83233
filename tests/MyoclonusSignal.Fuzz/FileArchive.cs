using System.Text;

namespace MyoclonusSignal.Fuzz;

/// <summary>A folder as one input: before each file a line with its name, which a mutation may change as well.</summary>
internal static class FileArchive
{
    private const int MostFiles = 20;
    private static readonly byte[] Mark = "\n\0FILE "u8.ToArray();

    public static byte[] Pack(params (string Name, byte[] Bytes)[] files) =>
        [.. files.SelectMany(file => (IEnumerable<byte>)[.. Mark, .. Encoding.UTF8.GetBytes(file.Name), (byte)'\n', .. file.Bytes])];

    /// <summary>Writes the files into a folder; a name that leads out of it, or that the system refuses, is left out.</summary>
    public static void Unpack(ReadOnlySpan<byte> archive, string folder)
    {
        for (int count = 0; count < MostFiles && archive.IndexOf(Mark) is >= 0 and int mark; count++)
        {
            archive = archive[(mark + Mark.Length)..];
            int end = archive.IndexOf(Mark);
            ReadOnlySpan<byte> file = end < 0 ? archive : archive[..end];
            int line = file.IndexOf((byte)'\n');
            string name = Encoding.UTF8.GetString(file[..Math.Max(0, line)]);
            string path = Path.GetFullPath(Path.Combine(folder, name.Replace('\0', '_')));
            if (line <= 0 || !path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                continue;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file[(line + 1)..]);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Too long a name, or a folder where a file stands: no such file can be met.
            }
        }
    }
}
