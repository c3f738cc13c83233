using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The table of events and the place where they are reviewed.</summary>
internal sealed class EventsSection : ReportSection
{
    public override string Id => "events-section";

    public override string Title => "Events";

    public override string? LookFor(AnalysisResult result, ReportOptions options) =>
        "Onsets count from the first sample of the recording. The peak is the largest amplitude after filtering. SNR is the power of the event over that of the noise around it."
        + (result.Events.Any(one => one.Group.Length > 0) ? " Events that share a group began together on several channels." : string.Empty);

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        AnalysisEvent[] listed = [.. ResultFiles.Listed(result)];
        if (options.HasViewer)
        {
            WriteReview(page);
        }

        if (listed.Length == 0)
        {
            page.Element("p", "There are no events.");
            return;
        }

        int rows = Math.Min(options.MostRows, listed.Length);
        string caption = rows == listed.Length
            ? result.RejectedInReview.Count == 0
                ? $"All {Words.Count(rows, "event")}"
                : string.Create(CultureInfo.InvariantCulture, $"{Words.Count(rows, "row")}: {result.Events.Count:#,0} that count, and {result.RejectedInReview.Count:#,0} rejected in the review")
            : string.Create(CultureInfo.InvariantCulture, $"The first {rows:#,0} of {listed.Length:#,0} events; all of them are in the events.tsv beside this page");
        string unit = result.Channels.Select(channel => channel.Unit).Distinct().Count() == 1 && result.Channels[0].Unit is string one ? $" ({one})" : string.Empty;
        PageTable table = new("events", caption, "#onset (s)", "#duration (ms)", "type", "channel", "#peak" + unit, "#SNR (dB)", "class of duration", "group", "stage", "review");
        for (int i = 0; i < rows; i++)
        {
            AnalysisEvent row = listed[i];
            string number = i.ToString(CultureInfo.InvariantCulture);
            table.Row("id", "event-" + number, "data-event", number, "data-review", Verdict(row)).Number(row.OnsetSeconds, "0.000").Number(row.DurationSeconds * 1000, "0.0").Cell(FigureLook.NameOf(row.Kind)).Name(row.Channel);
            table.Number(row.PeakAmplitude, "G4").Number(row.SnrDb, "0.0").Cell(Words.Class(row.BurstClass)).Cell(row.Group).Cell(Stage(result, row.OnsetSeconds)).Cell(Decision(row));
        }

        table.Write(page);
    }

    private static void WriteReview(PageWriter page)
    {
        page.Open("section", "id", "review", "aria-labelledby", "review-heading").Element("h3", "Review", "id", "review-heading");
        page.Open("p", "class", "how").Text("With scripts each event can be accepted or rejected here, by keys, its edges moved, and events added; what was decided is counted at once. Save the reviewed table; ");
        page.Element("code", "myoclonus report R_summary.json --events R_desc-reviewed_events.tsv --force").Text(" then makes events, summary and report by it.").Close();
        page.Open("div", "id", "review-panel", "hidden", "hidden").Close().Close().Raw("\n");
    }

    private static string? Decision(AnalysisEvent row) =>
        row.Review?.DetectedOnsetSeconds is null ? Verdict(row) : $"{Verdict(row) ?? "not decided"}, edges moved";

    private static string? Verdict(AnalysisEvent row) => ReviewColumns.NameOf(row.Review?.Verdict ?? ReviewVerdict.None);

    private static string? Stage(AnalysisResult result, double onset)
    {
        foreach (Sleep.SleepEpoch epoch in result.Hypnogram)
        {
            if (epoch.OnsetSeconds <= onset && onset < epoch.EndSeconds)
            {
                return SleepSection.NameOf(epoch.Stage);
            }
        }

        return null;
    }
}
