namespace MyoclonusSignal.Detection;

/// <summary>
/// Where a jerk begins and ends that was found together with a heartbeat beside it, as one burst: in the signal without the
/// heart.
/// </summary>
internal static class JerkWithoutBeat
{
    // What is cut off is at least half of what a QRS complex lasts; less is within what the detector's own edges allow for.
    private const double LeastCutSeconds = 0.03;
    private const double CentralPart = 0.68;

    /// <summary>Gives the burst between the first and the last window that rises, or <see langword="null"/> where nothing is to be cut off.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="cleaned">Its samples without the heart.</param>
    /// <param name="telling">What of those tells where it is.</param>
    /// <param name="window">The length of a window.</param>
    /// <param name="leastPower">The mean power of a window of the latter that rises.</param>
    /// <param name="bandHz">The width of the band of the noise in Hz.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static Burst? Trim(
        in Burst burst, ReadOnlySpan<double> cleaned, ReadOnlySpan<double> telling, int window, double leastPower, double bandHz, double sampleRate)
    {
        (int first, int last) = Rising(telling, window, leastPower);
        int least = (int)(LeastCutSeconds * sampleRate);
        (int start, int end) = (0, cleaned.Length);
        (double startUncertainty, double endUncertainty) = (burst.OnsetUncertaintySeconds, burst.OffsetUncertaintySeconds);
        double told = Math.Min(1, 2 * bandHz / sampleRate);
        if (first >= least)
        {
            int from = Math.Max(0, first - window);
            start = from + ChangePoint(telling[from..Math.Min(cleaned.Length, first + (2 * window))], told, out double samples);
            startUncertainty = samples / sampleRate;
        }

        if (first >= 0 && cleaned.Length - last >= least)
        {
            int from = Math.Max(0, last - (2 * window));
            end = from + ChangePoint(telling[from..Math.Min(cleaned.Length, last + window)], told, out double samples);
            endUncertainty = samples / sampleRate;
        }

        return end - start < window || end - start == cleaned.Length ? null : Measure(burst, cleaned[start..end], start, sampleRate) with
        {
            OnsetUncertaintySeconds = startUncertainty,
            OffsetUncertaintySeconds = endUncertainty,
            RiseSeconds = start == 0 ? burst.RiseSeconds : double.NaN,
        };
    }

    /// <summary>The start of the first and the end of the last window that rises, or −1.</summary>
    private static (int First, int Last) Rising(ReadOnlySpan<double> samples, int window, double leastPower)
    {
        (int first, int last, double sum) = (-1, -1, 0);
        for (int i = 0; i < samples.Length; i++)
        {
            sum += samples[i] * samples[i];
            sum -= i >= window ? samples[i - window] * samples[i - window] : 0;
            if (i >= window - 1 && sum >= leastPower * window)
            {
                (first, last) = (first < 0 ? i + 1 - window : first, i + 1);
            }
        }

        return (first, last);
    }

    /// <summary>
    /// The sample at which the power changes, as the median of its likelihood for Gaussian samples of one power before and
    /// another behind (Staude and Wolf (1999), doi:10.1016/S1350-4533(99)00080-2).
    /// </summary>
    private static int ChangePoint(ReadOnlySpan<double> samples, double told, out double halfWidth)
    {
        double total = 0;
        foreach (double sample in samples)
        {
            total += sample * sample;
        }

        double[] likelihood = new double[samples.Length + 1];
        double largest = double.NegativeInfinity;
        double before = 0;
        for (int k = 1; k < samples.Length; k++)
        {
            before += samples[k - 1] * samples[k - 1];
            double behind = Math.Max(1e-300, total - before);
            likelihood[k] = -0.5 * told * ((k * Math.Log(Math.Max(1e-300, before) / k)) + ((samples.Length - k) * Math.Log(behind / (samples.Length - k))));
            largest = Math.Max(largest, likelihood[k]);
        }

        double sum = 0;
        for (int k = 1; k < samples.Length; k++)
        {
            likelihood[k] = Math.Exp(likelihood[k] - largest);
            sum += likelihood[k];
        }

        halfWidth = (Quantile(likelihood, sum * (1 + CentralPart) / 2) - Quantile(likelihood, sum * (1 - CentralPart) / 2)) / 2.0;
        return Quantile(likelihood, sum / 2);
    }

    private static int Quantile(double[] weights, double sum)
    {
        int k = 1;
        for (double reached = weights[1]; reached < sum && k < weights.Length - 1; reached += weights[k])
        {
            k++;
        }

        return k;
    }

    private static Burst Measure(in Burst burst, ReadOnlySpan<double> samples, int start, double sampleRate)
    {
        (double power, double magnitude, int peak) = (0, 0, 0);
        for (int i = 0; i < samples.Length; i++)
        {
            power += samples[i] * samples[i];
            magnitude += Math.Abs(samples[i]);
            peak = Math.Abs(samples[i]) > Math.Abs(samples[peak]) ? i : peak;
        }

        double mean = power / samples.Length;
        return burst with
        {
            Start = burst.Start + start,
            End = burst.Start + start + samples.Length,
            PeakIndex = burst.Start + start + peak,
            PeakAmplitude = Math.Abs(samples[peak]),
            RmsAmplitude = Math.Sqrt(mean),
            Area = magnitude / sampleRate,
            SnrDb = 10 * Math.Log10(mean / (burst.FloorRms * burst.FloorRms)),
        };
    }
}
