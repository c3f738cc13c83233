namespace MyoclonusSignal.Cli;

/// <summary>Where a path leads when every link in it is followed: two names of one file have the same.</summary>
internal static class RealPath
{
    /// <summary>Gives the path without links; of what does not exist the part that does.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not string parent)
        {
            return full;
        }

        string combined = Path.Combine(Of(parent), Path.GetFileName(full));
        try
        {
            FileSystemInfo? target = Directory.Exists(combined) ? Directory.ResolveLinkTarget(combined, returnFinalTarget: true)
                : File.Exists(combined) ? File.ResolveLinkTarget(combined, returnFinalTarget: true) : null;
            return target is null ? combined : Of(target.FullName);
        }
        catch (IOException)
        {
            // Links that go in a circle lead nowhere.
            return combined;
        }
    }
}
