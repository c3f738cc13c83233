using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>A one-sided power spectral density with what is needed to judge it.</summary>
public sealed class PowerSpectrum
{
    private readonly double[] _density;
    private readonly double[] _frequencies;

    internal PowerSpectrum(
        double[] density, double frequencyStepHz, double resolutionHz, int windowCount, double effectiveWindowCount)
    {
        _density = density;
        _frequencies = new double[density.Length];
        for (int k = 0; k < _frequencies.Length; k++)
        {
            _frequencies[k] = k * frequencyStepHz;
        }

        FrequencyStepHz = frequencyStepHz;
        ResolutionHz = resolutionHz;
        WindowCount = windowCount;
        EffectiveWindowCount = effectiveWindowCount;
    }

    /// <summary>Gets the density in unit²/Hz, from zero to half the sampling rate.</summary>
    public ReadOnlySpan<double> Density => _density;

    /// <summary>Gets the frequencies of the density in Hz.</summary>
    public ReadOnlySpan<double> FrequenciesHz => _frequencies;

    /// <summary>Gets the distance of neighbouring frequencies in Hz.</summary>
    public double FrequencyStepHz { get; }

    /// <summary>Gets the equivalent noise bandwidth in Hz: what can be told apart, however fine the grid.</summary>
    public double ResolutionHz { get; }

    /// <summary>Gets the number of windows, or tapers, in the average.</summary>
    public int WindowCount { get; }

    /// <summary>Gets how many independent windows the average is worth; the density has twice as many degrees of freedom.</summary>
    public double EffectiveWindowCount { get; }

    /// <summary>Gives the power between two frequencies, in unit²: the density summed over their bins times the bin width.</summary>
    /// <param name="lowHz">Lowest frequency, 0 or more.</param>
    /// <param name="highHz">Highest frequency, included; not below <paramref name="lowHz"/>.</param>
    /// <returns>0 when no bin lies in the band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The band is reversed, negative or not a number.</exception>
    public double BandPower(double lowHz, double highHz)
    {
        Guard.ThrowIfOutside(lowHz, 0, double.MaxValue);
        Guard.ThrowIfOutside(highHz, lowHz, double.MaxValue);
        double sum = 0;
        for (int k = 0; k < _density.Length; k++)
        {
            if (_frequencies[k] >= lowHz && _frequencies[k] <= highHz)
            {
                sum += _density[k];
            }
        }

        return sum * FrequencyStepHz;
    }

    /// <summary>Gives the factors between a value of the density and the ends of its interval of confidence.</summary>
    /// <param name="confidence">Probability that the interval holds the true density, above 0 and below 1.</param>
    /// <returns>ν/χ²(ν) with ν = 2·<see cref="EffectiveWindowCount"/> degrees of freedom.</returns>
    /// <remarks>Zero and half the sampling rate have half the degrees of freedom; their interval is wider.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of its range.</exception>
    public ConfidenceFactors ConfidenceFactors(double confidence = 0.95)
    {
        Guard.ThrowIfOutside(confidence, double.Epsilon, Math.BitDecrement(1.0));
        return Spectra.ConfidenceFactors.OfChiSquare(confidence, 2 * EffectiveWindowCount);
    }
}
