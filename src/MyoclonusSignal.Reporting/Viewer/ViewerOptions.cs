namespace MyoclonusSignal.Reporting.Viewer;

/// <summary>How much of a result goes into the data of a page.</summary>
internal sealed record ViewerOptions
{
    /// <summary>Gets the most events, and the most rejected candidates, that are listed one by one: 10 000 take 1.3 MB.</summary>
    public int MostEvents { get; init; } = 10_000;
}
