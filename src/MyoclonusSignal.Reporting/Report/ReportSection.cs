using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>
/// One section of the page: a heading, a sentence on what to look for, and below it tables and panels. It is in the page, and in the
/// contents, because it is in <see cref="ReportSections.All"/>; nothing else knows of it.
/// </summary>
internal abstract class ReportSection
{
    /// <summary>Gets the identifier of the section in the page, which links lead to; lower-case letters and hyphens.</summary>
    public abstract string Id { get; }

    /// <summary>Gets the heading, as it stands in the contents too.</summary>
    public abstract string Title { get; }

    /// <summary>Gets the panels that belong here, in their order.</summary>
    public virtual IReadOnlyList<Panel> Panels => [];

    /// <summary>Returns true if a result has anything to show here.</summary>
    public virtual bool AppliesTo(AnalysisResult result) => true;

    /// <summary>Says below the heading what to look for, or how to read the numbers; <see langword="null"/> where the heading says enough.</summary>
    public virtual string? LookFor(AnalysisResult result, ReportOptions options) => null;

    /// <summary>Writes the section, from its heading to its end.</summary>
    public void Write(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        page.Section(Id, Title, LookFor(result, options));
        WriteContent(page, result, options);
        page.Close().Raw("\n");
    }

    /// <summary>Writes what stands below the heading: the panels of the recording, then those of each channel under its name.</summary>
    protected virtual void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        WriteRecordingPanels(page, result);
        WriteChannelPanels(page, result, options);
    }

    /// <summary>Writes the panels that show the recording as a whole.</summary>
    protected void WriteRecordingPanels(PageWriter page, AnalysisResult result)
    {
        foreach (Panel panel in Panels)
        {
            page.Panel(panel.Of(result));
        }
    }

    /// <summary>Writes the panels of each channel that has any under its name, for the first channels.</summary>
    protected void WriteChannelPanels(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        int drawn = 0;
        foreach (ChannelResult channel in result.Channels)
        {
            PanelFigure[] figures = [.. ChannelFigures(result, channel)];
            if (figures.Length == 0 || drawn++ >= options.MostChannelsDrawn)
            {
                continue;
            }

            page.Open("h3").Name(channel.Name).Close();
            foreach (PanelFigure figure in figures)
            {
                page.Panel(figure);
            }
        }
    }

    /// <summary>Gives what the panels have for one channel.</summary>
    protected IEnumerable<PanelFigure> ChannelFigures(AnalysisResult result, ChannelResult channel) =>
        Panels.Select(panel => panel.Of(result, channel)).OfType<PanelFigure>();
}
