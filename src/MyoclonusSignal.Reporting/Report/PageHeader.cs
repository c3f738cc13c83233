using System.Globalization;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The top of the page: which recording it is, and the contents.</summary>
internal static class PageHeader
{
    /// <summary>Writes the name of the recording, its facts, and a link to each section.</summary>
    public static void Write(PageWriter page, AnalysisResult result, string file, IEnumerable<ReportSection> sections)
    {
        page.Open("header").Open("p", "class", "kind").Text("Myoclonus report").Close();
        page.Open("h1").Name(file).Close();
        page.Open("dl", "class", "facts");
        Fact(page, "Length", Words.Duration(result.Input.DurationSeconds));
        Fact(page, "Channels", result.Channels.Count.ToString(CultureInfo.InvariantCulture));
        Fact(page, "Format", result.Input.Format);
        Fact(page, "Mains taken out", result.LineFrequencyHz > 0 ? FormattableString.Invariant($"{result.LineFrequencyHz:0.##} Hz") : "none");
        page.Close();
        page.Open("nav", "aria-label", "Contents").Open("ul");
        foreach (ReportSection section in sections)
        {
            page.Open("li").Element("a", section.Title, "href", "#" + section.Id).Close();
        }

        page.Close().Close().Close().Raw("\n");
    }

    private static void Fact(PageWriter page, string name, string value) =>
        page.Open("div").Element("dt", name).Element("dd", value).Close();
}
