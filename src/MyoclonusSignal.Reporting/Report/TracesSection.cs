using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The signals: all events over the whole recording, the ten seconds of each channel with the most of them, and the place for the viewer.</summary>
internal static class TracesSection
{
    public static void Write(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        page.Section("traces", "Signals", "Look whether what was counted are jerks, and whether jerks were left out.");
        if (RasterFigure.IsPossible(result))
        {
            page.Figure(RasterFigure.Sheet(result), RasterFigure.Caption(result));
        }

        if (options.HasViewer)
        {
            page.Open("div", "id", "viewer", "hidden", "hidden").Close().Raw("\n");
        }

        ChannelResult[] drawn = [.. result.Channels.Where(channel => TraceFigure.IsPossible(result, channel))];
        if (drawn.Length == 0)
        {
            page.Element("p", "The signals were not kept.");
        }

        foreach (ChannelResult channel in drawn.Take(options.MostChannelsDrawn))
        {
            (double start, double end) = ResultFigures.TelltaleStretch(result, channel);
            page.Figure(TraceFigure.Sheet(result, channel, start, end), TraceFigure.Caption(result, channel, start, end));
        }

        if (drawn.Length > options.MostChannelsDrawn)
        {
            page.Element("p", string.Create(CultureInfo.InvariantCulture, $"The first {options.MostChannelsDrawn} of {drawn.Length} channels are drawn here; the viewer has all."));
        }

        page.Close().Raw("\n");
    }
}
