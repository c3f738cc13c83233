using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How long the jerks of a channel are.</summary>
internal sealed class DurationPanel : Panel
{
    public override string FileEnding => "durations";

    public override PanelFigure? Of(AnalysisResult result, ChannelResult channel) => DurationFigure.IsPossible(result, channel)
        ? new PanelFigure(() => DurationFigure.Sheet(result, channel), DurationFigure.Describe(result, channel), DurationFigure.LookFor, page => WriteClasses(page, channel))
        : null;

    private static void WriteClasses(PageWriter page, ChannelResult channel)
    {
        page.Open("details").Element("summary", "The durations in numbers");
        PageTable table = new(null, "Jerks in each class of duration", "duration", "#jerks");
        foreach ((string name, int count) in channel.Jerks!.Classes)
        {
            table.Row().Cell(Words.Class(name)).Number(count, "#,0");
        }

        table.Write(page);
        page.Close();
    }
}
