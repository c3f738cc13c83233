using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>What had to be dealt with, grouped by kind.</summary>
internal sealed class WarningsSection : ReportSection
{
    private const int MostOfAKind = 20;

    public override string Id => "warnings";

    public override string Title => "Warnings";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        if (result.Warnings.Count == 0)
        {
            page.Element("p", "There are none.");
            return;
        }

        page.Open("dl", "class", "warnings");
        foreach (IGrouping<string, RecordingWarning> kind in result.Warnings.GroupBy(warning => warning.Code))
        {
            RecordingWarning[] all = [.. kind];
            page.Open("dt").Element("code", kind.Key).Text(all.Length == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({all.Length})")).Close();
            foreach (RecordingWarning warning in all.Take(MostOfAKind))
            {
                page.Element("dd", warning.Text);
            }

            if (all.Length > MostOfAKind)
            {
                page.Element("dd", string.Create(CultureInfo.InvariantCulture, $"… and {all.Length - MostOfAKind} more, in the summary file."));
            }
        }

        page.Close();
    }
}
