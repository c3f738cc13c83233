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
    private const int MostRejectedRows = 200;
    private const double BeforeSeconds = 0.3;
    private const double BehindSeconds = 0.4;

    private static readonly (string What, Func<AnalysisEvent, double?> Key)[] Measures =
    [
        ("lowest signal-to-noise ratio (SNR)", one => one.SnrDb),
        ("least certain onset", one => -one.OnsetUncertaintySeconds),
        ("longest", one => -one.DurationSeconds),
        ("shortest", one => one.DurationSeconds),
    ];

    public override string Id => "doubtful";

    public override string Title => "Doubtful cases";

    public override string? LookFor(AnalysisResult result, ReportOptions options) => "If these are right, the rest is likely to be right as well.";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        // What a reviewer has accepted or added is not doubtful any more.
        AnalysisEvent[] jerks = [.. result.Events.Where(one => one.Kind == EventKind.Jerk && one.Review is null or { Verdict: ReviewVerdict.None })];
        if (jerks.Length == 0)
        {
            page.Element("p", result.Events.Any(one => one.Kind == EventKind.Jerk) ? "A reviewer has decided on every jerk." : "There are no jerks.");
        }
        else
        {
            PageTable table = new(null, "The most doubtful jerks", "why it is listed", "channel", "#onset (s)", "#duration (ms)", "#SNR (dB)", "#onset ± (ms)");
            foreach ((AnalysisEvent jerk, string reasons) in Listed(jerks))
            {
                table.Row().Cell(reasons).Name(jerk.Channel).Number(jerk.OnsetSeconds, "0.000").Number(jerk.DurationSeconds * 1000, "0.0").Number(jerk.SnrDb, "0.0").Number(jerk.OnsetUncertaintySeconds * 1000, "0.0");
            }

            table.Write(page);
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

            // A box of the range says nothing of the shape: of a long recording the weakest of those that were kept.
            if (!TraceStretch.IsFine(result, channel, jerk.OnsetSeconds) || !TraceStretch.IsFine(result, channel, jerk.OnsetSeconds + jerk.DurationSeconds))
            {
                continue;
            }

            double start = Math.Max(0, jerk.OnsetSeconds - BeforeSeconds);
            double end = jerk.OnsetSeconds + jerk.DurationSeconds + BehindSeconds;
            page.Figure(
                TraceFigure.Sheet(result, channel, start, end),
                string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(channel.Name, 60)} at {jerk.OnsetSeconds:0.000} s, SNR {jerk.SnrDb:0.0} dB: one of the weakest jerks. Is it a jerk?"));
            drawn++;
        }
    }

    private static void WriteRejected(PageWriter page, AnalysisResult result)
    {
        int count = result.Channels.Sum(channel => channel.Rejected.Count);
        page.Element("h3", "Rejected candidates");
        if (count == 0)
        {
            page.Element("p", "Nothing else rose above the threshold.");
            return;
        }

        page.Element("p", count == 1
            ? "One more burst rose above the threshold. It is not counted, for this reason."
            : string.Create(CultureInfo.InvariantCulture, $"{count:#,0} more bursts rose above the threshold. They are not counted, for these reasons."));
        PageTable reasons = new(null, "Rejected candidates by reason", "channel", "reason", "#number", "#strongest SNR (dB)");
        foreach (ChannelResult channel in result.Channels)
        {
            foreach (IGrouping<BurstRejection, RejectedCandidate> group in channel.Rejected.GroupBy(candidate => candidate.Reason).OrderByDescending(group => group.Count()).ThenBy(group => group.Key))
            {
                reasons.Row().Name(channel.Name).Cell(Words.Reason(group.Key)).Number(group.Count(), "#,0").Number(group.Max(candidate => candidate.SnrDb), "0.0");
            }
        }

        reasons.Write(page);
        page.Open("details").Element("summary", count > MostRejectedRows ? string.Create(CultureInfo.InvariantCulture, $"The first {MostRejectedRows} of them") : "Each of them");
        PageTable each = new("rejected", "Rejected candidates", "#onset (s)", "#duration (ms)", "channel", "#SNR (dB)", "reason");
        foreach (((ChannelResult channel, RejectedCandidate candidate), int number) in result.Channels
            .SelectMany(channel => channel.Rejected.Select(candidate => (channel, candidate))).Take(MostRejectedRows).Select((one, number) => (one, number)))
        {
            string at = number.ToString(CultureInfo.InvariantCulture);
            each.Row("id", "rejected-" + at, "data-rejected", at).Number(candidate.OnsetSeconds, "0.000").Number(candidate.DurationSeconds * 1000, "0.0");
            each.Name(channel.Name).Number(candidate.SnrDb, "0.0").Cell(Words.Reason(candidate.Reason));
        }

        each.Write(page);
        page.Close();
    }
}
