namespace MyoclonusSignal.Filtering;

/// <summary>Designs Bessel filters: the flattest group delay, so that bursts keep their shape (Thomson 1949).</summary>
/// <remarks>
/// The same numbers as <c>scipy.signal.bessel(…, output="sos")</c>. The bilinear transform keeps the delay flat only well below half
/// the sampling rate.
/// </remarks>
public static class Bessel
{
    /// <summary>Designs a low-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="cutoffHz">The cutoff in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="norm">What the cutoff means.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients LowPass(int order, double cutoffHz, double sampleRate, BesselNorm norm = BesselNorm.Phase) =>
        IirDesign.LowPass(AnalogPrototype.Bessel(order, norm), cutoffHz, sampleRate);

    /// <summary>Designs a high-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="cutoffHz">The cutoff in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="norm">What the cutoff means.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients HighPass(int order, double cutoffHz, double sampleRate, BesselNorm norm = BesselNorm.Phase) =>
        IirDesign.HighPass(AnalogPrototype.Bessel(order, norm), cutoffHz, sampleRate);

    /// <summary>Designs a band-pass of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="lowHz">The lower cutoff in Hz, above 0.</param>
    /// <param name="highHz">The upper cutoff in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="norm">What the cutoff means.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandPass(
        int order, double lowHz, double highHz, double sampleRate, BesselNorm norm = BesselNorm.Phase) =>
        IirDesign.BandPass(AnalogPrototype.Bessel(order, norm), lowHz, highHz, sampleRate);

    /// <summary>Designs a band-stop of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="lowHz">The lower cutoff in Hz, above 0.</param>
    /// <param name="highHz">The upper cutoff in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="norm">What the cutoff means.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandStop(
        int order, double lowHz, double highHz, double sampleRate, BesselNorm norm = BesselNorm.Phase) =>
        IirDesign.BandStop(AnalogPrototype.Bessel(order, norm), lowHz, highHz, sampleRate);
}

/// <summary>What the cutoff of a Bessel filter means.</summary>
public enum BesselNorm
{
    /// <summary>Far from the cutoff the response is that of a Butterworth filter, so that the phase at the cutoff is about half its final value; SciPy's default.</summary>
    Phase,

    /// <summary>The group delay in the pass band is 1/ω of the cutoff: the polynomial's own scale.</summary>
    Delay,

    /// <summary>The response is −3 dB at the cutoff.</summary>
    Magnitude,
}
