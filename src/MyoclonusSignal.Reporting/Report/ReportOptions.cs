namespace MyoclonusSignal.Reporting.Report;

/// <summary>What a report holds beside the result.</summary>
public sealed record ReportOptions
{
    /// <summary>Gets the command line that repeats it, or <see langword="null"/> where there is none.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Gets the most rows of a table that are in the page itself; 500: more make a page slow to read and to print.</summary>
    public int MostRows { get; init; } = 500;

    /// <summary>Gets the most channels whose signals and distributions are drawn; 12 take some 2.5 MB. The tables and the viewer hold all.</summary>
    public int MostChannelsDrawn { get; init; } = 12;

    /// <summary>Gets whether the signals can be looked at interactively: that takes 1.1 MB of script and the signals themselves.</summary>
    public bool HasViewer { get; init; } = true;
}
