namespace MyoclonusSignal.Tests.Detection;

/// <summary>A heart in noise, made without the library's own simulator: a QRS complex is the slope of a Gaussian.</summary>
internal static class HeartSignal
{
    /// <summary>The width that leaves its largest power at 25 Hz.</summary>
    public const double WidthSeconds = 0.009;

    /// <summary>A QRS complex of height 1, at a time against its middle.</summary>
    public static double Qrs(double seconds, double widthSeconds = WidthSeconds)
    {
        double x = seconds / widthSeconds;
        return Math.Sqrt(2 * Math.E) * x * Math.Exp(-x * x);
    }

    /// <summary>What a motor unit's potential looks like as it travels past a pair of electrodes, at a time against its middle.</summary>
    public static double Potential(double seconds) =>
        Math.Exp(-Math.Pow((seconds + 0.0025) / 0.002, 2)) - Math.Exp(-Math.Pow((seconds - 0.0025) / 0.002, 2));

    /// <summary>Times a pulse apart, give or take a part of it.</summary>
    public static double[] Times(int seed, double lengthSeconds, double pulseSeconds, double variation)
    {
        double[] deviates = TestSignals.Noise(seed, (int)(2 * lengthSeconds / pulseSeconds));
        List<double> times = [];
        for (double time = 0.5; time < lengthSeconds - 0.5; time += pulseSeconds * (1 + (variation * deviates[times.Count])))
        {
            times.Add(time);
        }

        return [.. times];
    }

    /// <summary>Adds a wave, wherever between the samples its middle is.</summary>
    public static void Add(double[] samples, double rateHz, double atSeconds, double height, Func<double, double> wave)
    {
        int first = Math.Max(0, (int)((atSeconds - 0.1) * rateHz));
        for (int n = first; n < Math.Min(samples.Length, (int)((atSeconds + 0.1) * rateHz)); n++)
        {
            samples[n] += height * wave((n / rateHz) - atSeconds);
        }
    }

    /// <summary>Noise of a given root mean square.</summary>
    public static double[] Noise(int seed, double lengthSeconds, double rateHz, double rms) =>
        [.. TestSignals.Noise(seed, (int)(lengthSeconds * rateHz)).Select(x => rms * x)];

    /// <summary>Noise with a beat of height 1 at each time.</summary>
    public static double[] Beating(int seed, double lengthSeconds, double rateHz, double noiseRms, params double[] times)
    {
        double[] samples = Noise(seed, lengthSeconds, rateHz, noiseRms);
        foreach (double time in times)
        {
            Add(samples, rateHz, time, 1, seconds => Qrs(seconds));
        }

        return samples;
    }

    public static float[] Floats(double[] samples) => [.. samples.Select(x => (float)x)];
}
