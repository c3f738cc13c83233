using System.Numerics;
using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>The coherence of two channels over frequency, with its limits.</summary>
/// <remarks>
/// All limits use the number of independent windows, not the number of windows: with overlap the naive limit is passed
/// by noise far more often than it says.
/// </remarks>
public sealed class CoherenceSpectrum
{
    private readonly Complex[] _coherency;
    private readonly double[] _magnitudeSquared;
    private readonly double[] _frequencies;

    internal CoherenceSpectrum(
        Complex[] coherency, double frequencyStepHz, double resolutionHz, int windowCount, double effectiveWindowCount)
    {
        _coherency = coherency;
        _magnitudeSquared = new double[coherency.Length];
        _frequencies = new double[coherency.Length];
        for (int k = 0; k < coherency.Length; k++)
        {
            _magnitudeSquared[k] =
                (coherency[k].Real * coherency[k].Real) + (coherency[k].Imaginary * coherency[k].Imaginary);
            _frequencies[k] = k * frequencyStepHz;
        }

        FrequencyStepHz = frequencyStepHz;
        ResolutionHz = resolutionHz;
        WindowCount = windowCount;
        EffectiveWindowCount = effectiveWindowCount;
    }

    /// <summary>Gets the coherence as magnitude squared, 0 to 1; 0 where a channel has no power at all.</summary>
    public ReadOnlySpan<double> MagnitudeSquared => _magnitudeSquared;

    /// <summary>
    /// Gets the complex coherency Σ X*·Y/√(Σ|X|²·Σ|Y|²): its phase is negative where the second channel lags behind the first.
    /// </summary>
    public ReadOnlySpan<Complex> Coherency => _coherency;

    /// <summary>Gets the frequencies in Hz.</summary>
    public ReadOnlySpan<double> FrequenciesHz => _frequencies;

    /// <summary>Gets the distance of neighbouring frequencies in Hz.</summary>
    public double FrequencyStepHz { get; }

    /// <summary>Gets the equivalent noise bandwidth in Hz: what can be told apart, however fine the grid.</summary>
    public double ResolutionHz { get; }

    /// <summary>Gets the number of windows in the average.</summary>
    public int WindowCount { get; }

    /// <summary>Gets how many independent windows the average is worth, L.</summary>
    public double EffectiveWindowCount { get; }

    /// <summary>Gives the magnitude squared that independent channels exceed at one frequency with 1 − confidence.</summary>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>1 − (1 − confidence)^(1/(L−1)): Halliday et al. (1995), doi:10.1016/0079-6107(96)00009-0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of its range.</exception>
    public double Limit(double confidence = 0.95)
    {
        ThrowIfNotConfidence(confidence);
        return -double.ExpM1(double.LogP1(-confidence) / (EffectiveWindowCount - 1));
    }

    /// <summary>Gives the interval of confidence of the magnitude squared at a frequency.</summary>
    /// <param name="index">Index of the frequency.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>tanh(atanh √C ± z/√(2L))², cut at 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of its range.</exception>
    public (double Lower, double Upper) MagnitudeSquaredInterval(int index, double confidence = 0.95)
    {
        ThrowIfNotConfidence(confidence);
        double z = Math.Atanh(Math.Min(1, Math.Sqrt(_magnitudeSquared[index])));
        double half = HalfWidth(confidence) / Math.Sqrt(2 * EffectiveWindowCount);
        double lower = Math.Tanh(Math.Max(0, z - half));
        double upper = Math.Tanh(z + half);
        return (lower * lower, upper * upper);
    }

    /// <summary>Gives the phase at a frequency in radians, −π to π: negative where the second channel lags.</summary>
    /// <param name="index">Index of the frequency.</param>
    /// <remarks>It means nothing where the coherence is below its <see cref="Limit"/>.</remarks>
    public double PhaseRadians(int index) => _coherency[index].Phase;

    /// <summary>Gives the half-width in radians of the interval of confidence of the phase, at most π.</summary>
    /// <param name="index">Index of the frequency.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>z·√((1/C − 1)/(2L)).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of its range.</exception>
    public double PhaseHalfWidthRadians(int index, double confidence = 0.95)
    {
        ThrowIfNotConfidence(confidence);
        double coherence = _magnitudeSquared[index];
        if (coherence == 0)
        {
            return Math.PI;
        }

        double variance = Math.Max(0, (1 / coherence) - 1) / (2 * EffectiveWindowCount);
        return Math.Min(Math.PI, HalfWidth(confidence) * Math.Sqrt(variance));
    }

    // Of the two-sided interval of a normal value, in standard deviations.
    private static double HalfWidth(double confidence) => -Normal.InvCDF(0, 1, 0.5 * (1 - confidence));

    private static void ThrowIfNotConfidence(double confidence) =>
        Guard.ThrowIfOutside(confidence, double.Epsilon, Math.BitDecrement(1.0));
}
