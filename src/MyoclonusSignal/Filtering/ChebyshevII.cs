namespace MyoclonusSignal.Filtering;

/// <summary>Designs Chebyshev filters of type II: flat in the pass band, equal ripple in the stop band.</summary>
/// <remarks>
/// The same numbers as <c>scipy.signal.cheby2(…, output="sos")</c>.
/// </remarks>
public static class ChebyshevII
{
    /// <summary>Designs a low-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; 1e-9 to 300.</param>
    /// <param name="cutoffHz">The edge at which the response reaches the attenuation in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients LowPass(int order, double attenuationDb, double cutoffHz, double sampleRate) =>
        IirDesign.LowPass(AnalogPrototype.ChebyshevII(order, attenuationDb), cutoffHz, sampleRate);

    /// <summary>Designs a high-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; 1e-9 to 300.</param>
    /// <param name="cutoffHz">The edge at which the response reaches the attenuation in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients HighPass(int order, double attenuationDb, double cutoffHz, double sampleRate) =>
        IirDesign.HighPass(AnalogPrototype.ChebyshevII(order, attenuationDb), cutoffHz, sampleRate);

    /// <summary>Designs a band-pass of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; 1e-9 to 300.</param>
    /// <param name="lowHz">The lower edge at which the response reaches the attenuation in Hz, above 0.</param>
    /// <param name="highHz">The upper edge at which the response reaches the attenuation in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandPass(
        int order, double attenuationDb, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandPass(AnalogPrototype.ChebyshevII(order, attenuationDb), lowHz, highHz, sampleRate);

    /// <summary>Designs a band-stop of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; 1e-9 to 300.</param>
    /// <param name="lowHz">The lower edge at which the response reaches the attenuation in Hz, above 0.</param>
    /// <param name="highHz">The upper edge at which the response reaches the attenuation in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandStop(
        int order, double attenuationDb, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandStop(AnalogPrototype.ChebyshevII(order, attenuationDb), lowHz, highHz, sampleRate);
}
