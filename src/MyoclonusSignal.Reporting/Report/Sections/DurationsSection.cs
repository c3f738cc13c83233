using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How long the jerks are and how far apart, beside what has been published.</summary>
internal sealed class DurationsSection : ReportSection
{
    public override string Id => "durations";

    public override string Title => "Durations and intervals";

    public override IReadOnlyList<Panel> Panels { get; } = [new DurationRangePanel(), new DurationPanel(), new IntervalPanel(), new JerkAveragePanel()];

    public override string? LookFor(AnalysisResult result, ReportOptions options) =>
        "Rates are per minute of signal analysed; their 95 % intervals allow for clusters and trains. The coefficient of variation (CV) of the intervals is near 0 for a rhythm and near 1 for jerks at random.";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        PageTable table = new(null, "Jerks in numbers", "channel", "#jerks", "#per minute", "#95 % interval", "#median (ms)", "#quartiles (ms)", "#median interval (s)", "#CV of intervals", "#contractions", "#negative jerks");
        foreach (ChannelResult channel in result.Channels)
        {
            if (channel.Jerks is not { } jerks)
            {
                continue;
            }

            table.Row().Name(channel.Name).Number(jerks.Count, "#,0").Number(jerks.RatePerMinute, "0.00");
            table.Range(jerks.RateCi95 is { } ci ? (ci.Low, ci.High) : null, "0.00");
            table.Number(jerks.DurationMilliseconds?.Median, "0.0").Range(jerks.DurationMilliseconds is { } duration ? (duration.Q1, duration.Q3) : null, "0.0");
            table.Number(jerks.IntervalMedianSeconds, "0.000").Number(jerks.IntervalCv, "0.00").Number(jerks.ContractionCount, "#,0").Number(channel.NegativeJerks?.Count, "#,0");
        }

        table.Write(page);
        base.WriteContent(page, result, options);
    }
}
