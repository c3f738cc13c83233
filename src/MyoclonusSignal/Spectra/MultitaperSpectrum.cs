using System.Numerics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>A multitaper spectrum and, at each frequency, Thomson's test for a line.</summary>
/// <remarks>
/// The test looks for a line of constant phase through the whole piece. A rhythm that drifts by more than the
/// resolution is no such line: test it on short pieces, or by its power.
/// </remarks>
public sealed class MultitaperSpectrum
{
    private readonly double[] _degreesOfFreedom;
    private readonly double[] _lineStatistics;
    private readonly Complex[] _lineAmplitudes;

    internal MultitaperSpectrum(
        PowerSpectrum power,
        double[] degreesOfFreedom,
        double[] lineStatistics,
        Complex[] lineAmplitudes,
        int taperCount)
    {
        Power = power;
        _degreesOfFreedom = degreesOfFreedom;
        _lineStatistics = lineStatistics;
        _lineAmplitudes = lineAmplitudes;
        TaperCount = taperCount;
    }

    /// <summary>
    /// Gets the density with its frequencies; its effective count is the smallest of all frequencies, which only
    /// <see cref="TaperWeighting.Adaptive"/> makes differ.
    /// </summary>
    public PowerSpectrum Power { get; }

    /// <summary>Gets the number of tapers, K.</summary>
    public int TaperCount { get; }

    /// <summary>Gets the degrees of freedom of the density at each frequency, at most 2K.</summary>
    public ReadOnlySpan<double> DegreesOfFreedom => _degreesOfFreedom;

    /// <summary>Gets F at each frequency: without a line it has the distribution F(2, 2K − 2).</summary>
    public ReadOnlySpan<double> LineStatistics => _lineStatistics;

    /// <summary>
    /// Gets the complex amplitude A of a line at each frequency: the signal holds 2·|A|·cos(2πft + arg A), with t from the
    /// first sample.
    /// </summary>
    public ReadOnlySpan<Complex> LineAmplitudes => _lineAmplitudes;

    /// <summary>Gives the probability of such an F, or a larger one, at one frequency without a line.</summary>
    /// <param name="index">Index of the frequency.</param>
    /// <remarks>(1 + F/(K−1))^−(K−1), which F(2, 2K − 2) has in closed form.</remarks>
    public double LineProbability(int index)
    {
        double degrees = TaperCount - 1;
        return Math.Exp(-degrees * double.LogP1(_lineStatistics[index] / degrees));
    }

    /// <summary>Gives the F that noise exceeds anywhere in a band with a given probability.</summary>
    /// <param name="probability">Probability of a false line in the whole band, above 0 and below 1.</param>
    /// <param name="lowHz">Lowest frequency of the band.</param>
    /// <param name="highHz">Highest frequency of the band.</param>
    /// <remarks>
    /// Bonferroni's rule over the frequencies of the grid in the band, at least one: noise passes at most as often as asked.
    /// Zeros behind the piece add frequencies that count, because F is nearly independent between them up to about four
    /// to 1/duration (measured with white noise); beyond that the rule is strict.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability or the band is out of its range.</exception>
    public double LineThreshold(double probability, double lowHz, double highHz)
    {
        Guard.ThrowIfOutside(probability, double.Epsilon, Math.BitDecrement(1.0));
        Guard.ThrowIfOutside(lowHz, 0, double.MaxValue);
        Guard.ThrowIfOutside(highHz, lowHz, double.MaxValue);
        double last = Math.Floor((highHz / Power.FrequencyStepHz) + 1e-9);
        double first = Math.Ceiling((lowHz / Power.FrequencyStepHz) - 1e-9);
        double tests = Math.Max(1, last - first + 1);
        double degrees = TaperCount - 1;
        return degrees * double.ExpM1(-Math.Log(probability / tests) / degrees);
    }

    /// <summary>Gives the factors between the density at a frequency and the ends of its interval of confidence.</summary>
    /// <param name="index">Index of the frequency.</param>
    /// <param name="confidence">Probability that the interval holds the true density, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of its range.</exception>
    public ConfidenceFactors ConfidenceFactors(int index, double confidence = 0.95)
    {
        Guard.ThrowIfOutside(confidence, double.Epsilon, Math.BitDecrement(1.0));
        return Spectra.ConfidenceFactors.OfChiSquare(confidence, _degreesOfFreedom[index]);
    }
}
