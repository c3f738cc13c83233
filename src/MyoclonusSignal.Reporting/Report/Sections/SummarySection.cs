using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>What was found, in plain sentences, before anything else.</summary>
internal sealed class SummarySection : ReportSection
{
    private const int MostVerdictsInSight = 16;

    public override string Id => "summary";

    public override string Title => "Summary";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        if (result.Channels.Count == 0)
        {
            page.Element("p", "No channel was analysed; the warnings say why.");
        }

        bool isLong = result.Channels.Count > MostVerdictsInSight;
        if (isLong)
        {
            page.Open("div", "class", "table", "tabindex", "0", "role", "group", "aria-label", "What was found on each channel");
        }

        page.Open("ul", "class", "verdicts");
        foreach (ChannelResult channel in result.Channels)
        {
            page.Open("li").Open("strong").Name(channel.Name).Close().Text(": " + Words.Verdict(channel)).Close().Raw("\n");
        }

        page.Close();
        if (isLong)
        {
            page.Close().Raw("\n");
        }

        int warnings = result.Warnings.Count;
        page.Open("p").Text(Origin(result));
        if (warnings > 0)
        {
            page.Element("a", warnings == 1 ? "There is one warning" : FormattableString.Invariant($"There are {warnings} warnings"), "href", "#warnings").Text(".");
        }
        else
        {
            page.Text("There are no warnings.");
        }

        page.Close();
        page.Element("p", "This is not a medical device and not a diagnosis.", "class", "notice");
    }

    /// <summary>Whose the numbers are.</summary>
    private static string Origin(AnalysisResult result)
    {
        if (result.Reviewed is not { } review)
        {
            return "Number and rate are those of the detector; look at the signals before you use them. ";
        }

        int open = result.Events.Count - review.Accepted - review.Added;
        return FormattableString.Invariant(
            $"Number and rate are those of a review: {Words.Count(review.Accepted, "event")} accepted, {review.Rejected:#,0} rejected, {review.Added:#,0} added, {open:#,0} not decided, which count. The rhythm is that of the signal. ");
    }
}
