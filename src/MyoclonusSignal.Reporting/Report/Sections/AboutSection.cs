using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Viewer;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>What is needed to repeat the analysis.</summary>
internal sealed class AboutSection : ReportSection
{
    public override string Id => "about";

    public override string Title => "About this analysis";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        page.Open("dl", "class", "facts wide");
        Fact(page, "Software", "MyoclonusSignal " + SummaryJson.SoftwareVersion);
        Fact(page, "Recording", Path.GetFileName(result.Input.Path));
        Fact(page, "SHA-256 of the recording", result.Input.Sha256);
        if (options.CommandLine is string command)
        {
            Fact(page, "Command", command);
        }

        if (options.HasViewer)
        {
            Fact(page, "Scripts in this page", ViewerScripts.Footprint(result));
        }

        page.Close();
        page.Open("details").Element("summary", "All options, as the summary file has them");
        page.Open("pre", "tabindex", "0").Element("code", Options(result)).Close().Close();
    }

    private static void Fact(PageWriter page, string name, string value) =>
        page.Open("div").Element("dt", name).Open("dd").Element("code", value).Close().Close();

    private static string Options(AnalysisResult result)
    {
        using MemoryStream text = new();
        OptionsJson.Write(result.Options, text, result.LineFrequencyHz);
        return Encoding.UTF8.GetString(text.ToArray()).TrimEnd('\n');
    }
}
