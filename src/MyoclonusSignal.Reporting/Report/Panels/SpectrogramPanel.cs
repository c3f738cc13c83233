using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The spectrum of a channel over time.</summary>
internal sealed class SpectrogramPanel : Panel
{
    public override string FileEnding => "spectrogram";

    public override PanelFigure? Of(AnalysisResult result, ChannelResult channel) => SpectrogramFigure.IsPossible(result, channel)
        ? new PanelFigure(() => SpectrogramFigure.Sheet(result, channel), SpectrogramFigure.Describe(result, channel), SpectrogramFigure.LookFor)
        : null;
}
