using System.Text;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>What is needed to repeat the analysis.</summary>
internal static class AboutSection
{
    public static void Write(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        page.Section("about", "About this analysis");
        page.Open("dl", "class", "facts wide");
        Fact(page, "Software", "MyoclonusSignal " + SummaryJson.SoftwareVersion);
        Fact(page, "Recording", Path.GetFileName(result.Input.Path));
        Fact(page, "SHA-256 of the recording", result.Input.Sha256);
        if (options.CommandLine is string command)
        {
            Fact(page, "Command", command);
        }

        page.Close();
        page.Open("details").Element("summary", "All options, as the summary file has them");
        page.Open("pre", "tabindex", "0").Element("code", Options(result)).Close().Close().Close().Raw("\n");
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
