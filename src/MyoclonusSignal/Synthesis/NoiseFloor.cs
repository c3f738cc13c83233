namespace MyoclonusSignal.Synthesis;

/// <summary>White Gaussian noise whose size may change in steps and ramps.</summary>
internal static class NoiseFloor
{
    public static void Add(double[] samples, SimulationOptions options, double rms, int stream)
    {
        var random = new RandomSource(options.Seed, RandomPurpose.Noise, stream);
        for (int index = 0; index < samples.Length; index++)
        {
            double factor = options.NoiseChanges.Count == 0 ? 1 : FactorAt(options, index / options.SampleRate);
            samples[index] += rms * factor * random.NextNormal();
        }
    }

    /// <summary>The product of all changes at one time.</summary>
    public static double FactorAt(SimulationOptions options, double seconds)
    {
        double factor = 1;
        for (int change = 0; change < options.NoiseChanges.Count; change++)
        {
            factor *= options.NoiseChanges[change].FactorAt(seconds);
        }

        return factor;
    }
}
