namespace MyoclonusSignal.Filtering;

/// <summary>Designs a peak (resonator): one section that lets a single frequency through, as <c>scipy.signal.iirpeak</c>.</summary>
public static class Peak
{
    /// <summary>Designs the peak; its response is 1 at the frequency, and with the <see cref="Notch"/> of the same numbers adds up to 1.</summary>
    /// <param name="frequencyHz">The frequency to let through in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="q">The quality factor Q: the frequency over the −3 dB width; above 0, and the width below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients Design(double frequencyHz, double q, double sampleRate)
    {
        (double gain, double cosine) = Notch.Resonance(frequencyHz, q, sampleRate);
        return new SosCoefficients(
            [new SosSection(1 - gain, 0, gain - 1, -2 * gain * cosine, (2 * gain) - 1)], sampleRate);
    }
}
