using System.Globalization;
using System.Numerics;

namespace MyoclonusSignal.Spectra;

/// <summary>Spectra of pieces of one length by Thomson's multitaper method, with his test for lines.</summary>
/// <remarks>
/// One-sided density in unit²/Hz. Thomson (1982), doi:10.1109/PROC.1982.12433; Percival and Walden (1993), Spectral
/// Analysis for Physical Applications, ch. 7 and 10. The tapers are computed once, in the constructor; the object owns
/// its scratch and is not thread-safe.
/// </remarks>
public sealed class Multitaper
{
    private readonly MultitaperOptions _options;
    private readonly double _sampleRate;
    private readonly RealFft _fft;
    private readonly double[] _detrended;
    private readonly double[] _padded;
    private readonly double[] _scratch;
    private readonly Complex[][] _spectra;
    private readonly double[] _taperSums;
    private readonly int _tapersUsed;

    /// <summary>Prepares tapers and transform for pieces of one length.</summary>
    /// <param name="length">Samples of a piece, 4 or more.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="options">Bandwidth, tapers and weighting; null for MNE's defaults.</param>
    /// <exception cref="ArgumentException">
    /// An argument is out of its range, or fewer than two tapers reach the least concentration.
    /// </exception>
    public Multitaper(int length, double sampleRate, MultitaperOptions? options = null)
    {
        _options = options ?? new MultitaperOptions();
        _options.Validate(length, sampleRate);
        _sampleRate = sampleRate;
        int wanted = _options.TaperCount ?? Math.Min(length, (int)Math.Floor(2 * _options.TimeHalfBandwidth));
        Tapers = new SlepianTapers(length, _options.TimeHalfBandwidth, wanted);
        while (_tapersUsed < wanted && Tapers.Concentration(_tapersUsed) > _options.MinimumConcentration)
        {
            _tapersUsed++;
        }

        if (_tapersUsed < 2)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A multitaper spectrum needs two tapers with a concentration above {_options.MinimumConcentration}; "
                    + $"found {_tapersUsed} of {wanted} at a time-half-bandwidth of {_options.TimeHalfBandwidth}."),
                nameof(options));
        }

        _fft = new RealFft(_options.FftLength ?? RealFft.NextFastLength(length));
        _detrended = new double[length];
        _padded = new double[_fft.Length];
        _scratch = new double[_fft.ScratchLength];
        _spectra = new Complex[_tapersUsed][];
        _taperSums = new double[_tapersUsed];
        for (int k = 0; k < _tapersUsed; k++)
        {
            _spectra[k] = new Complex[_fft.SpectrumLength];

            // The sums of odd tapers are zero but for rounding.
            _taperSums[k] = k % 2 == 0 ? Trend.Sum(Tapers[k]) : 0;
        }
    }

    /// <summary>Gets the tapers; those below the least concentration are not used.</summary>
    internal SlepianTapers Tapers { get; }

    /// <summary>Gets the number of tapers used, K.</summary>
    public int TaperCount => _tapersUsed;

    /// <summary>Gets the number of values of the spectrum, from zero to half the sampling rate.</summary>
    public int SpectrumLength => _fft.SpectrumLength;

    /// <summary>Gets the bandwidth in Hz, 2·NW/duration: what can be told apart, however fine the grid.</summary>
    public double BandwidthHz => 2 * _options.TimeHalfBandwidth * _sampleRate / Tapers.Length;

    /// <summary>Estimates the spectrum of samples that are all at hand, with tapers of their length.</summary>
    /// <param name="samples">Samples of one channel without a gap.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="options">Bandwidth, tapers and weighting; null for MNE's defaults.</param>
    /// <exception cref="ArgumentException">An argument is out of its range, or a sample is missing.</exception>
    public static MultitaperSpectrum Estimate(
        ReadOnlySpan<double> samples, double sampleRate, MultitaperOptions? options = null) =>
        new Multitaper(samples.Length, sampleRate, options).Estimate(samples);

    /// <summary>Estimates the spectrum of one piece.</summary>
    /// <param name="samples">As many samples as the tapers have, without a gap.</param>
    /// <exception cref="ArgumentException">The length differs, or a sample is missing (NaN or infinite).</exception>
    public MultitaperSpectrum Estimate(ReadOnlySpan<double> samples)
    {
        ThrowIfUnusable(samples);
        Trend.Subtract(samples, _options.Detrend, _detrended);
        double variance = 0;
        foreach (double sample in _detrended)
        {
            variance += sample * sample / _detrended.Length;
        }

        for (int k = 0; k < _tapersUsed; k++)
        {
            ReadOnlySpan<double> taper = Tapers[k];
            for (int j = 0; j < taper.Length; j++)
            {
                _padded[j] = taper[j] * _detrended[j];
            }

            _fft.Forward(_padded, _spectra[k], _scratch);
        }

        double[] density = new double[SpectrumLength];
        double[] degreesOfFreedom = new double[SpectrumLength];
        double[] lineStatistics = new double[SpectrumLength];
        Complex[] lineAmplitudes = new Complex[SpectrumLength];
        Span<double> powers = stackalloc double[Math.Min(_tapersUsed, 64)];
        powers = _tapersUsed <= 64 ? powers : new double[_tapersUsed];
        int lastDoubled = _fft.Length % 2 == 0 ? density.Length - 2 : density.Length - 1;
        for (int i = 0; i < density.Length; i++)
        {
            for (int k = 0; k < _tapersUsed; k++)
            {
                Complex value = _spectra[k][i];
                powers[k] = (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
            }

            (double power, degreesOfFreedom[i]) = Average(powers, variance);
            density[i] = power * (i > 0 && i <= lastDoubled ? 2 : 1) / _sampleRate;
            (lineAmplitudes[i], lineStatistics[i]) = Line(i, powers);
        }

        double effective = 0.5 * Smallest(degreesOfFreedom);
        var spectrum = new PowerSpectrum(density, _sampleRate / _fft.Length, BandwidthHz, _tapersUsed, effective);
        return new MultitaperSpectrum(spectrum, degreesOfFreedom, lineStatistics, lineAmplitudes, _tapersUsed);
    }

    private static double Smallest(double[] values)
    {
        double smallest = double.PositiveInfinity;
        foreach (double value in values)
        {
            smallest = Math.Min(smallest, value);
        }

        return smallest;
    }

    /// <summary>The weighted mean of the tapers' powers and its degrees of freedom, 2·(Σw)²/Σw².</summary>
    private (double Power, double DegreesOfFreedom) Average(ReadOnlySpan<double> powers, double variance)
    {
        // Thomson's weights start from the mean of the two best tapers and follow the spectrum they give.
        bool adaptive = _options.Weighting == TaperWeighting.Adaptive && variance > 0;
        double power = 0.5 * (powers[0] + powers[1]);
        double sum = 0;
        double squares = 0;
        for (int iteration = 0; iteration < (adaptive ? 500 : 1); iteration++)
        {
            double weighted = 0;
            sum = 0;
            squares = 0;
            for (int k = 0; k < powers.Length; k++)
            {
                double weight = 1;
                if (_options.Weighting != TaperWeighting.Equal)
                {
                    weight = Tapers.Concentration(k);
                }

                if (adaptive)
                {
                    double share = power / ((weight * power) + ((1 - weight) * variance));
                    weight *= share * share;
                }

                weighted += weight * powers[k];
                sum += weight;
                squares += weight * weight;
            }

            double before = power;
            power = sum > 0 ? weighted / sum : 0;
            if (Math.Abs(power - before) <= 1e-13 * power)
            {
                break;
            }
        }

        return (power, squares > 0 ? 2 * sum * sum / squares : 2);
    }

    /// <summary>The line's amplitude A = ΣH·Y/ΣH² and F = (K−1)·|A|²·ΣH²/Σ|Y − A·H|², H = Σv of the even tapers.</summary>
    private (Complex Amplitude, double Statistic) Line(int index, ReadOnlySpan<double> powers)
    {
        double square = 0;
        Complex projected = Complex.Zero;
        for (int k = 0; k < _tapersUsed; k += 2)
        {
            square += _taperSums[k] * _taperSums[k];
            projected += _taperSums[k] * _spectra[k][index];
        }

        Complex amplitude = projected / square;
        double rest = 0;
        for (int k = 0; k < _tapersUsed; k++)
        {
            Complex difference = _spectra[k][index] - (amplitude * _taperSums[k]);
            rest += k % 2 == 0
                ? (difference.Real * difference.Real) + (difference.Imaginary * difference.Imaginary)
                : powers[k];
        }

        double line = (amplitude.Real * amplitude.Real) + (amplitude.Imaginary * amplitude.Imaginary);
        return (amplitude, line == 0 ? 0 : (_tapersUsed - 1) * line * square / rest);
    }

    private void ThrowIfUnusable(ReadOnlySpan<double> samples)
    {
        if (samples.Length != Tapers.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"The tapers have {Tapers.Length} samples; found {samples.Length}."),
                nameof(samples));
        }

        int finite = Finite.CountLeading(samples);
        if (finite < samples.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"Sample {finite} is {samples[finite]}; expected a piece without a gap."),
                nameof(samples));
        }
    }
}
