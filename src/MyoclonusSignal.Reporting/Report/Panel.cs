using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>
/// One figure with its caption and its numbers: in the page under the section that lists it, and as a file of its own. A panel shows
/// either the recording as a whole or one channel, and overrides the method for that.
/// </summary>
internal abstract class Panel
{
    /// <summary>Gets the end of the name of the figure's file: <c>trace</c> in <c>arm_emg_trace.svg</c>.</summary>
    public abstract string FileEnding { get; }

    /// <summary>Gives the figure of the recording as a whole, or <see langword="null"/> where there is none.</summary>
    public virtual PanelFigure? Of(AnalysisResult result) => null;

    /// <summary>Gives the figure of one channel, or <see langword="null"/> where there is nothing to draw.</summary>
    public virtual PanelFigure? Of(AnalysisResult result, ChannelResult channel) => null;
}

/// <summary>What a panel has for one result or one channel of it.</summary>
/// <param name="Sheet">Draws the figure; it is called when the figure is written, so that only one is held at a time.</param>
/// <param name="Caption">Says what is drawn.</param>
/// <param name="LookFor">Says what to look for; it stands below the first figure of the page with this text, and not again below each channel.</param>
/// <param name="WriteTable">Writes the numbers of the figure as a table below it, or <see langword="null"/> where another table has them.</param>
internal sealed record PanelFigure(Func<FigureSheet> Sheet, string Caption, string? LookFor = null, Action<PageWriter>? WriteTable = null);
