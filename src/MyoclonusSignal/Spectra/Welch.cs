using System.Globalization;
using System.Numerics;

namespace MyoclonusSignal.Spectra;

/// <summary>The power spectral density of one channel, averaged over overlapping windows as the samples stream in.</summary>
/// <remarks>
/// <para>One-sided density in unit²/Hz, equal to <c>scipy.signal.welch(…, scaling="density")</c> for one segment.
/// Welch (1967), doi:10.1109/TAU.1967.1161901.</para>
/// <para>Blocks of any size give the same numbers as one call. A missing sample (NaN or infinite) is a gap: no window
/// reaches across it and it is counted in <see cref="MissingSamples"/>. <see cref="Process"/> allocates nothing, except
/// that <see cref="SpectrumAverage.Median"/> keeps every window's periodogram and <see cref="ShortSegments.Shrink"/>
/// plans a window when a short segment ends. Not thread-safe; one processor per channel.</para>
/// </remarks>
public sealed class Welch
{
    private readonly WelchOptions _options;
    private readonly RealFft _fft;
    private readonly WindowedTransform _transform;
    private readonly SlidingWindow _sliding;
    private readonly OverlapStatistics _statistics;
    private readonly Complex[] _spectrum;
    private readonly double[] _powers;
    private readonly List<double[]> _periodograms = [];

    /// <summary>Prepares an average for one channel.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="options">Window, overlap and averaging; null for SciPy's defaults.</param>
    /// <exception cref="ArgumentException">The rate or an option is out of its range.</exception>
    public Welch(double sampleRate, WelchOptions? options = null)
    {
        _options = options ?? new WelchOptions();
        _options.Validate(sampleRate);
        SampleRate = sampleRate;
        WindowLength = _options.WindowSamples(sampleRate);
        int hop = _options.Hop(sampleRate);
        _fft = new RealFft(_options.FftLength ?? WindowLength);
        double[] window = _options.MakeWindow(WindowLength);
        _transform = new WindowedTransform(window, _options.Detrend, _fft);
        _sliding = new SlidingWindow(WindowLength, hop);
        _statistics = new OverlapStatistics(window, hop);
        _spectrum = new Complex[_fft.SpectrumLength];
        _powers = new double[_fft.SpectrumLength];
        ResolutionHz = sampleRate * _transform.Power / (_transform.Gain * _transform.Gain);
    }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the length of a window in samples.</summary>
    public int WindowLength { get; }

    /// <summary>Gets the number of values of the spectrum, from zero to half the sampling rate.</summary>
    public int SpectrumLength => _fft.SpectrumLength;

    /// <summary>Gets the distance of neighbouring values of the spectrum in Hz.</summary>
    public double FrequencyStepHz => SampleRate / _fft.Length;

    /// <summary>Gets the equivalent noise bandwidth of the window in Hz: what can be told apart, however fine the grid.</summary>
    /// <remarks>fs·Σw²/(Σw)²; 1.5 Hz·s divided by the window's seconds for Hann.</remarks>
    public double ResolutionHz { get; }

    /// <summary>Gets the number of windows averaged so far.</summary>
    public int WindowCount => _statistics.WindowCount;

    /// <summary>Gets how many of these windows were shrunk to a short segment: see <see cref="ShortSegments.Shrink"/>.</summary>
    public int ShrunkWindowCount => _statistics.ShrunkCount;

    /// <summary>
    /// Gets how many independent windows the average is worth, given their overlap; 0 before the first window.
    /// </summary>
    /// <remarks>
    /// K/(1 + 2·Σ(1 − j/K)·ρ_j²) with ρ_j = Σ w[n]·w[n+jD]/Σw² for K windows of one segment, D samples apart; a density
    /// has 2 of these degrees of freedom each. A median is worth less than a mean of as many windows: about half.
    /// </remarks>
    public double EffectiveWindowCount =>
        _options.Average == SpectrumAverage.Median
            ? _statistics.EffectiveCount * MedianOfExponentials.Efficiency(WindowCount)
            : _statistics.EffectiveCount;

    /// <summary>Gets the number of missing samples (NaN or infinite) met so far.</summary>
    public long MissingSamples { get; private set; }

    /// <summary>Gets the number of samples of ended segments that lay in no window.</summary>
    public long SkippedSamples => _sliding.SkippedSamples;

    /// <summary>Estimates the spectrum of samples that are all at hand.</summary>
    /// <param name="samples">Samples of one channel; missing ones are gaps.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="options">Window, overlap and averaging; null for SciPy's defaults.</param>
    /// <exception cref="ArgumentException">The rate or an option is out of its range, or no window fits into the samples.</exception>
    public static PowerSpectrum Estimate(ReadOnlySpan<double> samples, double sampleRate, WelchOptions? options = null)
    {
        var welch = new Welch(sampleRate, options);
        welch.Process(samples);
        welch.EndSegment();
        if (welch.WindowCount == 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"No gap-free stretch of the {samples.Length} samples holds a window of {welch.WindowLength} samples."),
                nameof(samples));
        }

        return welch.ToSpectrum();
    }

    /// <summary>Takes the next samples of the running segment.</summary>
    /// <param name="samples">Any number of samples; a missing one (NaN or infinite) ends the segment.</param>
    public void Process(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            int finite = Finite.CountLeading(samples);
            ReadOnlySpan<double> run = samples[..finite];
            while (_sliding.TryFill(ref run))
            {
                AddWindow();
            }

            samples = samples[finite..];
            if (!samples.IsEmpty)
            {
                int missing = Finite.CountLeadingMissing(samples);
                MissingSamples += missing;
                EndSegment();
                samples = samples[missing..];
            }
        }
    }

    /// <summary>A gap: the next sample does not follow the last one. Calling it at the end of a recording is harmless.</summary>
    public void EndSegment()
    {
        int length = _sliding.Samples.Length;
        bool shrink = _options.Shrinks(length, WindowLength) && _sliding.IsShort;
        if (shrink)
        {
            var transform = new WindowedTransform(_options.MakeWindow(length), _options.Detrend, _fft);
            transform.Transform(_sliding.Samples, _spectrum);
            double weight = (double)length / WindowLength;
            AddPowers(_powers, weight / transform.Power);
            _statistics.AddShrunk(weight);
        }

        _sliding.EndSegment(pendingWereUsed: shrink);
        _statistics.EndSegment();
    }

    /// <summary>Writes the density averaged so far, in unit²/Hz, at the frequencies k·<see cref="FrequencyStepHz"/>.</summary>
    /// <param name="density">Receives <see cref="SpectrumLength"/> values.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">No window has been filled yet.</exception>
    public void CopyDensityTo(Span<double> density)
    {
        if (density.Length != SpectrumLength)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"The spectrum has {SpectrumLength} values; found room for {density.Length}."),
                nameof(density));
        }

        if (WindowCount == 0)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"No window of {WindowLength} samples has been filled yet."));
        }

        if (_options.Average == SpectrumAverage.Median)
        {
            MedianOfExponentials.Average(_periodograms, density);
        }
        else
        {
            double share = 1 / _statistics.SumOfWeights;
            for (int k = 0; k < density.Length; k++)
            {
                density[k] = _powers[k] * share;
            }
        }

        // The power of the negative frequencies is added to that of the positive ones; zero and half the rate have none.
        int lastDoubled = _fft.Length % 2 == 0 ? density.Length - 2 : density.Length - 1;
        for (int k = 0; k < density.Length; k++)
        {
            density[k] *= (k > 0 && k <= lastDoubled ? 2 : 1) / SampleRate;
        }
    }

    /// <summary>Gives the average so far as a result of its own, with what is needed to judge it.</summary>
    /// <exception cref="InvalidOperationException">No window has been filled yet.</exception>
    public PowerSpectrum ToSpectrum()
    {
        double[] density = new double[SpectrumLength];
        CopyDensityTo(density);
        return new PowerSpectrum(density, FrequencyStepHz, ResolutionHz, WindowCount, EffectiveWindowCount);
    }

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        _sliding.Reset();
        _statistics.Reset();
        _periodograms.Clear();
        Array.Clear(_powers);
        MissingSamples = 0;
    }

    private void AddWindow()
    {
        _transform.Transform(_sliding.Samples, _spectrum);
        if (_options.Average == SpectrumAverage.Median)
        {
            double[] periodogram = new double[SpectrumLength];
            AddPowers(periodogram, 1 / _transform.Power);
            _periodograms.Add(periodogram);
        }
        else
        {
            AddPowers(_powers, 1 / _transform.Power);
        }

        _statistics.AddWindow();
    }

    private void AddPowers(Span<double> powers, double factor)
    {
        for (int k = 0; k < powers.Length; k++)
        {
            Complex value = _spectrum[k];
            powers[k] += factor * ((value.Real * value.Real) + (value.Imaginary * value.Imaginary));
        }
    }
}
