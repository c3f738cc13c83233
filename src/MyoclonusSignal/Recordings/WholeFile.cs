namespace MyoclonusSignal.Recordings;

/// <summary>Writes a file whole or not at all: under a name that nobody has, flushed to the disk, then renamed.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file; one that exists is replaced, a link of that name is replaced and not followed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="IOException">It cannot be written; what was there stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string partial = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "." + Path.GetRandomFileName() + ".partial");
        try
        {
            using (FileStream stream = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
