using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>Chooses the stretch of a channel that a page shows.</summary>
internal static class TraceStretch
{
    private const double TraceSeconds = 10;

    /// <summary>
    /// Gives the ten seconds of a channel with the most jerks; of none, the first ones. Of a long recording, of which every
    /// sample was kept around events only, the stretch of those with the most events.
    /// </summary>
    public static Interval WithMostEvents(AnalysisResult result, ChannelResult channel)
    {
        double[] onsets = [.. result.Events.Where(one => one.Channel == channel.Name).Select(one => one.OnsetSeconds)];
        if (TraceFigure.TracesOf(result, channel) is { Details: { Count: > 0 } details } traces && traces.Lines[0].Pieces[0].BinSeconds > TraceColumns.CoarseSeconds)
        {
            TraceDetail fullest = details.MaxBy(detail => onsets.Count(onset => detail.StartSeconds <= onset && onset < detail.EndSeconds))!;
            return new Interval(fullest.StartSeconds, fullest.EndSeconds);
        }

        double first = channel.Segments.Count > 0 ? channel.Segments[0].StartSeconds : 0;
        double last = channel.Segments.Count > 0 ? channel.Segments[^1].EndSeconds : result.Input.DurationSeconds;
        double length = Math.Min(TraceSeconds, Math.Max(last - first, 0.01));
        int best = 0;
        double start = first;
        for (int i = 0, j = 0; i < onsets.Length; i++)
        {
            while (j < onsets.Length && onsets[j] < onsets[i] + length - 1)
            {
                j++;
            }

            if (j - i > best)
            {
                (best, start) = (j - i, onsets[i] - 0.5);
            }
        }

        start = Math.Clamp(start, first, Math.Max(first, last - length));
        return new Interval(start, start + length);
    }
}
