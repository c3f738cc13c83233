using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The sections of the page, in the order in which a reader decides: what was found, whether to believe it, then the numbers.</summary>
internal static class ReportSections
{
    /// <summary>Gets all sections, those too that have nothing to show for a given result.</summary>
    public static IReadOnlyList<ReportSection> All { get; } =
    [
        new SummarySection(),
        new QualitySection(),
        new TracesSection(),
        new DoubtfulSection(),
        new EventsSection(),
        new DurationsSection(),
        new RhythmSection(),
        new SleepSection(),
        new MethodsSection(),
        new WarningsSection(),
        new AboutSection(),
        new RatingSection(),
    ];

    /// <summary>Gives the sections that a page of this result has.</summary>
    public static IEnumerable<ReportSection> Of(AnalysisResult result) => All.Where(section => section.AppliesTo(result));
}
