using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>The spectrum on which the decision was made, for figures and reports.</summary>
/// <remarks>
/// Each window counts equally, whatever its loudness (it is divided by its geometric mean over the frequencies), so that
/// one large movement does not hide the rest; the average is scaled back to the level of a typical window.
/// </remarks>
public sealed class RhythmSpectrum
{
    internal RhythmSpectrum(double[] frequencyHz, double[] density, double[] background, double[] threshold, double resolutionHz, double effectiveWindowCount)
    {
        FrequencyHz = frequencyHz;
        Density = density;
        Background = background;
        Threshold = threshold;
        ResolutionHz = resolutionHz;
        EffectiveWindowCount = effectiveWindowCount;
        Ci95 = ConfidenceFactors.OfChiSquare(0.95, 2 * effectiveWindowCount);
    }

    /// <summary>Gets the frequencies, in Hz.</summary>
    public IReadOnlyList<double> FrequencyHz { get; }

    /// <summary>Gets the power density at each frequency, in the unit of the samples squared per Hz.</summary>
    public IReadOnlyList<double> Density { get; }

    /// <summary>Gets the smooth background under the peaks, in the unit of the density.</summary>
    public IReadOnlyList<double> Background { get; }

    /// <summary>Gets the density that a peak in the band must exceed to be significant; NaN outside the band.</summary>
    public IReadOnlyList<double> Threshold { get; }

    /// <summary>Gets the width at half height that a pure sine has in this spectrum, in Hz.</summary>
    public double ResolutionHz { get; }

    /// <summary>Gets how the spectra of the windows were computed.</summary>
    public SpectrumMethod Method { get; internal init; }

    /// <summary>Gets the number of independent windows that the overlapping ones are worth.</summary>
    public double EffectiveWindowCount { get; }

    /// <summary>Gets what a density is multiplied by to give the ends of its 95 % interval: ν/χ² with twice as many degrees of freedom as windows.</summary>
    public ConfidenceFactors Ci95 { get; }
}

/// <summary>How the spectra of the windows behind a decision were computed.</summary>
public enum SpectrumMethod
{
    /// <summary>Fourier transforms of Hann windows of samples at even times.</summary>
    Welch,

    /// <summary>Weighted periodograms of Lomb and Scargle of Hann windows of samples at uneven times.</summary>
    LombScargle,
}

/// <summary>The level of a spectrum.</summary>
internal static class SpectrumLevel
{
    /// <summary>The geometric mean of a spectrum; 0 where there is no signal.</summary>
    public static double GeometricMean(ReadOnlySpan<double> power)
    {
        double total = 0;
        foreach (double p in power)
        {
            total += p;
        }

        // A window without change leaves only rounding errors, if that.
        double smallest = total * 1e-15;
        if (!(smallest > 1e-290))
        {
            return 0;
        }

        // A product of sixteen values between 10⁻¹⁵ and 1 is far from underflow, and takes one logarithm.
        double logs = 0;
        double product = 1;
        for (int b = 0; b < power.Length; b++)
        {
            product *= Math.Max(power[b], smallest) / total;
            if (b % 16 == 15)
            {
                logs += Math.Log(product);
                product = 1;
            }
        }

        return total * Math.Exp((logs + Math.Log(product)) / power.Length);
    }
}
