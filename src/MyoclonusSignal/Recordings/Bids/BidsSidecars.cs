namespace MyoclonusSignal.Recordings.Bids;

/// <summary>
/// Finds the files that describe a recording of a BIDS data set: in its folder or above it up to the data set's root, with a
/// name whose entities are all among the recording's (the inheritance principle); the nearest one counts.
/// </summary>
internal static class BidsSidecars
{
    private const string Root = "dataset_description.json";

    // sub, ses and datatype lie between a recording and its data set.
    private const int MostLevels = 4;

    /// <summary>Gives the nearest file of a suffix that applies to a recording, or <see langword="null"/>.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="suffix">The suffix: <c>channels</c>, <c>events</c>.</param>
    /// <param name="extension">The extension with its point.</param>
    public static string? Find(string recording, string suffix, string extension) => FindAll(recording, suffix, extension).FirstOrDefault();

    /// <summary>Gives every file of a suffix that applies to a recording, the nearest one first.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="suffix">The suffix: <c>emg</c>, <c>motion</c>.</param>
    /// <param name="extension">The extension with its point.</param>
    public static IEnumerable<string> FindAll(string recording, string suffix, string extension)
    {
        if (BidsName.Parse(recording) is not BidsName name || name.EntityCount == 0)
        {
            yield break;
        }

        DirectoryInfo? folder = new FileInfo(Path.GetFullPath(recording)).Directory;
        for (int level = 0; level < MostLevels && folder is { Exists: true }; level++, folder = folder.Parent)
        {
            IEnumerable<string> found = folder.EnumerateFiles($"*_{suffix}{extension}").Concat(folder.EnumerateFiles(suffix + extension))
                .Select(file => (file.FullName, Name: BidsName.Parse(file.Name)))
                .Where(file => file.Name is not null && file.Name.Suffix == suffix && file.Name.AppliesTo(name))
                .OrderByDescending(file => file.Name!.EntityCount)
                .ThenBy(file => file.FullName, StringComparer.Ordinal)
                .Select(file => file.FullName);
            foreach (string file in found)
            {
                yield return file;
            }

            if (File.Exists(Path.Combine(folder.FullName, Root)))
            {
                yield break;
            }
        }
    }
}
