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
}
