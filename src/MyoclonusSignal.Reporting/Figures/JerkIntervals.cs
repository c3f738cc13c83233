using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>The intervals between the onsets of jerks of one channel; those across a gap do not count.</summary>
internal static class JerkIntervals
{
    /// <summary>Gives the intervals in seconds, in the order of time.</summary>
    public static double[] Of(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        List<double> intervals = [];
        double? before = null;
        int segment = -1;
        foreach (AnalysisEvent jerk in result.Events)
        {
            if (jerk.Channel != channel.Name || jerk.Kind != EventKind.Jerk)
            {
                continue;
            }

            int own = segment;
            while (own + 1 < channel.Segments.Count && channel.Segments[own + 1].StartSeconds <= jerk.OnsetSeconds)
            {
                own++;
            }

            if (before is double onset && own == segment)
            {
                intervals.Add(jerk.OnsetSeconds - onset);
            }

            (before, segment) = (jerk.OnsetSeconds, own);
        }

        return [.. intervals];
    }
}
