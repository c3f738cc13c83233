namespace MyoclonusSignal.Recordings.Bids;

/// <summary>A file name of BIDS: entities (<c>sub-01</c>, <c>task-rest</c>) and a suffix (<c>emg</c>).</summary>
internal sealed class BidsName
{
    private readonly HashSet<string> _entities;

    private BidsName(HashSet<string> entities, string suffix)
    {
        _entities = entities;
        Suffix = suffix;
    }

    /// <summary>Gets the last part of the name, without its extension.</summary>
    public string Suffix { get; }

    /// <summary>Gets the number of entities.</summary>
    public int EntityCount => _entities.Count;

    /// <summary>Reads a name, or gives <see langword="null"/> where it is not one of BIDS.</summary>
    /// <param name="path">The file.</param>
    public static BidsName? Parse(string path)
    {
        string[] parts = Path.GetFileName(path).Split('.')[0].Split('_');
        HashSet<string> entities = new(StringComparer.Ordinal);
        foreach (string part in parts[..^1])
        {
            int at = part.IndexOf('-', StringComparison.Ordinal);
            if (at <= 0 || at == part.Length - 1 || !entities.Add(part))
            {
                return null;
            }
        }

        return new BidsName(entities, parts[^1]);
    }

    /// <summary>Returns true if every entity of this name is one of another's: then a sidecar of this name applies to it.</summary>
    public bool AppliesTo(BidsName other) => _entities.IsSubsetOf(other._entities);
}
