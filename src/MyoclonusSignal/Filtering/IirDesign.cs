using System.Runtime.CompilerServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// From an analog low-pass prototype with its edge at 1 rad/s to digital second-order sections: pre-warped cutoffs, the
/// transform of the band, the bilinear transform, SciPy's pairing. The way that all families of filters have in common.
/// </summary>
internal static class IirDesign
{
    /// <summary>The highest order of a prototype: beyond it the poles of narrow bands lie too close for doubles.</summary>
    public const int HighestOrder = 24;

    public static SosCoefficients LowPass(ZerosPolesGain prototype, double cutoffHz, double sampleRate)
    {
        double warped = Warp(cutoffHz, sampleRate);
        return Digital(prototype.ToLowPass(warped), sampleRate);
    }

    public static SosCoefficients HighPass(ZerosPolesGain prototype, double cutoffHz, double sampleRate)
    {
        double warped = Warp(cutoffHz, sampleRate);
        return Digital(prototype.ToHighPass(warped), sampleRate);
    }

    public static SosCoefficients BandPass(ZerosPolesGain prototype, double lowHz, double highHz, double sampleRate)
    {
        (double low, double high) = WarpBand(lowHz, highHz, sampleRate);
        return Digital(prototype.ToBandPass(Math.Sqrt(low * high), high - low), sampleRate);
    }

    public static SosCoefficients BandStop(ZerosPolesGain prototype, double lowHz, double highHz, double sampleRate)
    {
        (double low, double high) = WarpBand(lowHz, highHz, sampleRate);
        return Digital(prototype.ToBandStop(Math.Sqrt(low * high), high - low), sampleRate);
    }

    /// <summary>10^(decibels/10) − 1, exact for small arguments too: ε² of a ripple or an attenuation.</summary>
    public static double PowerRatioMinusOne(double decibels)
    {
        // e^x − 1 = 2·sinh(x/2)·e^(x/2) loses nothing where e^x is close to 1.
        double half = Math.Log(10) / 20 * decibels;
        return 2 * Math.Sinh(half) * Math.Exp(half);
    }

    /// <summary>A ripple or an attenuation in dB is above 0 and small enough to be distinguished from infinity in doubles.</summary>
    public static void ThrowIfNotDecibels(
        double decibels, [CallerArgumentExpression(nameof(decibels))] string? parameterName = null) =>
        Guard.ThrowIfOutside(decibels, 1e-9, 300, parameterName);

    private static SosCoefficients Digital(ZerosPolesGain analog, double sampleRate) =>
        SectionPairing.ToSections(analog.Bilinear(sampleRate), sampleRate);

    private static double Warp(double cutoffHz, double sampleRate, [CallerArgumentExpression(nameof(cutoffHz))] string? parameterName = null)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfNotCutoff(cutoffHz, sampleRate, parameterName);
        return 2 * sampleRate * Math.Tan(Math.PI * cutoffHz / sampleRate);
    }

    private static (double Low, double High) WarpBand(double lowHz, double highHz, double sampleRate)
    {
        double low = Warp(lowHz, sampleRate);
        double high = Warp(highHz, sampleRate);
        Guard.ThrowIfNotBand(lowHz, highHz);
        return (low, high);
    }
}
