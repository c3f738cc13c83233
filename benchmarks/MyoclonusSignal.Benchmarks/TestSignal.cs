namespace MyoclonusSignal.Benchmarks;

/// <summary>Gaussian noise of 5 µV with a burst of 60 µV and 60 ms every 1.7 s, and a little hum, at 2 kHz.</summary>
internal static class TestSignal
{
    public const double SampleRate = 2000;

    private const int BurstEverySamples = 3400;
    private const int BurstSamples = 120;

    public static double[] Create(int count, int seed = 1)
    {
        Random random = new(seed);
        double[] samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            double normal = random.NextNormal();
            bool isBurst = (i + (BurstEverySamples / 2)) % BurstEverySamples < BurstSamples;
            samples[i] = (normal * (isBurst ? 60 : 5)) + (3 * Math.Sin(2 * Math.PI * 50 * i / SampleRate));
        }

        return samples;
    }

    /// <summary>The noise alone.</summary>
    public static double[] CreateNoise(int count, int seed = 1)
    {
        Random random = new(seed);
        double[] samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = 5 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return samples;
    }
}
