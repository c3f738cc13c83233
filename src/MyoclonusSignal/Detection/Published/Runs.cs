using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>Stretches in which a test function is over a threshold.</summary>
internal static class Runs
{
    /// <summary>Gives every run over the threshold.</summary>
    public static List<Segment> Over(ReadOnlySpan<double> values, double threshold) => Over(values, threshold, 1, 0);

    /// <summary>
    /// Gives runs that begin with so many samples over the threshold and end with so many under it; on the way to either, a few
    /// samples in a row may be on the other side.
    /// </summary>
    /// <param name="values">The test function.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="activeSamples">How many samples confirm a beginning or an end, 1 or more.</param>
    /// <param name="failSamples">The most samples in a row on the other side before the count starts anew, 0 or more.</param>
    public static List<Segment> Over(ReadOnlySpan<double> values, double threshold, int activeSamples, int failSamples)
    {
        List<Segment> runs = [];
        int at = 0;
        while (TryConfirm(values, at, threshold, isOver: true, activeSamples, failSamples, out int start, out int confirmed))
        {
            // The end is sought behind what has confirmed the beginning.
            bool hasEnd = TryConfirm(values, confirmed, threshold, isOver: false, activeSamples, failSamples, out int end, out _);
            runs.Add(new Segment(start, hasEnd ? end : values.Length));
            if (!hasEnd)
            {
                break;
            }

            at = end;
        }

        return runs;
    }

    /// <summary>Bridges gaps below one length, then leaves out runs below another.</summary>
    public static List<Segment> Clean(List<Segment> runs, long shortestGap, long shortestRun)
    {
        List<Segment> joined = [];
        foreach (Segment run in runs)
        {
            if (joined.Count > 0 && run.Start - joined[^1].End < shortestGap)
            {
                joined[^1] = new Segment(joined[^1].Start, run.End);
            }
            else
            {
                joined.Add(run);
            }
        }

        joined.RemoveAll(run => run.Length < shortestRun);
        return joined;
    }

    private static bool TryConfirm(
        ReadOnlySpan<double> values, int from, double threshold, bool isOver, int activeSamples, int failSamples,
        out int found, out int confirmedAt)
    {
        found = -1;
        confirmedAt = -1;
        int confirmed = 0;
        int failed = 0;
        for (int i = from; i < values.Length; i++)
        {
            if (values[i] > threshold == isOver)
            {
                found = confirmed == 0 ? i : found;
                confirmed++;
                failed = 0;
                if (confirmed >= activeSamples)
                {
                    confirmedAt = i;
                    return true;
                }
            }
            else if (confirmed > 0 && ++failed > failSamples)
            {
                confirmed = 0;
                failed = 0;
            }
        }

        return false;
    }
}
