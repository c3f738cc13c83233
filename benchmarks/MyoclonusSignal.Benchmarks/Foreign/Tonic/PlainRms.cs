using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>
/// The plain detector that users write first: a band-pass, a root mean square over 20 ms, and a threshold of five standard
/// deviations over the mean of a stretch that is known to hold no jerk.
/// </summary>
internal static class PlainRms
{
    public const double BaselineSeconds = 3;
    private const double WindowSeconds = 0.02;
    private const double Deviations = 5;
    private const double JoinSeconds = 0.025;

    // A third of the amplitude of the strong bursts around, as one would set a line by eye into a train.
    private const double LocalShare = 0.33;
    private const double LocalQuantile = 0.9;
    private const double LocalSeconds = 0.5;

    /// <summary>Gives the onsets and offsets of what exceeds the threshold, in seconds.</summary>
    /// <param name="samples">The recording, whose first <see cref="BaselineSeconds"/> hold no jerk.</param>
    /// <param name="sampleRate">Its sampling rate in Hz.</param>
    /// <param name="deviations">How many standard deviations the threshold lies above the mean.</param>
    public static List<Interval> Detect(ReadOnlySpan<double> samples, double sampleRate, double deviations = Deviations)
    {
        double[] rms = Envelope(samples, sampleRate, deviations, out double threshold);
        return Above(rms, n => threshold, sampleRate, JoinSeconds);
    }

    /// <summary>The same with a threshold that is no less than a part of the bursts within half a second on each side, and without joining.</summary>
    public static List<Interval> DetectLocally(ReadOnlySpan<double> samples, double sampleRate)
    {
        double[] rms = Envelope(samples, sampleRate, Deviations, out double threshold);
        int step = Math.Max(1, (int)(0.05 * sampleRate));
        int reach = (int)(LocalSeconds * sampleRate);
        double[] level = new double[(rms.Length / step) + 1];
        for (int i = 0; i < level.Length; i++)
        {
            int first = Math.Max(0, (i * step) - reach);
            double[] around = rms[first..Math.Min(rms.Length, (i * step) + reach)];
            Array.Sort(around);
            level[i] = Math.Max(threshold, LocalShare * around[(int)(LocalQuantile * (around.Length - 1))]);
        }

        return Above(rms, n => level[n / step], sampleRate, 1 / sampleRate);
    }

    private static double[] Envelope(ReadOnlySpan<double> samples, double sampleRate, double deviations, out double threshold)
    {
        double[] filtered = new double[samples.Length];
        ZeroPhase.Filter(Butterworth.BandPass(4, 20, Math.Min(450, 0.45 * sampleRate), sampleRate), samples, filtered);
        int window = Math.Max(1, (int)Math.Round(WindowSeconds * sampleRate));
        double[] rms = new double[samples.Length];
        double sum = 0;
        for (int n = 0; n < filtered.Length + (window / 2); n++)
        {
            sum += n < filtered.Length ? filtered[n] * filtered[n] : 0;
            sum -= n >= window ? filtered[n - window] * filtered[n - window] : 0;
            if (n >= window / 2)
            {
                rms[n - (window / 2)] = Math.Sqrt(Math.Max(0, sum) / window);
            }
        }

        ReadOnlySpan<double> baseline = rms.AsSpan(window, (int)(BaselineSeconds * sampleRate) - window);
        double mean = 0;
        double square = 0;
        foreach (double value in baseline)
        {
            mean += value / baseline.Length;
            square += value * value / baseline.Length;
        }

        threshold = mean + (deviations * Math.Sqrt(Math.Max(0, square - (mean * mean))));
        return rms;
    }

    private static List<Interval> Above(double[] rms, Func<int, double> threshold, double sampleRate, double joinSeconds)
    {
        List<Interval> found = [];
        for (int n = 0; n < rms.Length; n++)
        {
            if (rms[n] <= threshold(n))
            {
                continue;
            }

            double seconds = n / sampleRate;
            bool isNear = found.Count > 0 && seconds - found[^1].EndSeconds <= joinSeconds + 1e-9;
            found.Add(new Interval(isNear ? found[^1].StartSeconds : seconds, seconds + (1 / sampleRate)));
            if (isNear)
            {
                found.RemoveAt(found.Count - 2);
            }
        }

        return found;
    }
}
