using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>All events of all channels over the whole recording.</summary>
internal sealed class RasterPanel : Panel
{
    public override string FileEnding => "raster";

    public override PanelFigure? Of(AnalysisResult result) => RasterFigure.IsPossible(result)
        ? new PanelFigure(() => RasterFigure.Sheet(result), RasterFigure.Caption(result))
        : null;
}
