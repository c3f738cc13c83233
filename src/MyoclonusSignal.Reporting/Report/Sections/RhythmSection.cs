using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>Whether each channel is rhythmic, at which frequency, when and how steadily.</summary>
internal sealed class RhythmSection : ReportSection
{
    private const int MostBouts = 50;

    public override string Id => "rhythm";

    public override string Title => "Rhythm";

    public override IReadOnlyList<Panel> Panels { get; } = [new SpectrumPanel(), new SpectrogramPanel()];

    public override string? LookFor(AnalysisResult result, ReportOptions options)
    {
        RhythmOptions asked = result.Options.Rhythm;
        return string.Create(CultureInfo.InvariantCulture, $"Looked for at {asked.BandLowHz:0.###}–{asked.BandHighHz:0.###} Hz. A rhythm is stated only where a peak so strong occurs by chance in at most {asked.Significance * 100:0.##} % of recordings. “No rhythm” is a normal answer.");
    }

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        PageTable table = new(null, "Rhythm of each channel", "channel", "rhythmic", "#frequency (Hz)", "#95 % interval", "#p", "#above background (dB)", "#time (%)", "#bouts", "#drift (Hz/min)", "#stability index (Hz)");
        foreach (ChannelResult channel in result.Channels)
        {
            if (channel.Rhythm is not { } rhythm)
            {
                continue;
            }

            table.Row().Name(channel.Name).Cell(rhythm.IsRhythmic ? "yes" : "no").Number(rhythm.FrequencyHz, "0.00");
            table.Range(rhythm.FrequencyCi95 is { } ci ? (ci.Low, ci.High) : null, "0.00");
            table.Cell(rhythm.PValue is double p ? p < 0.0001 ? "< 0.0001" : p.ToString("0.####", CultureInfo.InvariantCulture) : null);
            table.Number(rhythm.SnrDb, "0.0").Number(100 * rhythm.Occupancy, "0.#").Number(rhythm.Bouts.Count, "#,0");
            table.Number(rhythm.Drift?.HzPerMinute, "0.00").Number(rhythm.Cycles?.StabilityIndexHz, "0.00");
        }

        table.Write(page);
        int drawn = 0;
        foreach (ChannelResult channel in result.Channels)
        {
            if (channel.Rhythm is { } rhythm && drawn++ < options.MostChannelsDrawn)
            {
                WriteChannel(page, result, channel, rhythm);
            }
        }
    }

    private void WriteChannel(PageWriter page, AnalysisResult result, ChannelResult channel, RhythmResult rhythm)
    {
        page.Open("h3").Name(channel.Name).Close();
        page.Element("p", Sentence(rhythm.Reason));
        if (channel.Regularity is { } regularity && channel.Jerks is { Count: > 1 })
        {
            page.Element("p", Sentence(regularity.Reason));
        }

        if (channel.Displacement is { } displacement)
        {
            page.Element("p", displacement.Millimetres is double millimetres
                ? string.Create(CultureInfo.InvariantCulture, $"Displacement {millimetres:G3} mm to each side: {displacement.Reason}.")
                : $"Displacement {displacement.Reason}.");
        }

        foreach (PanelFigure figure in ChannelFigures(result, channel))
        {
            page.Panel(figure);
        }

        WriteBouts(page, channel, rhythm);
    }

    private static void WriteBouts(PageWriter page, ChannelResult channel, RhythmResult rhythm)
    {
        if (rhythm.Bouts.Count == 0)
        {
            return;
        }

        page.Open("details").Element("summary", rhythm.Bouts.Count == 1 ? "The bout" : string.Create(CultureInfo.InvariantCulture, $"The {Math.Min(rhythm.Bouts.Count, MostBouts)} longest bouts of {rhythm.Bouts.Count}"));
        PageTable table = new(null, $"Bouts of the rhythm of {channel.Name}", "#from (s)", "#to (s)", "#frequency (Hz)", "#strength (dB)", "#drift (Hz/min)");
        foreach (RhythmBout bout in rhythm.Bouts.OrderByDescending(bout => bout.DurationSeconds).Take(MostBouts).OrderBy(bout => bout.StartSeconds))
        {
            table.Row().Number(bout.StartSeconds, "0.0").Number(bout.EndSeconds, "0.0").Number(bout.FrequencyHz, "0.00").Number(bout.StrengthDb, "0.0").Number(bout.DriftHzPerMinute, "0.00");
        }

        table.Write(page);
        page.Close();
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";
}
