using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Follows a rhythm live: a decision on the last <see cref="StretchSeconds"/> seconds, one a second with the default options.</summary>
/// <remarks>
/// <para>
/// Each decision is that of <see cref="RhythmEstimator"/> on the same stretch, by the same test at the same level: of a
/// stretch without a rhythm one in a hundred is called rhythmic. Neighbouring stretches share most of their samples.
/// What needs a longer record is left to that estimator: bouts, movements slower than once a second. <see cref="Estimate"/> runs it
/// on the stretch of the last decision, which gives the interval of the frequency.
/// </para>
/// <para>
/// A rhythm is seen when it fills some half of the stretch, and its end as late. Nothing is allocated after the first decision.
/// A gap or a sample that is not finite empties the stretch. Not thread-safe.
/// </para>
/// </remarks>
public sealed class RhythmMonitor
{
    // Three windows: at an overlap of 0.75 they are nine, worth five, from which the test has the power to see 6 dB.
    private const int StretchWindows = 3;

    // A rhythm goes off when chance alone has as much in one stretch of ten, or when the peak has lost a quarter of its height.
    private const double OffLevelRatio = 10;
    private const double OffProminence = 0.75;

    private readonly RhythmOptions _options;
    private readonly SampleStore[] _stores;
    private readonly double[][] _samples;
    private readonly Segment[] _stretch;
    private readonly int _hop;
    private readonly WindowedPower _power;
    private readonly PeakSearch _search;
    private readonly HarmonicComb _comb;
    private readonly PhasePersistence _persistence;
    private int _held;
    private long _position;
    private bool _isOn;
    private bool _follows;

    /// <summary>Prepares a monitor.</summary>
    /// <param name="sampleRate">Sampling rate of the envelope or accelerometer in Hz, at least four times the band's upper edge.</param>
    /// <param name="axisCount">1 for an envelope, 2 or 3 for the axes of one sensor.</param>
    /// <param name="options">What is wanted; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RhythmMonitor(double sampleRate, int axisCount = 1, RhythmOptions? options = null)
    {
        _options = options ?? new RhythmOptions();
        _options.Validate(sampleRate);
        Guard.ThrowIfOutside(axisCount, 1, 3);
        SampleRate = sampleRate;
        int window = (int)Math.Round(_options.LongWindowSeconds * sampleRate);
        _hop = Math.Max(1, (int)Math.Round(window * (1 - _options.Overlap)));
        int length = window + ((StretchWindows - 1) * window / _hop * _hop);
        _stretch = [new Segment(0, length)];
        _samples = [.. Enumerable.Range(0, axisCount).Select(_ => new double[length])];
        _stores = [.. Enumerable.Range(0, axisCount).Select(_ => new SampleStore())];
        foreach (SampleStore store in _stores)
        {
            // The windows are laid over samples that must be there.
            store.Append(_samples[0]);
        }

        _power = new WindowedPower(_stores, _stretch, sampleRate, window, _hop, 2 * _options.BandHighHz, keeps: true);
        _search = new PeakSearch(_power, PeakShape.Jittered, _options);
        _comb = new HarmonicComb(_power);
        _persistence = new PhasePersistence(length);
    }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the number of axes.</summary>
    public int AxisCount => _samples.Length;

    /// <summary>Gets the length of the stretch that a decision is made on, in seconds: 12 s with the default options.</summary>
    public double StretchSeconds => _stretch[0].Length / SampleRate;

    /// <summary>Takes in samples of a single signal, up to the next decision.</summary>
    /// <param name="samples">Samples in any block size.</param>
    /// <param name="consumed">Receives how many were taken; call again with the rest.</param>
    /// <param name="moment">Receives the decision, where there is one.</param>
    /// <returns>Whether there is a decision.</returns>
    /// <exception cref="InvalidOperationException">The monitor has more than one axis.</exception>
    public bool TryRead(ReadOnlySpan<double> samples, out int consumed, out RhythmMoment moment)
    {
        ThrowIfNotAxes(1);
        return Take(samples, samples, samples, out consumed, out moment);
    }

    /// <summary>Takes in samples of two axes, up to the next decision.</summary>
    /// <param name="x">Samples of the first axis.</param>
    /// <param name="y">As many of the second.</param>
    /// <param name="consumed">Receives how many were taken; call again with the rest.</param>
    /// <param name="moment">Receives the decision, where there is one.</param>
    /// <returns>Whether there is a decision.</returns>
    /// <exception cref="InvalidOperationException">The monitor has not two axes.</exception>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public bool TryRead(ReadOnlySpan<double> x, ReadOnlySpan<double> y, out int consumed, out RhythmMoment moment)
    {
        ThrowIfNotAxes(2);
        return Take(x, y, y, out consumed, out moment);
    }

    /// <summary>Takes in samples of three axes, up to the next decision.</summary>
    /// <param name="x">Samples of the first axis.</param>
    /// <param name="y">As many of the second.</param>
    /// <param name="z">As many of the third.</param>
    /// <param name="consumed">Receives how many were taken; call again with the rest.</param>
    /// <param name="moment">Receives the decision, where there is one.</param>
    /// <returns>Whether there is a decision.</returns>
    /// <exception cref="InvalidOperationException">The monitor has not three axes.</exception>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public bool TryRead(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, out int consumed, out RhythmMoment moment)
    {
        ThrowIfNotAxes(3);
        return Take(x, y, z, out consumed, out moment);
    }

    /// <summary>Gives all that <see cref="RhythmEstimator"/> tells of the stretch of the last decision: the frequency with its interval, and when.</summary>
    /// <returns>The estimate, its times in seconds from the first sample of the stretch. It allocates.</returns>
    /// <exception cref="InvalidOperationException">There was no decision, or samples came in since.</exception>
    public RhythmResult Estimate()
    {
        if (_held != _stretch[0].Length)
        {
            throw new InvalidOperationException("There is an estimate right behind a decision only, before more samples are taken in.");
        }

        var estimator = new RhythmEstimator(SampleRate, AxisCount, _options);
        switch (AxisCount)
        {
            case 1:
                estimator.Process(_samples[0]);
                break;
            case 2:
                estimator.Process(_samples[0], _samples[1]);
                break;
            default:
                estimator.Process(_samples[0], _samples[1], _samples[2]);
                break;
        }

        return estimator.Finish();
    }

    /// <summary>Ends a gap-free segment: the next decision needs a whole stretch again.</summary>
    /// <param name="missingSamples">How many samples are missing in between, so that positions stay right; 0 or more.</param>
    public void EndSegment(long missingSamples = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(missingSamples);
        _position += missingSamples;
        _held = 0;
        _isOn = false;
        _follows = false;
    }

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        EndSegment();
        _position = 0;
    }

    private bool Take(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, out int consumed, out RhythmMoment moment)
    {
        if (x.Length != y.Length || x.Length != z.Length)
        {
            throw new ArgumentException($"The axes must have equal lengths; found {x.Length}, {y.Length} and {z.Length}.");
        }

        int length = _samples[0].Length;
        if (_held == length && !x.IsEmpty)
        {
            foreach (double[] axis in _samples)
            {
                axis.AsSpan(_hop).CopyTo(axis);
            }

            _held -= _hop;
        }

        for (consumed = 0; consumed < x.Length;)
        {
            int i = consumed++;
            if (!(double.IsFinite(x[i]) && double.IsFinite(y[i]) && double.IsFinite(z[i])))
            {
                EndSegment(1);
                continue;
            }

            _samples[0][_held] = x[i];
            if (_samples.Length > 1)
            {
                _samples[1][_held] = y[i];
            }

            if (_samples.Length > 2)
            {
                _samples[2][_held] = z[i];
            }

            _position++;
            if (++_held == length)
            {
                moment = Decide();
                return true;
            }
        }

        moment = default;
        return false;
    }

    private RhythmMoment Decide()
    {
        for (int a = 0; a < _stores.Length; a++)
        {
            _stores[a].Clear();
            _stores[a].Append(_samples[a]);
        }

        if (_follows)
        {
            _power.Roll(_stores, _stretch);
        }
        else
        {
            _power.Fill(_stores, _stretch);
        }

        _follows = true;
        if (_power.Count == 0)
        {
            _isOn = false;
            return new RhythmMoment(_position, false, false, double.NaN, double.NaN, double.NaN);
        }

        PeakFinding found = _search.Whole();
        PeakEvidence peak = found.Evidence;
        double frequency = PeakSummit.Fundamental(found, _options);
        bool staysOn = peak.Probability <= Math.Min(0.5, OffLevelRatio * _options.Significance)
            && peak.Prominence >= OffProminence * _options.MinimumProminence
            && IsPeak(frequency, peak.Prominence);
        bool isRhythmic = staysOn
            && peak.Probability <= _options.Significance
            && peak.Prominence >= _options.MinimumProminence
            && found.WithoutItsStrongestMoment() >= _options.MinimumProminence;
        _isOn = isRhythmic || (_isOn && staysOn);
        return new RhythmMoment(_position, isRhythmic, _isOn, frequency, Math.Max(peak.Probability, RhythmResult.LeastPValue), 10 * Math.Log10(peak.Prominence));
    }

    // A summit in the band that goes on from cycle to cycle and is no harmonic of something slower.
    private bool IsPeak(double frequencyHz, double prominence)
    {
        double reach = PeakShape.ReachHz(frequencyHz, _power.WindowSeconds);
        if (frequencyHz < _options.BandLowHz - reach || frequencyHz > _options.BandHighHz + reach)
        {
            return false;
        }

        _comb.Load(0, _power.Count);
        return Persists(frequencyHz, prominence) && !_comb.TryExplain(frequencyHz, 0.95 * _options.BandLowHz, out _, out _);
    }

    private bool Persists(double frequencyHz, double prominence)
    {
        Span<double> axis = stackalloc double[_stores.Length];
        _power.PrincipalAxis(frequencyHz, axis);
        _persistence.Clear();
        _persistence.Add(_stores, 0, _stretch[0].Length, axis, SampleRate / frequencyHz, _power);
        return _persistence.Evidence().IsRhythm(prominence);
    }

    private void ThrowIfNotAxes(int expected)
    {
        if (_samples.Length != expected)
        {
            throw new InvalidOperationException($"The monitor was made for {_samples.Length} axes; found a call with {expected}.");
        }
    }
}

/// <summary>What <see cref="RhythmMonitor"/> says of the stretch of samples that ends at a moment.</summary>
/// <param name="EndSample">The index of the sample behind the stretch, counted from the first one.</param>
/// <param name="IsRhythmic">The decision on this stretch alone, as <see cref="RhythmEstimator"/> makes it.</param>
/// <param name="IsOn">The same with hysteresis, so that a rhythm near the threshold does not flicker.</param>
/// <param name="FrequencyHz">The frequency of the strongest peak, between the bins; NaN where the samples do not change.</param>
/// <param name="PValue">The probability of so strong a peak without a rhythm, where 10⁻¹⁵ means that or less; NaN where the samples do not change.</param>
/// <param name="ProminenceDb">How far the peak rises above its flanks, in dB; NaN where the samples do not change.</param>
public readonly record struct RhythmMoment(
    long EndSample, bool IsRhythmic, bool IsOn, double FrequencyHz, double PValue, double ProminenceDb);
