namespace MyoclonusSignal.Cli;

/// <summary>What the files of one recording's results are called; R is the stem of the recording.</summary>
internal static class ResultNames
{
    private const string SummaryEnd = "_summary.json";

    public static string StemOf(string recording) => recording == "-"
        ? "stdin"
        : Path.GetFileNameWithoutExtension(recording.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? recording[..^3] : recording);

    /// <summary>Gives R of <c>R_summary.json</c>, or the file's name without its extension where it has another one.</summary>
    public static string StemOfSummary(string summary)
    {
        string name = Path.GetFileName(summary);
        return name.Length > SummaryEnd.Length && name.EndsWith(SummaryEnd, StringComparison.Ordinal)
            ? name[..^SummaryEnd.Length]
            : Path.GetFileNameWithoutExtension(name);
    }

    public static string Manifest(string stem) => stem + "_manifest.json";

    public static string Events(string stem) => stem + "_events.tsv";

    public static string EventsSidecar(string stem) => stem + "_events.json";

    public static string Summary(string stem) => stem + SummaryEnd;

    public static string Report(string stem) => stem + "_report.html";

    public static string Cycles(string stem) => stem + "_cycles.tsv";

    public static string CyclesSidecar(string stem) => stem + "_cycles.json";
}
