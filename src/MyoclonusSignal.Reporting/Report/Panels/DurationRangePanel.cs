using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The durations on all channels of EMG beside what has been published, with the sources.</summary>
internal sealed class DurationRangePanel : Panel
{
    public override string FileEnding => "ranges";

    public override PanelFigure? Of(AnalysisResult result) => DurationRangeFigure.IsPossible(result)
        ? new PanelFigure(() => DurationRangeFigure.Sheet(result), DurationRangeFigure.Caption(result), WriteTable: page => WriteSources(page, result))
        : null;

    private static void WriteSources(PageWriter page, AnalysisResult result)
    {
        page.Open("details").Element("summary", "The published ranges, with their sources");
        PageTable table = new(null, "Published ranges", "what", "event", "#from (ms)", "#to (ms)", "source");
        foreach (ReferenceRange range in DurationRangeFigure.Published(result))
        {
            table.Row().Cell(range.What).Cell(FigureLook.NameOf(range.Kind)).Number(range.Low, "#,0.#").Number(range.High, "#,0.#").Cell(range.Source);
        }

        table.Write(page);
        page.Close();
    }
}
