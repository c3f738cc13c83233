using MyoclonusSignal.Filtering;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;

namespace MyoclonusSignal.Benchmarks.Foreign.Colours;

/// <summary>Stationary Gaussian noise whose spectrum is not flat.</summary>
internal static class ColouredNoise
{
    // Poles and zeros lie so near to each other that the spectrum follows the straight line within a third of a decibel.
    private const double PoleRatio = 2;

    // Below it the spectrum is flat, so that the noise is stationary.
    private const double CornerHz = 0.5;

    // What poles remember when the record begins is over.
    private const double SettleSeconds = 5;

    /// <summary>
    /// Makes noise whose power falls as so high a power of frequency: poles and zeros in turn (Keshner (1982),
    /// doi:10.1109/PROC.1982.12282).
    /// </summary>
    /// <param name="random">Where the noise comes from.</param>
    /// <param name="exponent">0 for white noise, 1 for 1/f, up to 2.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static double[] Falling(Random random, double exponent, int count, double sampleRate)
    {
        int settle = (int)(SettleSeconds * sampleRate);
        double[] noise = White(random, count + settle);
        for (double poleHz = CornerHz; exponent > 0 && poleHz < sampleRate / 2; poleHz *= PoleRatio)
        {
            double pole = Math.Exp(-2 * Math.PI * poleHz / sampleRate);
            double zero = Math.Exp(-2 * Math.PI * poleHz * Math.Pow(PoleRatio, exponent / 2) / sampleRate);
            double last = 0;
            double state = 0;
            for (int n = 0; n < noise.Length; n++)
            {
                state = noise[n] - (zero * last) + (pole * state);
                last = noise[n];
                noise[n] = state;
            }
        }

        return noise[settle..];
    }

    /// <summary>Makes noise that fills a band, with edges of 24 dB an octave.</summary>
    /// <param name="random">Where the noise comes from.</param>
    /// <param name="lowHz">Where the band begins in Hz; 0 for no lower edge.</param>
    /// <param name="highHz">Where it ends.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static double[] Band(Random random, double lowHz, double highHz, int count, double sampleRate)
    {
        int settle = (int)(SettleSeconds * sampleRate);
        double[] noise = White(random, count + settle);
        new SosFilter(lowHz > 0 ? Butterworth.BandPass(4, lowHz, highHz, sampleRate) : Butterworth.LowPass(4, highHz, sampleRate)).Process(noise, noise);
        return noise[settle..];
    }

    private static double[] White(Random random, int count)
    {
        double[] noise = new double[count];
        for (int n = 0; n < count; n++)
        {
            noise[n] = random.NextNormal();
        }

        return noise;
    }
}
