using System.Security.Cryptography;
using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Viewer;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>
/// The report for a person: one file that needs nothing else, that asks no server for anything, and that says all it has to say
/// without scripts; with them the signals can be looked at and the events reviewed.
/// </summary>
/// <remarks>The same result gives the same bytes. Names from the recording are shown as text, whatever stands in them.</remarks>
public static class HtmlReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="result">The result; with traces, if the signals are to be seen.</param>
    /// <param name="options">What else is to be in it.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(AnalysisResult result, ReportOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        string file = Path.GetFileName(result.Input.Path);
        IReadOnlyList<string> scripts = options.HasViewer ? ViewerScripts.Of(result) : [];
        using PageWriter page = new(stream);
        page.Open("html", "lang", "en").Raw("\n").Open("head").Raw("\n");
        page.Void("meta", "charset", "utf-8").Raw("\n");
        page.Void("meta", "http-equiv", "Content-Security-Policy", "content", Policy(scripts)).Raw("\n");
        page.Void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").Raw("\n");
        page.Void("meta", "name", "color-scheme", "content", "light dark").Raw("\n");
        page.Void("meta", "name", "generator", "content", "MyoclonusSignal " + SummaryJson.SoftwareVersion).Raw("\n");
        page.Element("title", "Myoclonus report: " + file).Raw("\n");
        page.Open("style").Raw("\n" + PageResources.Style).Close().Raw("\n").Close().Raw("\n");
        page.Open("body").Raw("\n").Element("a", "Skip to the summary", "class", "skip", "href", "#summary").Raw("\n");
        ReportSection[] sections = [.. ReportSections.Of(result)];
        PageHeader.Write(page, result, file, sections);
        page.Open("main").Raw("\n");
        foreach (ReportSection section in sections)
        {
            section.Write(page, result, options);
        }

        page.Close().Raw("\n");
        page.Open("footer").Element("p", "MyoclonusSignal is not a medical device. It gives numbers and published ranges beside them, and states no diagnosis.").Close().Raw("\n");
        if (options.HasViewer)
        {
            using MemoryStream data = new();
            ViewerData.Write(result, new ViewerOptions(), data);
            page.Raw("<script type=\"application/json\" id=\"report-data\">").Raw(Encoding.UTF8.GetString(data.ToArray())).Raw("</script>\n");
            foreach (string script in scripts)
            {
                page.Raw("<script>").Raw(script).Raw("</script>\n");
            }
        }

        page.Close().Raw("\n").Close().Raw("\n");
    }

    // Nothing may be fetched, and only the scripts written here may run. Styles stand in the page, and the plotting library sets some.
    private static string Policy(IReadOnlyList<string> scripts)
    {
        string hashes = scripts.Count == 0
            ? "'none'"
            : string.Join(' ', scripts.Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'"));
        return $"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";
    }
}
