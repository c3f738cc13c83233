using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>Chooses the stretch of a channel that a page shows: ten seconds, whatever the rate and the length of the recording.</summary>
internal static class TraceStretch
{
    private const double TraceSeconds = 10;
    private const double BeforeFirstSeconds = 0.5;

    /// <summary>
    /// Gives the ten seconds of a channel with the most events; of none, the first ones. Of a long recording, of which every
    /// sample was kept around some events only, those events count.
    /// </summary>
    public static Interval WithMostEvents(AnalysisResult result, ChannelResult channel)
    {
        double[] onsets = [.. result.Events.Where(one => one.Channel == channel.Name).Select(one => one.OnsetSeconds).Where(onset => IsFine(result, channel, onset))];
        double first = channel.Segments.Count > 0 ? channel.Segments[0].StartSeconds : 0;
        double last = channel.Segments.Count > 0 ? channel.Segments[^1].EndSeconds : result.Input.DurationSeconds;
        double length = Math.Min(TraceSeconds, Math.Max(last - first, 0.01));
        int best = 0;
        double start = first;
        for (int i = 0, j = 0; i < onsets.Length; i++)
        {
            while (j < onsets.Length && onsets[j] < onsets[i] + length - (2 * BeforeFirstSeconds))
            {
                j++;
            }

            if (j - i > best)
            {
                // In the middle, where the events do not fill the ten seconds.
                best = j - i;
                start = ((onsets[i] + onsets[j - 1]) / 2) - (length / 2);
            }
        }

        start = Math.Clamp(start, first, Math.Max(first, last - length));
        return new Interval(start, start + length);
    }

    /// <summary>Returns true if the signal at a time was kept in bins that show its shape.</summary>
    public static bool IsFine(AnalysisResult result, ChannelResult channel, double seconds) =>
        TraceFigure.TracesOf(result, channel) is not { Details: { Count: > 0 } details } traces
            || traces.Lines[0].Pieces[0].BinSeconds <= TraceColumns.CoarseSeconds
            || IsIn(details, seconds);

    /// <summary>Returns true if a time lies in a detail; they are sorted and do not overlap.</summary>
    private static bool IsIn(IReadOnlyList<TraceDetail> details, double seconds)
    {
        int low = 0;
        int high = details.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = details[middle].StartSeconds <= seconds ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && seconds < details[low - 1].EndSeconds;
    }
}
