using MyoclonusSignal.Analysis;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How the jerks are spread over the sleep stages.</summary>
internal sealed class SleepSection : ReportSection
{
    public override string Id => "sleep";

    public override string Title => "Sleep stages";

    public override bool AppliesTo(AnalysisResult result) => result.Hypnogram.Count > 0;

    public override string? LookFor(AnalysisResult result, ReportOptions options) => "An event belongs to the stage in which it begins. Rates are per hour of the stage, with 95 % intervals that allow for clusters and trains.";

    public static string NameOf(SleepStage stage) => stage switch
    {
        SleepStage.Wake => "W",
        SleepStage.Rem => "R",
        SleepStage.Movement => "M",
        SleepStage.Unscored => "–",
        _ => stage.ToString(),
    };

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        PageTable table = new(null, "Jerks by sleep stage", "channel", "stage", "#time (min)", "#jerks", "#per hour", "#95 % interval");
        foreach (ChannelResult channel in result.Channels.Where(channel => channel.Jerks is not null))
        {
            foreach (StageRate rate in StageRates.Of(result, channel))
            {
                if (rate is not { RatePerHour: double perHour, RateCi95: (double low, double high) })
                {
                    continue;
                }

                table.Row().Name(channel.Name).Cell(rate.Stage ?? "not scored").Number(rate.AnalysedSeconds / 60, "0.0").Number(rate.JerkCount, "#,0").Number(perHour, "0.0");
                table.Range((low, high), "0.0");
            }
        }

        table.Write(page);
    }
}
