namespace MyoclonusSignal.Recordings.Bids;

/// <summary>A recording of a BIDS data set that can be read here, and what its results are called in a derivative of it.</summary>
/// <param name="FullPath">The file.</param>
/// <param name="RelativePath">The same from the root of the data set, with slashes: the place in a BIDS URI.</param>
internal sealed record BidsRecording(string FullPath, string RelativePath)
{
    /// <summary>Gets the label of the session, or <see langword="null"/>.</summary>
    public string? Session => EntityOf(RelativePath, "ses");

    /// <summary>Gets the label of the task, or <see langword="null"/>.</summary>
    public string? Task => EntityOf(RelativePath, "task");

    /// <summary>Gets the folder of its results from the root of a derivative, with slashes: that of the recording in its data set.</summary>
    public string DerivativeFolder => RelativePath[..RelativePath.LastIndexOf('/')];

    /// <summary>Gives the name of a result: every entity of the recording, a description, and the suffix of what it holds.</summary>
    /// <param name="description">The label of <c>desc</c>, letters and digits; without one a result could have the name of a raw file.</param>
    /// <param name="suffixAndExtension">The end of the name: <c>events.tsv</c>.</param>
    public string DerivativeName(string description, string suffixAndExtension)
    {
        string name = RelativePath[(RelativePath.LastIndexOf('/') + 1)..];
        return $"{name[..name.LastIndexOf('_')]}_desc-{description}_{suffixAndExtension}";
    }

    /// <summary>Gives the label of an entity in the name of a file, or <see langword="null"/> where it has none.</summary>
    /// <param name="path">The file; its folders do not count.</param>
    /// <param name="entity">The entity: <c>sub</c>, <c>ses</c>, <c>task</c>.</param>
    public static string? EntityOf(string path, string entity)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = Path.GetFileName(path).Split('.')[0].Split('_');
        return Array.Find(parts[..^1], part => part.StartsWith(entity + "-", StringComparison.Ordinal)) is string found ? found[(entity.Length + 1)..] : null;
    }
}
