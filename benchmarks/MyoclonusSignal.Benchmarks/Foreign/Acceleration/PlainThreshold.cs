using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Acceleration;

/// <summary>
/// The five lines that users write first: a high-pass of 5 Hz in both directions, the norm of the axes, and a threshold of six
/// times the median of the ten seconds around.
/// </summary>
internal static class PlainThreshold
{
    private const double HighPassHz = 5;
    private const double WindowSeconds = 10;
    private const double Ratio = 6;
    private const double JoinSeconds = 0.25;

    /// <summary>Gives the onsets in seconds.</summary>
    public static double[] Detect(LimbRecording recording)
    {
        int count = recording.Axes[0].Length;
        double[] norm = new double[count];
        double[] filtered = new double[count];
        foreach (double[] axis in recording.Axes)
        {
            ZeroPhase.Filter(Butterworth.HighPass(4, HighPassHz, recording.SampleRate), axis, filtered);
            for (int i = 0; i < count; i++)
            {
                norm[i] += filtered[i] * filtered[i];
            }
        }

        for (int i = 0; i < count; i++)
        {
            norm[i] = Math.Sqrt(norm[i]);
        }

        int half = (int)(WindowSeconds / 2 * recording.SampleRate);
        var window = new SortedWindow((2 * half) + 2);
        List<double> onsets = [];
        double last = double.NegativeInfinity;
        int added = 0;
        for (int i = 0; i < count; i++)
        {
            for (; added < Math.Min(count, i + half); added++)
            {
                window.Add(norm[added]);
            }

            if (i > half)
            {
                window.Remove(norm[i - half - 1]);
            }

            if (norm[i] > Ratio * window[window.Count / 2])
            {
                double seconds = i / recording.SampleRate;
                if (seconds - last > JoinSeconds)
                {
                    onsets.Add(seconds);
                }

                last = seconds;
            }
        }

        return [.. onsets];
    }
}
