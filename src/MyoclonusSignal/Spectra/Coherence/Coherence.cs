using System.Globalization;
using System.Numerics;

namespace MyoclonusSignal.Spectra;

/// <summary>The magnitude-squared coherence and the phase of two channels, averaged as the samples stream in.</summary>
/// <remarks>
/// <para>|Σ X*·Y|²/(Σ|X|²·Σ|Y|²) over windows: squared, as in SciPy and NeuroSpec, where MNE, FieldTrip and Chronux give
/// its root. Halliday et al. (1995), doi:10.1016/0079-6107(96)00009-0.</para>
/// <para>Blocks of any size give the same numbers as one call. A missing sample (NaN or infinite) in either channel is a
/// gap in both: no window reaches across it. <see cref="Process"/> allocates nothing, except that
/// <see cref="ShortSegments.Shrink"/> plans a window when a short segment ends. Not thread-safe; one processor per pair
/// of channels.</para>
/// </remarks>
public sealed class Coherence
{
    /// <summary>Fewer independent windows than this give no coherence worth the name; one gives exactly 1 everywhere.</summary>
    public const double LeastEffectiveWindowCount = 8;

    private readonly WelchOptions _options;
    private readonly RealFft _fft;
    private readonly WindowedTransform _transform;
    private readonly SlidingWindow _slidingX;
    private readonly SlidingWindow _slidingY;
    private readonly OverlapStatistics _statistics;
    private readonly Complex[] _spectrumX;
    private readonly Complex[] _spectrumY;
    private readonly double[] _powersX;
    private readonly double[] _powersY;
    private readonly Complex[] _cross;

    /// <summary>Prepares an average for one pair of channels.</summary>
    /// <param name="sampleRate">Sampling rate of both channels in Hz.</param>
    /// <param name="options">Window and overlap; the average must be the mean. Null for SciPy's defaults.</param>
    /// <exception cref="ArgumentException">The rate or an option is out of its range.</exception>
    public Coherence(double sampleRate, WelchOptions? options = null)
    {
        _options = options ?? new WelchOptions();
        _options.Validate(sampleRate);
        if (_options.Average != SpectrumAverage.Mean)
        {
            throw new ArgumentException("A coherence is an average of products; expected the mean, found the median.", nameof(options));
        }

        SampleRate = sampleRate;
        WindowLength = _options.WindowSamples(sampleRate);
        int hop = _options.Hop(sampleRate);
        _fft = new RealFft(_options.FftLength ?? WindowLength);
        double[] window = _options.MakeWindow(WindowLength);
        _transform = new WindowedTransform(window, _options.Detrend, _fft);
        _slidingX = new SlidingWindow(WindowLength, hop);
        _slidingY = new SlidingWindow(WindowLength, hop);
        _statistics = new OverlapStatistics(window, hop);
        _spectrumX = new Complex[_fft.SpectrumLength];
        _spectrumY = new Complex[_fft.SpectrumLength];
        _powersX = new double[_fft.SpectrumLength];
        _powersY = new double[_fft.SpectrumLength];
        _cross = new Complex[_fft.SpectrumLength];
    }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the length of a window in samples.</summary>
    public int WindowLength { get; }

    /// <summary>Gets the number of windows averaged so far.</summary>
    public int WindowCount => _statistics.WindowCount;

    /// <summary>Gets how many of these windows were shrunk to a short segment: see <see cref="ShortSegments.Shrink"/>.</summary>
    public int ShrunkWindowCount => _statistics.ShrunkCount;

    /// <summary>Gets how many independent windows the average is worth, given their overlap.</summary>
    /// <remarks>As <see cref="Welch.EffectiveWindowCount"/>.</remarks>
    public double EffectiveWindowCount => _statistics.EffectiveCount;

    /// <summary>Gets the number of samples met so far that are missing in one channel or both.</summary>
    public long MissingSamples { get; private set; }

    /// <summary>Gets the number of samples of ended segments that lay in no window.</summary>
    public long SkippedSamples => _slidingX.SkippedSamples;

    /// <summary>Estimates the coherence of two channels that are all at hand.</summary>
    /// <param name="x">Samples of the first channel; missing ones are gaps.</param>
    /// <param name="y">As many samples of the second channel, taken at the same times.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="options">Window and overlap; null for SciPy's defaults.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the rate or an option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The windows are worth fewer than <see cref="LeastEffectiveWindowCount"/> independent ones.
    /// </exception>
    public static CoherenceSpectrum Estimate(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, double sampleRate, WelchOptions? options = null)
    {
        var coherence = new Coherence(sampleRate, options);
        coherence.Process(x, y);
        coherence.EndSegment();
        return coherence.ToSpectrum();
    }

    /// <summary>Takes the next samples of the running segment of both channels.</summary>
    /// <param name="x">Any number of samples of the first channel.</param>
    /// <param name="y">As many samples of the second channel.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Process(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"Both channels need as many samples; found {x.Length} and {y.Length}."),
                nameof(y));
        }

        while (!x.IsEmpty)
        {
            int finite = Math.Min(Finite.CountLeading(x), Finite.CountLeading(y));
            ReadOnlySpan<double> runX = x[..finite];
            ReadOnlySpan<double> runY = y[..finite];
            while (_slidingX.TryFill(ref runX) & _slidingY.TryFill(ref runY))
            {
                Add(_transform, 1);
                _statistics.AddWindow();
            }

            x = x[finite..];
            y = y[finite..];
            if (x.IsEmpty)
            {
                return;
            }

            int missing = 0;
            while (missing < x.Length && !(double.IsFinite(x[missing]) && double.IsFinite(y[missing])))
            {
                missing++;
            }

            MissingSamples += missing;
            EndSegment();
            x = x[missing..];
            y = y[missing..];
        }
    }

    /// <summary>A gap: the next sample does not follow the last one. Calling it at the end of a recording is harmless.</summary>
    public void EndSegment()
    {
        int length = _slidingX.Samples.Length;
        bool shrink = _options.Shrinks(length, WindowLength) && _slidingX.IsShort;
        if (shrink)
        {
            double weight = (double)length / WindowLength;
            Add(new WindowedTransform(_options.MakeWindow(length), _options.Detrend, _fft), weight);
            _statistics.AddShrunk(weight);
        }

        _slidingX.EndSegment(pendingWereUsed: shrink);
        _slidingY.EndSegment(pendingWereUsed: shrink);
        _statistics.EndSegment();
    }

    /// <summary>Gives the average so far as a result of its own.</summary>
    /// <exception cref="InvalidOperationException">
    /// The windows are worth fewer than <see cref="LeastEffectiveWindowCount"/> independent ones.
    /// </exception>
    public CoherenceSpectrum ToSpectrum()
    {
        if (EffectiveWindowCount < LeastEffectiveWindowCount)
        {
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A coherence needs {LeastEffectiveWindowCount} independent windows; found {WindowCount} windows of "
                    + $"{WindowLength} samples worth {EffectiveWindowCount:F1}. Use shorter windows or a longer recording."));
        }

        Complex[] coherency = new Complex[_cross.Length];
        for (int k = 0; k < coherency.Length; k++)
        {
            double power = Math.Sqrt(_powersX[k]) * Math.Sqrt(_powersY[k]);
            coherency[k] = power > 0 ? _cross[k] / power : Complex.Zero;
        }

        double resolutionHz = SampleRate * _transform.Power / (_transform.Gain * _transform.Gain);
        return new CoherenceSpectrum(coherency, SampleRate / _fft.Length, resolutionHz, WindowCount, EffectiveWindowCount);
    }

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        _slidingX.Reset();
        _slidingY.Reset();
        _statistics.Reset();
        Array.Clear(_powersX);
        Array.Clear(_powersY);
        Array.Clear(_cross);
        MissingSamples = 0;
    }

    private void Add(WindowedTransform transform, double weight)
    {
        transform.Transform(_slidingX.Samples, _spectrumX);
        transform.Transform(_slidingY.Samples, _spectrumY);
        double factor = weight / transform.Power;
        for (int k = 0; k < _cross.Length; k++)
        {
            Complex x = _spectrumX[k];
            Complex y = _spectrumY[k];
            _powersX[k] += factor * ((x.Real * x.Real) + (x.Imaginary * x.Imaginary));
            _powersY[k] += factor * ((y.Real * y.Real) + (y.Imaginary * y.Imaginary));
            _cross[k] += new Complex(
                factor * ((x.Real * y.Real) + (x.Imaginary * y.Imaginary)),
                factor * ((x.Real * y.Imaginary) - (x.Imaginary * y.Real)));
        }
    }
}
