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

    /// <summary>Gives the onsets and offsets of what exceeds the threshold, in seconds.</summary>
    /// <param name="samples">The recording, whose first <see cref="BaselineSeconds"/> hold no jerk.</param>
    /// <param name="sampleRate">Its sampling rate in Hz.</param>
    public static List<Interval> Detect(ReadOnlySpan<double> samples, double sampleRate)
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

        double threshold = mean + (Deviations * Math.Sqrt(Math.Max(0, square - (mean * mean))));
        List<Interval> found = [];
        for (int n = 0; n < rms.Length; n++)
        {
            if (rms[n] <= threshold)
            {
                continue;
            }

            double seconds = n / sampleRate;
            bool isNear = found.Count > 0 && seconds - found[^1].EndSeconds <= JoinSeconds;
            found.Add(new Interval(isNear ? found[^1].StartSeconds : seconds, seconds + (1 / sampleRate)));
            if (isNear)
            {
                found.RemoveAt(found.Count - 2);
            }
        }

        return found;
    }
}
