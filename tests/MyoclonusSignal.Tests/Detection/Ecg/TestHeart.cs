namespace MyoclonusSignal.Tests.Detection;

/// <summary>A heart of Gaussian waves, made without the library's own simulator.</summary>
internal static class TestHeart
{
    /// <summary>An electrocardiogram with P, QRS and T waves and 3 % of noise, and the times of its R waves.</summary>
    public static (double[] Samples, List<double> Beats) Ecg(double sampleRate, double seconds, double pulseSeconds, int seed)
    {
        Random random = new(seed);
        double[] samples = new double[(int)(seconds * sampleRate)];
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] = 0.03 * random.NextNormal();
        }

        List<double> beats = [];
        for (double time = 0.5; time < seconds - 0.6; time += pulseSeconds * (1 + (0.04 * random.NextNormal())))
        {
            beats.Add(time);
            double height = 1 + (0.15 * Math.Sin(1.5 * time));
            Add(samples, sampleRate, time, height, 0.011);
            Add(samples, sampleRate, time + 0.025, -0.25 * height, 0.012);
            Add(samples, sampleRate, time - 0.17, 0.12, 0.025);
            Add(samples, sampleRate, time + (0.35 * pulseSeconds), 0.3, 0.04);
        }

        return (samples, beats);
    }

    /// <summary>Adds a wave.</summary>
    public static void Add(double[] samples, double sampleRate, double seconds, double height, double width)
    {
        for (int n = Math.Max(0, (int)((seconds - (5 * width)) * sampleRate)); n < Math.Min(samples.Length, (seconds + (5 * width)) * sampleRate); n++)
        {
            double x = ((n / sampleRate) - seconds) / width;
            samples[n] += height * Math.Exp(-0.5 * x * x);
        }
    }
}
