using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Designs a notch: one section that takes out a single frequency, as <c>scipy.signal.iirnotch</c>.</summary>
public static class Notch
{
    /// <summary>Designs the notch.</summary>
    /// <param name="frequencyHz">The frequency to take out in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="q">The quality factor Q: the frequency over the −3 dB width; above 0, and the width below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients Design(double frequencyHz, double q, double sampleRate)
    {
        (double gain, double cosine) = Resonance(frequencyHz, q, sampleRate);
        return new SosCoefficients(
            [new SosSection(gain, -2 * gain * cosine, gain, -2 * gain * cosine, (2 * gain) - 1)], sampleRate);
    }

    /// <summary>The gain 1/(1 + tan(Δω/2)) and the cosine of the frequency, from which the section is made.</summary>
    /// <remarks>Orfanidis, Introduction to Signal Processing (1996), section 11.3, with −3 dB at the band edges.</remarks>
    internal static (double Gain, double Cosine) Resonance(double frequencyHz, double q, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfNotCutoff(frequencyHz, sampleRate);
        Guard.ThrowIfOutside(q, double.Epsilon, double.MaxValue);
        if (!(frequencyHz / q < sampleRate / 2))
        {
            throw new ArgumentOutOfRangeException(
                nameof(q), q, FormattableString.Invariant($"Q must be so large that the width of {frequencyHz} Hz / Q is below half the sampling rate ({sampleRate / 2} Hz)."));
        }

        double angle = 2 * Math.PI * frequencyHz / sampleRate;
        return (1 / (1 + Math.Tan(angle / q / 2)), Math.Cos(angle));
    }
}
