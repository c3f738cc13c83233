namespace MyoclonusSignal.Filtering;

/// <summary>Designs elliptic (Cauer) filters: equal ripple in both bands, the steepest flank an order can have.</summary>
/// <remarks>
/// The same numbers as <c>scipy.signal.ellip(…, output="sos")</c>; the elliptic functions after Orfanidis (2006). It rings longest of
/// all families.
/// </remarks>
public static class Elliptic
{
    /// <summary>Designs a low-pass.</summary>
    /// <param name="order">The order, 1 to 24, as long as the transition is not narrower than a millionth of the cutoff.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; at least 1 above the ripple, to 300.</param>
    /// <param name="cutoffHz">The edge at which the response leaves the ripple of the pass band in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients LowPass(int order, double rippleDb, double attenuationDb, double cutoffHz, double sampleRate) =>
        IirDesign.LowPass(AnalogPrototype.Elliptic(order, rippleDb, attenuationDb), cutoffHz, sampleRate);

    /// <summary>Designs a high-pass.</summary>
    /// <param name="order">The order, 1 to 24, as long as the transition is not narrower than a millionth of the cutoff.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; at least 1 above the ripple, to 300.</param>
    /// <param name="cutoffHz">The edge at which the response leaves the ripple of the pass band in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients HighPass(int order, double rippleDb, double attenuationDb, double cutoffHz, double sampleRate) =>
        IirDesign.HighPass(AnalogPrototype.Elliptic(order, rippleDb, attenuationDb), cutoffHz, sampleRate);

    /// <summary>Designs a band-pass of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24, as long as the transition is not narrower than a millionth of the cutoff.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; at least 1 above the ripple, to 300.</param>
    /// <param name="lowHz">The lower edge at which the response leaves the ripple of the pass band in Hz, above 0.</param>
    /// <param name="highHz">The upper edge at which the response leaves the ripple of the pass band in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandPass(
        int order, double rippleDb, double attenuationDb, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandPass(AnalogPrototype.Elliptic(order, rippleDb, attenuationDb), lowHz, highHz, sampleRate);

    /// <summary>Designs a band-stop of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24, as long as the transition is not narrower than a millionth of the cutoff.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="attenuationDb">How far the response stays below 1 in the stop band, in dB; at least 1 above the ripple, to 300.</param>
    /// <param name="lowHz">The lower edge at which the response leaves the ripple of the pass band in Hz, above 0.</param>
    /// <param name="highHz">The upper edge at which the response leaves the ripple of the pass band in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandStop(
        int order, double rippleDb, double attenuationDb, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandStop(AnalogPrototype.Elliptic(order, rippleDb, attenuationDb), lowHz, highHz, sampleRate);
}
