namespace MyoclonusSignal.Detection.Published;

/// <summary>The detectors of the literature, each with its defaults.</summary>
public static class PublishedDetectors
{
    /// <summary>Gives one of each.</summary>
    public static IReadOnlyList<IBurstDetector> All() =>
    [
        new HodgesBui(), new Bonato(), new Lidierth(), new Abbink(), new Solnik(), new Silva(), new Londral(), new AglrStep(),
        new ExtendedDoubleThreshold(), new FixedThreshold(),
    ];

    /// <summary>Gives the detector with a key or name, or <see langword="null"/> where there is none.</summary>
    /// <param name="key">Its <see cref="KeyOf"/> or <see cref="IBurstDetector.Name"/>; upper and lower case are the same.</param>
    public static IBurstDetector? Find(string key) => All().FirstOrDefault(detector =>
        string.Equals(KeyOf(detector), key, StringComparison.OrdinalIgnoreCase) || string.Equals(detector.Name, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gives the key by which command line and files name a detector: its name in lower case, with hyphens.</summary>
    /// <param name="detector">The detector, of the literature or your own.</param>
    public static string KeyOf(IBurstDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        char[] letters = [.. detector.Name.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')];
        return string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
