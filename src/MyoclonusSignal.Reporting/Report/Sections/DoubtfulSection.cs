using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The worst cases before the best: the events that are most likely none, and what was rejected, with the reason.</summary>
internal sealed class DoubtfulSection : ReportSection
{
    private const int Each = 3;
    private const int MostFigures = 3;
    private const double BeforeSeconds = 0.3;
    private const double BehindSeconds = 0.4;

    private static readonly (string What, Func<AnalysisEvent, double?> Key)[] Measures =
    [
        ("lowest above the noise", one => one.SnrDb),
        ("least certain onset", one => -one.OnsetUncertaintySeconds),
        ("longest", one => -one.DurationSeconds),
        ("shortest", one => one.DurationSeconds),
    ];

    public override string Id => "doubtful";

    public override string Title => "Doubtful cases";

    public override string? LookFor(AnalysisResult result, ReportOptions options) => "If these are right, the rest is likely to be right as well.";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        AnalysisEvent[] jerks = [.. result.Events.Where(one => one.Kind == EventKind.Jerk)];
        if (jerks.Length == 0)
        {
            page.Element("p", "There are no jerks.");
        }
        else
        {
            page.Table(null, "The most doubtful jerks", "why it is listed", "channel", "#onset (s)", "#duration (ms)", "#above the noise (dB)", "#onset ± (ms)");
            foreach ((AnalysisEvent jerk, string reasons) in Listed(jerks))
            {
                page.Open("tr").Cell(reasons).NameCell(jerk.Channel).Number(jerk.OnsetSeconds, "0.000").Number(jerk.DurationSeconds * 1000, "0.0").Number(jerk.SnrDb, "0.0").Number(jerk.OnsetUncertaintySeconds * 1000, "0.0").Close().Raw("\n");
            }

            page.EndTable();
            WriteFigures(page, result, jerks);
        }

        WriteRejected(page, result);
    }

    /// <summary>The first few by each measure, each jerk once with all reasons for which it is listed.</summary>
    private static IEnumerable<(AnalysisEvent Jerk, string Reasons)> Listed(AnalysisEvent[] jerks) => Measures
        .SelectMany(measure => jerks.Where(one => measure.Key(one) is not null).OrderBy(one => measure.Key(one)).Take(Each).Select(jerk => (jerk, measure.What)))
        .GroupBy(one => one.jerk)
        .Select(group => (group.Key, string.Join(", ", group.Select(one => one.What))));

    private static void WriteFigures(PageWriter page, AnalysisResult result, AnalysisEvent[] jerks)
    {
        int drawn = 0;
        foreach (AnalysisEvent jerk in jerks.OrderBy(one => one.SnrDb))
        {
            ChannelResult channel = result.Channels.First(one => one.Name == jerk.Channel);
            if (drawn == MostFigures || !TraceFigure.IsPossible(result, channel))
            {
                break;
            }

            double start = Math.Max(0, jerk.OnsetSeconds - BeforeSeconds);
            double end = jerk.OnsetSeconds + jerk.DurationSeconds + BehindSeconds;
            page.Figure(
                TraceFigure.Sheet(result, channel, start, end),
                string.Create(CultureInfo.InvariantCulture, $"The jerk at {jerk.OnsetSeconds:0.000} s, {jerk.SnrDb:0.0} dB above the noise: one of the {MostFigures} weakest. Is it one?"));
            drawn++;
        }
    }

    private static void WriteRejected(PageWriter page, AnalysisResult result)
    {
        int count = result.Channels.Sum(channel => channel.Rejected.Count);
        page.Element("h3", "Rejected candidates");
        if (count == 0)
        {
            page.Element("p", "Nothing else rose above the noise.");
            return;
        }

        page.Element("p", string.Create(CultureInfo.InvariantCulture, $"{count:#,0} more rose above the noise and are no events, for these reasons."));
        page.Table(null, "Rejected candidates by reason", "channel", "reason", "#number", "#strongest (dB)");
        foreach (ChannelResult channel in result.Channels)
        {
            foreach (IGrouping<Detection.BurstRejection, RejectedCandidate> group in channel.Rejected.GroupBy(candidate => candidate.Reason).OrderByDescending(group => group.Count()).ThenBy(group => group.Key))
            {
                page.Open("tr").NameCell(channel.Name).Cell(Words.Reason(group.Key)).Number(group.Count(), "#,0").Number(group.Max(candidate => candidate.SnrDb), "0.0").Close();
            }
        }

        page.EndTable();
        const int MostRows = 200;
        page.Open("details").Element("summary", count > MostRows ? string.Create(CultureInfo.InvariantCulture, $"The first {MostRows} of them") : "Each of them");
        page.Table("rejected", "Rejected candidates", "#onset (s)", "#duration (ms)", "channel", "#above the noise (dB)", "reason");
        int number = 0;
        foreach (ChannelResult channel in result.Channels)
        {
            foreach (RejectedCandidate candidate in channel.Rejected)
            {
                string at = (number++).ToString(CultureInfo.InvariantCulture);
                if (number <= MostRows)
                {
                    page.Open("tr", "id", "rejected-" + at, "data-rejected", at).Number(candidate.OnsetSeconds, "0.000").Number(candidate.DurationSeconds * 1000, "0.0").NameCell(channel.Name).Number(candidate.SnrDb, "0.0").Cell(Words.Reason(candidate.Reason)).Close().Raw("\n");
                }
            }
        }

        page.EndTable().Close();
    }
}
