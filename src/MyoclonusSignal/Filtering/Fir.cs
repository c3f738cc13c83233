using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Designs filters of linear phase: an ideal response, cut off by a window; the numbers of <c>scipy.signal.firwin</c>.</summary>
/// <remarks>
/// All frequencies are delayed alike, by half the length, so that bursts keep their shape. Kaiser's window makes the
/// transition as narrow as a length allows for a given attenuation (Kaiser (1974)); <see cref="KaiserTaps"/> gives the length. The
/// response is −6 dB at the cutoffs, and 1 at 0 Hz (low-pass, band-stop), at half the sampling rate (high-pass) or in the middle
/// of the band (band-pass).
/// </remarks>
public static class Fir
{
    private const int MostTaps = 1 << 20;

    /// <summary>Designs a low-pass.</summary>
    /// <param name="taps">The length, 1 or more.</param>
    /// <param name="cutoffHz">The −6 dB frequency in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="attenuationDb">The attenuation in dB of the stop band, which makes Kaiser's window: 0 (rectangular) to 300.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static FirCoefficients LowPass(int taps, double cutoffHz, double sampleRate, double attenuationDb = 60)
    {
        double cutoff = Normalize(cutoffHz, sampleRate);
        return Design(taps, [(0, cutoff)], 0, sampleRate, attenuationDb);
    }

    /// <summary>Designs a high-pass.</summary>
    /// <param name="taps">The length, odd: an even one has no response at half the sampling rate.</param>
    /// <param name="cutoffHz">The −6 dB frequency in Hz, above 0 and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="attenuationDb">The attenuation in dB of the stop band, which makes Kaiser's window: 0 (rectangular) to 300.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static FirCoefficients HighPass(int taps, double cutoffHz, double sampleRate, double attenuationDb = 60)
    {
        double cutoff = Normalize(cutoffHz, sampleRate);
        ThrowIfEven(taps);
        return Design(taps, [(cutoff, 1)], 1, sampleRate, attenuationDb);
    }

    /// <summary>Designs a band-pass.</summary>
    /// <param name="taps">The length, 1 or more.</param>
    /// <param name="lowHz">The lower −6 dB frequency in Hz, above 0.</param>
    /// <param name="highHz">The upper −6 dB frequency in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="attenuationDb">The attenuation in dB of the stop band, which makes Kaiser's window: 0 (rectangular) to 300.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static FirCoefficients BandPass(int taps, double lowHz, double highHz, double sampleRate, double attenuationDb = 60)
    {
        (double low, double high) = NormalizeBand(lowHz, highHz, sampleRate);
        return Design(taps, [(low, high)], (low + high) / 2, sampleRate, attenuationDb);
    }

    /// <summary>Designs a band-stop.</summary>
    /// <param name="taps">The length, odd: an even one has no response at half the sampling rate.</param>
    /// <param name="lowHz">The lower −6 dB frequency in Hz, above 0.</param>
    /// <param name="highHz">The upper −6 dB frequency in Hz, above the lower one and below half the sampling rate.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="attenuationDb">The attenuation in dB of the stop band, which makes Kaiser's window: 0 (rectangular) to 300.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static FirCoefficients BandStop(int taps, double lowHz, double highHz, double sampleRate, double attenuationDb = 60)
    {
        (double low, double high) = NormalizeBand(lowHz, highHz, sampleRate);
        ThrowIfEven(taps);
        return Design(taps, [(0, low), (high, 1)], 0, sampleRate, attenuationDb);
    }

    /// <summary>Gives the odd length that Kaiser's window needs for a transition and an attenuation.</summary>
    /// <param name="transitionHz">The width of the transition from pass band to stop band in Hz, above 0.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="attenuationDb">The attenuation of the stop band in dB, 8 to 300.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <remarks>(A − 7.95)/(2.285·Δω) + 1 taps (Kaiser (1974)), as <c>scipy.signal.kaiserord</c>, up to the next odd number.</remarks>
    public static int KaiserTaps(double transitionHz, double sampleRate, double attenuationDb = 60)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfNotCutoff(transitionHz, sampleRate);
        Guard.ThrowIfOutside(attenuationDb, 8.0, 300.0);
        double taps = Math.Ceiling(((attenuationDb - 7.95) / (2.285 * 2 * Math.PI * transitionHz / sampleRate)) + 1);
        Guard.ThrowIfOutside(taps, 1, MostTaps, nameof(transitionHz));
        return (int)taps | 1;
    }

    /// <summary>Kaiser's window, I₀(β√(1 − x²))/I₀(β), symmetric.</summary>
    internal static double[] KaiserWindow(int taps, double attenuationDb)
    {
        double beta = attenuationDb switch
        {
            > 50 => 0.1102 * (attenuationDb - 8.7),
            > 21 => (0.5842 * Math.Pow(attenuationDb - 21, 0.4)) + (0.07886 * (attenuationDb - 21)),
            _ => 0,
        };
        double[] window = new double[taps];
        double half = (taps - 1) / 2.0;
        for (int k = 0; k < taps; k++)
        {
            double x = half == 0 ? 0 : (k - half) / half;
            window[k] = BesselI0(beta * Math.Sqrt((1 - x) * (1 + x))) / BesselI0(beta);
        }

        return window;
    }

    /// <summary>The sum of ideal bands, windowed, scaled to 1 at a frequency; all frequencies relative to half the sampling rate.</summary>
    private static FirCoefficients Design(
        int taps, ReadOnlySpan<(double Low, double High)> bands, double scaleAt, double sampleRate, double attenuationDb)
    {
        Guard.ThrowIfOutside(taps, 1, MostTaps);
        Guard.ThrowIfOutside(attenuationDb, 0.0, 300.0);
        double[] response = KaiserWindow(taps, attenuationDb);
        double half = (taps - 1) / 2.0;
        double gain = 0;
        for (int k = 0; k < taps; k++)
        {
            double ideal = 0;
            foreach ((double low, double high) in bands)
            {
                ideal += (high * Sinc(high * (k - half))) - (low * Sinc(low * (k - half)));
            }

            response[k] *= ideal;
            gain += response[k] * Math.Cos(Math.PI * scaleAt * (k - half));
        }

        for (int k = 0; k < taps; k++)
        {
            response[k] /= gain;
        }

        return new FirCoefficients(response, sampleRate);
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>The modified Bessel function of order 0 by its series Σ((x/2)^k/k!)², whose terms are all positive.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }

    private static double Normalize(double cutoffHz, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfNotCutoff(cutoffHz, sampleRate);
        return 2 * cutoffHz / sampleRate;
    }

    private static (double Low, double High) NormalizeBand(double lowHz, double highHz, double sampleRate)
    {
        double low = Normalize(lowHz, sampleRate);
        double high = Normalize(highHz, sampleRate);
        Guard.ThrowIfNotBand(lowHz, highHz);
        return (low, high);
    }

    private static void ThrowIfEven(int taps)
    {
        if (taps % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(taps), taps, string.Create(CultureInfo.InvariantCulture, $"Expected an odd length, such as {taps + 1}: an even one has no response at half the sampling rate."));
        }
    }
}
