using System.Numerics;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Tells a QRS complex from muscle by its spectrum. A QRS complex holds its power below 40 Hz (Thakor, Webster and Tompkins
/// (1984), IEEE Trans. Biomed. Eng. 31:702), surface EMG most of it above 50 Hz, however few motor units it is made of.
/// </summary>
internal static class QrsSpectrum
{
    /// <summary>The frequency in Hz that divides them.</summary>
    public const double BorderHz = 50;

    // Of what the band-pass from 20 Hz leaves: 0.8 of the power of a real heart is below the border (emgGO's sample), 0.68
    // of one whose R wave lasts 7 ms; 0.01 to 0.17 of the mean of alike bursts of Gaussian or motor-unit EMG at 250 Hz to 2 kHz.
    private const double LeastShare = 0.4;
    private const double LeastNoisyShare = 0.15;
    private const double StepHz = 4;

    /// <summary>Returns true if a shape is as slow as a QRS complex.</summary>
    /// <param name="shape">The shape, with as much of it as stands out of the noise.</param>
    /// <param name="rateHz">Its sampling rate in Hz. The less of the spectrum it leaves above the border, the less is refused.</param>
    public static bool IsSlow(ReadOnlySpan<float> shape, double rateHz) => SlowShare(shape, rateHz) >= LeastShare;

    /// <summary>Returns true if a single burst, noise included, is too fast to have been a beat or one of its waves.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    public static bool IsFast(ReadOnlySpan<float> shape, double rateHz) => SlowShare(shape, rateHz) < LeastNoisyShare;

    private static double SlowShare(ReadOnlySpan<float> shape, double rateHz)
    {
        (double slow, double total) = (0, 1e-300);
        Span<double> powers = stackalloc double[Vector<double>.Count];
        for (double first = StepHz / 2; first < rateHz / 2; first += StepHz * Vector<double>.Count)
        {
            PowersFrom(shape, first, rateHz, powers);
            for (int i = 0; i < powers.Length; i++)
            {
                double frequency = first + (i * StepHz);
                total += frequency < rateHz / 2 ? powers[i] : 0;
                slow += frequency < BorderHz && frequency < rateHz / 2 ? powers[i] : 0;
            }
        }

        return slow / total;
    }

    /// <summary>The power at a frequency and at the next ones, side by side.</summary>
    private static void PowersFrom(ReadOnlySpan<float> shape, double firstHz, double rateHz, Span<double> powers)
    {
        Span<double> sines = stackalloc double[Vector<double>.Count];
        Span<double> cosines = stackalloc double[Vector<double>.Count];
        for (int i = 0; i < sines.Length; i++)
        {
            (sines[i], cosines[i]) = Math.SinCos(2 * Math.PI * ((firstHz + (i * StepHz)) / rateHz));
        }

        (Vector<double> sine, Vector<double> cosine) = (new(sines), new(cosines));
        (Vector<double> real, Vector<double> imaginary) = (Vector<double>.Zero, Vector<double>.Zero);
        (Vector<double> s, Vector<double> c) = (Vector<double>.Zero, Vector<double>.One);
        foreach (float sample in shape)
        {
            Vector<double> value = new(sample);
            real += value * c;
            imaginary += value * s;
            (c, s) = ((c * cosine) - (s * sine), (s * cosine) + (c * sine));
        }

        ((real * real) + (imaginary * imaginary)).CopyTo(powers);
    }
}
