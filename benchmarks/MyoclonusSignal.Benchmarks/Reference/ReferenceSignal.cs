namespace MyoclonusSignal.Benchmarks.Reference;

/// <summary>Noise of 5 µV, a burst of 60 µV and 50 ms every 2 s, and hum of 20 µV at 50 Hz; 2 kHz.</summary>
internal static class ReferenceSignal
{
    public const double SampleRate = 2000;

    /// <summary>Ten minutes.</summary>
    public const int Samples = 1_200_000;

    public const int BurstEverySamples = 4000;

    public static double[] Create(int count, int seed = 1)
    {
        Random random = new(seed);
        double[] samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            double normal = random.NextNormal();
            bool isBurst = i % BurstEverySamples is >= 2000 and < 2100;
            samples[i] = (normal * (isBurst ? 60 : 5)) + (20 * Math.Sin(2 * Math.PI * 50 * i / SampleRate));
        }

        return samples;
    }
}
