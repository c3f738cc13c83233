using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>What was found, in plain sentences, before anything else.</summary>
internal static class SummarySection
{
    private const int MostVerdictsInSight = 16;

    private static readonly (string Id, string Title)[] Contents =
    [
        ("summary", "Summary"), ("quality", "Data quality"), ("traces", "Signals"), ("doubtful", "Doubtful cases"), ("events-section", "Events"),
        ("durations", "Durations and intervals"), ("rhythm", "Rhythm"), ("sleep", "Sleep stages"), ("methods", "Methods"), ("warnings", "Warnings"),
        ("about", "About this analysis"), ("rating", "Rating"),
    ];

    public static void WriteHeader(PageWriter page, AnalysisResult result, string file)
    {
        page.Open("header").Open("p", "class", "kind").Text("Myoclonus report").Close();
        page.Open("h1").Name(file).Close();
        page.Open("dl", "class", "facts");
        Fact(page, "Length", Words.Duration(result.Input.DurationSeconds));
        Fact(page, "Channels", result.Channels.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Fact(page, "Format", result.Input.Format);
        Fact(page, "Mains taken out", result.LineFrequencyHz > 0 ? FormattableString.Invariant($"{result.LineFrequencyHz:0.##} Hz") : "none");
        page.Close();
        page.Open("nav", "aria-label", "Contents").Open("ul");
        foreach ((string id, string title) in Contents)
        {
            if (id != "sleep" || result.Hypnogram.Count > 0)
            {
                page.Open("li").Element("a", title, "href", "#" + id).Close();
            }
        }

        page.Close().Close().Close().Raw("\n");
    }

    public static void Write(PageWriter page, AnalysisResult result)
    {
        page.Section("summary", "Summary");
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
        page.Open("p").Text("Number and rate are those of the detector; look at the signals before you use them. ");
        if (warnings > 0)
        {
            page.Element("a", warnings == 1 ? "There is one warning" : FormattableString.Invariant($"There are {warnings} warnings"), "href", "#warnings").Text(".");
        }
        else
        {
            page.Text("There are no warnings.");
        }

        page.Close();
        page.Element("p", "This is not a medical device and not a diagnosis.", "class", "notice").Close().Raw("\n");
    }

    private static void Fact(PageWriter page, string name, string value) =>
        page.Open("div").Element("dt", name).Element("dd", value).Close();
}
