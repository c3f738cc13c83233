using System.Globalization;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The signals: all events over the whole recording, the ten seconds of each channel with the most of them, and the place for the viewer.</summary>
internal sealed class TracesSection : ReportSection
{
    public override string Id => "traces";

    public override string Title => "Signals";

    public override IReadOnlyList<Panel> Panels { get; } = [new RasterPanel(), new TracePanel()];

    public override string? LookFor(AnalysisResult result, ReportOptions options) => "Look whether what is counted are jerks, and whether jerks were missed.";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        WriteRecordingPanels(page, result);
        if (options.HasViewer)
        {
            page.Open("div", "id", "viewer", "hidden", "hidden").Close().Raw("\n");
        }

        PanelFigure[] drawn = [.. result.Channels.SelectMany(channel => ChannelFigures(result, channel))];
        if (drawn.Length == 0)
        {
            page.Element("p", "The signals were not kept.");
        }

        // The captions name the channel: no heading between the figures.
        foreach (PanelFigure figure in drawn.Take(options.MostChannelsDrawn))
        {
            page.Panel(figure);
        }

        if (drawn.Length > options.MostChannelsDrawn)
        {
            page.Element("p", string.Create(CultureInfo.InvariantCulture, $"The first {options.MostChannelsDrawn} of {drawn.Length} channels are drawn here{(options.HasViewer ? "; the viewer has all" : string.Empty)}."));
        }
    }
}
