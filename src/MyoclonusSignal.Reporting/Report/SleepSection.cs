using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How the jerks are spread over the sleep stages.</summary>
internal static class SleepSection
{
    private static readonly SleepStage[] Stages = [SleepStage.Wake, SleepStage.N1, SleepStage.N2, SleepStage.N3, SleepStage.Rem, SleepStage.Movement, SleepStage.Unscored];

    public static string NameOf(SleepStage stage) => stage switch
    {
        SleepStage.Wake => "W",
        SleepStage.Rem => "R",
        SleepStage.Movement => "M",
        SleepStage.Unscored => "–",
        _ => stage.ToString(),
    };

    public static void Write(PageWriter page, AnalysisResult result)
    {
        page.Section("sleep", "Sleep stages", "An event belongs to the stage in which it begins. Rates are per hour of the stage, with exact 95 % intervals for events that come independently of each other.");
        page.Table(null, "Jerks by sleep stage", "channel", "stage", "#time (min)", "#jerks", "#per hour", "#95 % interval");
        foreach (ChannelResult channel in result.Channels.Where(channel => channel.Jerks is not null))
        {
            foreach (SleepStage stage in Stages)
            {
                (double Start, double End)[] epochs = [.. result.Hypnogram.Where(epoch => epoch.Stage == stage).Select(epoch => (epoch.OnsetSeconds, epoch.EndSeconds))];
                double seconds = epochs.Sum(epoch => channel.Segments.Sum(segment => Math.Max(0, Math.Min(epoch.End, segment.EndSeconds) - Math.Max(epoch.Start, segment.StartSeconds))));
                if (seconds <= 0)
                {
                    continue;
                }

                int jerks = result.Events.Count(one => one.TrialType == "jerk" && one.Channel == channel.Name && epochs.Any(epoch => epoch.Start <= one.OnsetSeconds && one.OnsetSeconds < epoch.End));
                RateInterval rate = RateInterval.Poisson(jerks, seconds);
                page.Open("tr").NameCell(channel.Name).Cell(stage == SleepStage.Unscored ? "not scored" : NameOf(stage)).Number(seconds / 60, "0.0").Number(jerks, "#,0").Number(rate.PerMinute * 60, "0.0");
                page.Number(string.Create(CultureInfo.InvariantCulture, $"{rate.Ci95.Low * 60:0.0}–{rate.Ci95.High * 60:0.0}")).Close().Raw("\n");
            }
        }

        page.EndTable().Close().Raw("\n");
    }
}
