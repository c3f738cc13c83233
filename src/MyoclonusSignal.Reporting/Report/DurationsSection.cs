using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How long the jerks are and how far apart, beside what has been published.</summary>
internal static class DurationsSection
{
    public static void Write(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        page.Section("durations", "Durations and intervals");
        page.Table(null, "Jerks in numbers", "channel", "#jerks", "#per minute", "#95 % interval", "#median (ms)", "#quartiles (ms)", "#median interval (s)", "#CV of intervals", "#contractions", "#negative jerks");
        foreach (ChannelResult channel in result.Channels)
        {
            if (channel.Jerks is not { } jerks)
            {
                continue;
            }

            page.Open("tr").NameCell(channel.Name).Number(jerks.Count, "#,0").Number(jerks.RatePerMinute, "0.00");
            page.Number(jerks.RateCi95 is (double low, double high) ? string.Create(CultureInfo.InvariantCulture, $"{low:0.00}–{high:0.00}") : "–");
            page.Number(jerks.DurationMilliseconds?.Median, "0.0").Number(jerks.DurationMilliseconds is (_, double q1, double q3) ? string.Create(CultureInfo.InvariantCulture, $"{q1:0.0}–{q3:0.0}") : "–");
            page.Number(jerks.IntervalMedianSeconds, "0.000").Number(jerks.IntervalCv, "0.00").Number(jerks.ContractionCount, "#,0").Number(channel.NegativeJerks?.Count, "#,0").Close().Raw("\n");
        }

        page.EndTable();
        int drawn = 0;
        foreach (ChannelResult channel in result.Channels)
        {
            if (!DurationFigure.IsPossible(result, channel) || drawn++ >= options.MostChannelsDrawn)
            {
                continue;
            }

            page.Open("h3").Name(channel.Name).Close();
            page.Figure(DurationFigure.Sheet(result, channel), DurationFigure.Caption(result, channel));
            WriteClasses(page, channel);
            if (IntervalFigure.IsPossible(result, channel))
            {
                page.Figure(IntervalFigure.Sheet(result, channel), IntervalFigure.Caption(result, channel));
                FigureTables.WriteIntervals(page, result, channel);
            }

            if (AlignedEnvelopes.Of(result, channel) is { JerkCount: >= JerkAverageFigure.FewestJerks } aligned)
            {
                page.Figure(JerkAverageFigure.Sheet(channel, aligned), JerkAverageFigure.Caption(channel, aligned));
                FigureTables.WriteAverage(page, channel, aligned);
            }
        }

        WriteRanges(page);
        page.Close().Raw("\n");
    }

    private static void WriteClasses(PageWriter page, ChannelResult channel)
    {
        page.Open("details").Element("summary", "The durations in numbers");
        page.Table(null, "Jerks in each class of duration", "duration", "#jerks");
        foreach ((string name, int count) in channel.Jerks!.Classes)
        {
            page.Open("tr").Cell(Words.Class(name)).Number(count, "#,0").Close();
        }

        page.EndTable().Close();
    }

    private static void WriteRanges(PageWriter page)
    {
        page.Open("details").Element("summary", "Published ranges of durations, with their sources");
        page.Element("p", "The ranges overlap and in places contradict each other; none of them tells a type of myoclonus.", "class", "how");
        page.Table(null, "Published ranges", "what", "#from (ms)", "#to (ms)", "source");
        foreach (ReferenceRange range in ReferenceRanges.BurstDurations)
        {
            page.Open("tr").Cell(range.What).Number(range.Low, "#,0.#").Number(range.High, "#,0.#").Cell(range.Source).Close();
        }

        page.EndTable().Close();
    }
}
