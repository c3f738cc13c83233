using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How far apart the jerks of a channel are.</summary>
internal sealed class IntervalPanel : Panel
{
    public override string FileEnding => "intervals";

    private static readonly double[] Fractions = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    public override PanelFigure? Of(AnalysisResult result, ChannelResult channel) => IntervalFigure.IsPossible(result, channel)
        ? new PanelFigure(() => IntervalFigure.Sheet(result, channel), IntervalFigure.Describe(result, channel), IntervalFigure.LookFor, page => WriteQuantiles(page, result, channel))
        : null;

    /// <summary>The quantiles of the intervals between jerks.</summary>
    private static void WriteQuantiles(PageWriter page, AnalysisResult result, ChannelResult channel)
    {
        double[] sorted = [.. JerkIntervals.Of(result, channel).Order()];
        page.Open("details").Element("summary", "The intervals in numbers");
        PageTable table = new(null, "Quantiles of the intervals between jerks", "#part of the intervals (%)", "#at most (s)");
        foreach (double fraction in Fractions)
        {
            double position = fraction * (sorted.Length - 1);
            int lower = (int)position;
            double value = sorted[lower] + ((position - lower) * (sorted[Math.Min(lower + 1, sorted.Length - 1)] - sorted[lower]));
            table.Row().Number(100 * fraction, "0").Number(value, "0.0000");
        }

        table.Write(page);
        page.Close();
    }
}
