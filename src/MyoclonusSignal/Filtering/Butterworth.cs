namespace MyoclonusSignal.Filtering;

/// <summary>Designs Butterworth filters: maximally flat in the pass band, −3 dB at the cutoff (Butterworth 1930).</summary>
/// <remarks>
/// By the bilinear transform with pre-warped cutoffs, as second-order sections with SciPy's pairing; the same numbers as
/// <c>scipy.signal.butter(…, output="sos")</c>.
/// </remarks>
public static class Butterworth
{
    /// <summary>Designs a low-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="cutoffHz">The −3 dB frequency in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients LowPass(int order, double cutoffHz, double sampleRate) =>
        IirDesign.LowPass(AnalogPrototype.Butterworth(order), cutoffHz, sampleRate);

    /// <summary>Designs a high-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="cutoffHz">The −3 dB frequency in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients HighPass(int order, double cutoffHz, double sampleRate) =>
        IirDesign.HighPass(AnalogPrototype.Butterworth(order), cutoffHz, sampleRate);

    /// <summary>Designs a band-pass of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="lowHz">The lower −3 dB frequency in Hz, above 0.</param>
    /// <param name="highHz">The upper −3 dB frequency in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandPass(int order, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandPass(AnalogPrototype.Butterworth(order), lowHz, highHz, sampleRate);

    /// <summary>Designs a band-stop of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="lowHz">The lower −3 dB frequency in Hz, above 0.</param>
    /// <param name="highHz">The upper −3 dB frequency in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandStop(int order, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandStop(AnalogPrototype.Butterworth(order), lowHz, highHz, sampleRate);
}
