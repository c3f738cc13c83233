namespace MyoclonusSignal.Filtering;

/// <summary>Designs Chebyshev filters of type I: equal ripple in the pass band, a steeper flank than Butterworth's.</summary>
/// <remarks>
/// The same numbers as <c>scipy.signal.cheby1(…, output="sos")</c>. The group delay has a peak at the edge: a burst rings longer
/// than behind a Butterworth or a Bessel filter.
/// </remarks>
public static class ChebyshevI
{
    /// <summary>Designs a low-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="cutoffHz">The edge at which the response leaves the ripple in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients LowPass(int order, double rippleDb, double cutoffHz, double sampleRate) =>
        IirDesign.LowPass(AnalogPrototype.ChebyshevI(order, rippleDb), cutoffHz, sampleRate);

    /// <summary>Designs a high-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="cutoffHz">The edge at which the response leaves the ripple in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients HighPass(int order, double rippleDb, double cutoffHz, double sampleRate) =>
        IirDesign.HighPass(AnalogPrototype.ChebyshevI(order, rippleDb), cutoffHz, sampleRate);

    /// <summary>Designs a band-pass of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="lowHz">The lower edge at which the response leaves the ripple in Hz, above 0.</param>
    /// <param name="highHz">The upper edge at which the response leaves the ripple in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandPass(int order, double rippleDb, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandPass(AnalogPrototype.ChebyshevI(order, rippleDb), lowHz, highHz, sampleRate);

    /// <summary>Designs a band-stop of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="rippleDb">How far the response falls below 1 in the pass band, in dB; 1e-9 to 300.</param>
    /// <param name="lowHz">The lower edge at which the response leaves the ripple in Hz, above 0.</param>
    /// <param name="highHz">The upper edge at which the response leaves the ripple in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandStop(int order, double rippleDb, double lowHz, double highHz, double sampleRate) =>
        IirDesign.BandStop(AnalogPrototype.ChebyshevI(order, rippleDb), lowHz, highHz, sampleRate);
}
