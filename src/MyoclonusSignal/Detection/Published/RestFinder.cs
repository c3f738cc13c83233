using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>Finds where a signal is quietest, as Rashid et al. (2019) do.</summary>
internal static class RestFinder
{
    /// <summary>Gives the window with the least mean magnitude, or the one with the second least, and so on.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="windowSamples">The length of the window; at most that of the signal.</param>
    /// <param name="rank">1 for the quietest; the windows do not overlap.</param>
    public static Segment Quietest(ReadOnlySpan<double> signal, int windowSamples, int rank)
    {
        int count = signal.Length / windowSamples;
        double[] means = new double[count];
        int[] order = new int[count];
        for (int window = 0; window < count; window++)
        {
            order[window] = window;
            foreach (double sample in signal.Slice(window * windowSamples, windowSamples))
            {
                means[window] += Math.Abs(sample);
            }
        }

        Array.Sort(means, order);
        int chosen = order[Math.Min(rank, count) - 1];
        return new Segment((long)chosen * windowSamples, ((long)chosen + 1) * windowSamples);
    }
}
