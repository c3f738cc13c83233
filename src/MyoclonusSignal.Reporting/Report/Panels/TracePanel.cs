using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The ten seconds of a channel with the most jerks.</summary>
internal sealed class TracePanel : Panel
{
    public override string FileEnding => "trace";

    public override PanelFigure? Of(AnalysisResult result, ChannelResult channel)
    {
        if (!TraceFigure.IsPossible(result, channel))
        {
            return null;
        }

        (double start, double end) = TraceStretch.WithMostEvents(result, channel);
        return new PanelFigure(() => TraceFigure.Sheet(result, channel, start, end), TraceFigure.Describe(result, channel, start, end), channel.Band is null ? null : TraceFigure.LookFor);
    }
}
