using System.Globalization;
using System.Numerics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Designs Butterworth filters: maximally flat in the pass band, −3 dB at the cutoff (Butterworth 1930).</summary>
/// <remarks>
/// By the bilinear transform with pre-warped cutoffs, as second-order sections with SciPy's pairing; the same numbers as
/// <c>scipy.signal.butter(…, output="sos")</c>.
/// </remarks>
public static class Butterworth
{
    private const int HighestOrder = 24;

    /// <summary>Designs a low-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="cutoffHz">The −3 dB frequency in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients LowPass(int order, double cutoffHz, double sampleRate)
    {
        double warped = Warp(cutoffHz, sampleRate);
        return Digital(Prototype(order).ToLowPass(warped), sampleRate);
    }

    /// <summary>Designs a high-pass.</summary>
    /// <param name="order">The order, 1 to 24.</param>
    /// <param name="cutoffHz">The −3 dB frequency in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients HighPass(int order, double cutoffHz, double sampleRate)
    {
        double warped = Warp(cutoffHz, sampleRate);
        return Digital(Prototype(order).ToHighPass(warped), sampleRate);
    }

    /// <summary>Designs a band-pass of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="lowHz">The lower −3 dB frequency in Hz, above 0.</param>
    /// <param name="highHz">The upper −3 dB frequency in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandPass(int order, double lowHz, double highHz, double sampleRate)
    {
        (double low, double high) = WarpBand(lowHz, highHz, sampleRate);
        return Digital(Prototype(order).ToBandPass(Math.Sqrt(low * high), high - low), sampleRate);
    }

    /// <summary>Designs a band-stop of <paramref name="order"/> sections.</summary>
    /// <param name="order">The order of each flank, 1 to 24.</param>
    /// <param name="lowHz">The lower −3 dB frequency in Hz, above 0.</param>
    /// <param name="highHz">The upper −3 dB frequency in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SosCoefficients BandStop(int order, double lowHz, double highHz, double sampleRate)
    {
        (double low, double high) = WarpBand(lowHz, highHz, sampleRate);
        return Digital(Prototype(order).ToBandStop(Math.Sqrt(low * high), high - low), sampleRate);
    }

    /// <summary>The poles of the analog prototype lie evenly on the left half of the unit circle.</summary>
    private static ZerosPolesGain Prototype(int order)
    {
        Guard.ThrowIfOutside(order, 1, HighestOrder);
        Complex[] poles = new Complex[order];
        for (int k = 0; k < order; k++)
        {
            // −exp(iπm/2N) for m = −N+1, −N+3, …: the real pole of an odd order comes out exactly real.
            int m = (2 * k) + 1 - order;
            poles[k] = m == 0 ? -Complex.One : -Complex.FromPolarCoordinates(1, Math.PI * m / (2.0 * order));
        }

        return new ZerosPolesGain([], poles, 1);
    }

    private static SosCoefficients Digital(ZerosPolesGain analog, double sampleRate) =>
        SectionPairing.ToSections(analog.Bilinear(sampleRate), sampleRate);

    private static double Warp(double cutoffHz, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfNotCutoff(cutoffHz, sampleRate);
        return 2 * sampleRate * Math.Tan(Math.PI * cutoffHz / sampleRate);
    }

    private static (double Low, double High) WarpBand(double lowHz, double highHz, double sampleRate)
    {
        double low = Warp(lowHz, sampleRate);
        double high = Warp(highHz, sampleRate);
        if (lowHz >= highHz)
        {
            throw new ArgumentOutOfRangeException(
                nameof(highHz),
                highHz,
                string.Create(CultureInfo.InvariantCulture, $"The upper border of a band must lie above the lower one ({lowHz} Hz)."));
        }

        return (low, high);
    }
}
