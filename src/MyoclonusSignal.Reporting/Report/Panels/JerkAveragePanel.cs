using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The envelopes of the jerks of a channel, laid onto each other at their onsets.</summary>
internal sealed class JerkAveragePanel : Panel
{
    public override string FileEnding => "average";

    public override PanelFigure? Of(AnalysisResult result, ChannelResult channel) =>
        AlignedEnvelopes.Of(result, channel) is { JerkCount: >= JerkAverageFigure.FewestJerks } aligned
            ? new PanelFigure(() => JerkAverageFigure.Sheet(channel, aligned), JerkAverageFigure.Describe(channel, aligned), JerkAverageFigure.LookFor(aligned), page => WriteEnvelope(page, channel, aligned))
            : null;

    /// <summary>The middle envelope of the jerks, every 25 ms.</summary>
    private static void WriteEnvelope(PageWriter page, ChannelResult channel, AlignedEnvelopes aligned)
    {
        int step = Math.Max(1, (int)Math.Round(0.025 / (aligned.Seconds[1] - aligned.Seconds[0])));
        page.Open("details").Element("summary", "The envelope in numbers");
        PageTable table = new(null, $"Envelope of the jerks ({channel.Unit ?? "no unit"})", "#from the onset (ms)", "#lower quartile", "#median", "#upper quartile");
        for (int i = step / 2; i < aligned.Seconds.Length; i += step)
        {
            table.Row().Number(1000 * aligned.Seconds[i], "0").Number(aligned.LowerQuartile[i], "G4").Number(aligned.Median[i], "G4").Number(aligned.UpperQuartile[i], "G4");
        }

        table.Write(page);
        page.Close();
    }
}
