using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>What several methods compare with a threshold.</summary>
internal static class TestFunctions
{
    /// <summary>The magnitude of the signal without its mean.</summary>
    public static double[] Rectified(ReadOnlySpan<double> signal)
    {
        double mean = 0;
        foreach (double sample in signal)
        {
            mean += sample / signal.Length;
        }

        double[] rectified = new double[signal.Length];
        for (int i = 0; i < rectified.Length; i++)
        {
            rectified[i] = Math.Abs(signal[i] - mean);
        }

        return rectified;
    }

    /// <summary>The mean over a window with its middle at each sample; at the borders over what there is.</summary>
    public static double[] CentredMean(ReadOnlySpan<double> values, int windowSamples)
    {
        int ahead = Math.Min(windowSamples / 2, values.Length);
        double[] means = new double[values.Length];
        var average = new MovingAverage(windowSamples);
        average.Process(values, means);
        means.AsSpan(ahead).CopyTo(means);

        // Behind the last whole window the mean over the samples that are left.
        for (int i = values.Length - ahead; i < values.Length; i++)
        {
            int from = Math.Max(0, i + ahead + 1 - windowSamples);
            double sum = 0;
            foreach (double value in values[from..])
            {
                sum += value;
            }

            means[i] = sum / (values.Length - from);
        }

        return means;
    }

    /// <summary>Hodges and Bui's: how many standard deviations of rest the moving mean of the rectified signal lies above rest.</summary>
    public static double[] HodgesBui(ReadOnlySpan<double> signal, Segment rest, int windowSamples)
    {
        double[] rectified = Rectified(signal);
        RestStatistics atRest = RestStatistics.Of(rectified, rest);
        double[] function = CentredMean(rectified, windowSamples);
        for (int i = 0; i < function.Length; i++)
        {
            function[i] = (function[i] - atRest.Mean) / Math.Max(atRest.StandardDeviation, double.Epsilon);
        }

        return function;
    }
}
