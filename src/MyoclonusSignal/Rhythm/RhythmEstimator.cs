using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Decides whether a signal is rhythmic in a band (3–8 Hz unless asked otherwise), at which frequency, when, and how sure that is.</summary>
/// <remarks>
/// <para>
/// The signal is a decimated envelope of an electromyogram (about 60–200 Hz), or the three axes of an accelerometer,
/// whose spectra are summed: never the norm of the axes, which doubles the frequency.
/// </para>
/// <para>
/// A record is called rhythmic when a peak stands out of its own flanks more than noise of any smooth spectrum
/// would let it at the level <see cref="RhythmOptions.Significance"/>, rises above them by
/// <see cref="RhythmOptions.MinimumProminence"/>, and is no harmonic of a slower movement. Jerks at irregular intervals
/// are therefore not a rhythm, however many there are.
/// </para>
/// <para>
/// The samples are kept until <see cref="Finish"/>. Appending allocates nothing but one block per axis every 32 768
/// samples. A sample that is not finite ends the segment and counts as missing. Not thread-safe.
/// </para>
/// </remarks>
public sealed class RhythmEstimator
{
    private readonly RhythmOptions _options;
    private readonly SampleStore[] _axes;
    private readonly List<Segment> _segments = new(256);
    private readonly List<long> _clocks = new(256);
    private long _segmentStart;
    private long _missing;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="sampleRate">Sampling rate of the envelope or accelerometer in Hz, at least four times the band's upper edge.</param>
    /// <param name="axisCount">1 for an envelope, 2 or 3 for the axes of one sensor.</param>
    /// <param name="options">What is wanted; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RhythmEstimator(double sampleRate, int axisCount = 1, RhythmOptions? options = null)
    {
        _options = options ?? new RhythmOptions();
        _options.Validate(sampleRate);
        Guard.ThrowIfOutside(axisCount, 1, 3);
        SampleRate = sampleRate;
        _axes = new SampleStore[axisCount];
        for (int a = 0; a < axisCount; a++)
        {
            _axes[a] = new SampleStore();
        }
    }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the number of axes.</summary>
    public int AxisCount => _axes.Length;

    /// <summary>Gets the number of samples that were not finite, or were stated to be missing.</summary>
    public long MissingSamples => _missing;

    /// <summary>Gives the decision for one signal in one call.</summary>
    /// <param name="samples">The samples, without a gap.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="options">What is wanted; null for the defaults.</param>
    public static RhythmResult Estimate(ReadOnlySpan<double> samples, double sampleRate, RhythmOptions? options = null)
    {
        var estimator = new RhythmEstimator(sampleRate, 1, options);
        estimator.Process(samples);
        return estimator.Finish();
    }

    /// <summary>Gives the decision for samples at uneven times.</summary>
    /// <param name="timesSeconds">The time of each sample in seconds, in any order; times of the result are on this clock.</param>
    /// <param name="values">As many values; a missing one (NaN or infinite) is left out.</param>
    /// <param name="options">What is wanted; null for the defaults.</param>
    /// <remarks>
    /// The samples are interpolated on the even grid of their mean rate outside pauses (by the cubic through four, or a line
    /// where they crowd or are sparse), and a pause of more than half a period of the band's lower edge ends a segment. Of 600
    /// records of white noise of 20 s at the level of 1 %, alone and on a slow movement twenty times as large, 0.2 to 1.3 % are
    /// called rhythmic where samples jitter, are lost, come at random, or swing in their rate. In five bursts a second it is 1.2 % of
    /// noise alone and 2.7 % on the slow movement. <see cref="RhythmResult.Periodogram"/> is what the samples say without interpolation.
    /// Use it where the sensor itself samples unevenly; where only the stamps of an even clock jitter, the samples are even.
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ, a time is not finite, or fewer than four values are at different times.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range, or the mean rate is below four times the band's upper edge.</exception>
    public static RhythmResult Estimate(ReadOnlySpan<double> timesSeconds, ReadOnlySpan<double> values, RhythmOptions? options = null)
    {
        ThrowIfNotAsMany(timesSeconds, values, nameof(values));
        return UnevenRhythm.Estimate(timesSeconds, [values.ToArray()], options ?? new RhythmOptions());
    }

    /// <summary>Gives the decision for the three axes of a sensor that samples at uneven times, as for a single signal.</summary>
    /// <param name="timesSeconds">The time of each sample in seconds, in any order; times of the result are on this clock.</param>
    /// <param name="x">As many samples of the first axis.</param>
    /// <param name="y">As many of the second.</param>
    /// <param name="z">As many of the third; a moment that misses one axis (NaN or infinite) is left out.</param>
    /// <param name="options">What is wanted; null for the defaults.</param>
    /// <exception cref="ArgumentException">The lengths differ, a time is not finite, or fewer than four values are at different times.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range, or the mean rate is below four times the band's upper edge.</exception>
    public static RhythmResult Estimate(
        ReadOnlySpan<double> timesSeconds, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, RhythmOptions? options = null)
    {
        ThrowIfNotAsMany(timesSeconds, x, nameof(x));
        ThrowIfNotAsMany(timesSeconds, y, nameof(y));
        ThrowIfNotAsMany(timesSeconds, z, nameof(z));
        return UnevenRhythm.Estimate(timesSeconds, [x.ToArray(), y.ToArray(), z.ToArray()], options ?? new RhythmOptions());
    }

    /// <summary>Appends the next samples of a single signal.</summary>
    /// <param name="samples">Samples in any block size.</param>
    /// <exception cref="InvalidOperationException">The estimator has more than one axis.</exception>
    public void Process(ReadOnlySpan<double> samples)
    {
        ThrowIfNotAxes(1);
        while (!samples.IsEmpty)
        {
            int finite = FiniteRun(samples);
            _axes[0].Append(samples[..finite]);
            samples = samples[finite..];
            if (!samples.IsEmpty)
            {
                EndSegment(1);
                samples = samples[1..];
            }
        }
    }

    /// <summary>Appends the next samples of two axes.</summary>
    /// <param name="x">Samples of the first axis.</param>
    /// <param name="y">As many of the second.</param>
    /// <exception cref="InvalidOperationException">The estimator has not two axes.</exception>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Process(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ThrowIfNotAxes(2);
        ProcessAxes(x, y, y);
    }

    /// <summary>Appends the next samples of three axes.</summary>
    /// <param name="x">Samples of the first axis.</param>
    /// <param name="y">As many of the second.</param>
    /// <param name="z">As many of the third.</param>
    /// <exception cref="InvalidOperationException">The estimator has not three axes.</exception>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Process(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        ThrowIfNotAxes(3);
        ProcessAxes(x, y, z);
    }

    /// <summary>Ends a gap-free segment; the next sample begins another one.</summary>
    /// <param name="missingSamples">How many samples are missing in between, so that times stay right; 0 or more.</param>
    public void EndSegment(long missingSamples = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(missingSamples);
        if (_axes[0].Count > _segmentStart)
        {
            _segments.Add(new Segment(_segmentStart, _axes[0].Count));
            _clocks.Add(_segmentStart + _missing);
            _segmentStart = _axes[0].Count;
        }

        _missing += missingSamples;
    }

    /// <summary>Takes a stretch of samples out of the estimate, such as a heartbeat's: a straight line takes its place.</summary>
    /// <param name="start">Index of the first sample among all samples processed.</param>
    /// <param name="end">Index of the sample behind the last one.</param>
    internal void Bridge(long start, long end)
    {
        foreach (SampleStore axis in _axes)
        {
            axis.Bridge(start, end);
        }
    }

    /// <summary>Gives the decision on all samples so far; more may follow.</summary>
    /// <remarks>The cost is that of the windows' transforms: some 0.1 s for an hour at 100 Hz.</remarks>
    public RhythmResult Finish()
    {
        EndSegment();
        return new RhythmAnalysis(new RhythmRecord(_axes, _segments, _clocks, SampleRate, _options)).Decide();
    }

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        foreach (SampleStore axis in _axes)
        {
            axis.Clear();
        }

        _segments.Clear();
        _clocks.Clear();
        _segmentStart = 0;
        _missing = 0;
    }

    private static int FiniteRun(ReadOnlySpan<double> samples)
    {
        int length = 0;
        while (length < samples.Length && double.IsFinite(samples[length]))
        {
            length++;
        }

        return length;
    }

    private void ProcessAxes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        if (x.Length != y.Length || x.Length != z.Length)
        {
            throw new ArgumentException($"The axes must have equal lengths; found {x.Length}, {y.Length} and {z.Length}.");
        }

        while (!x.IsEmpty)
        {
            int finite = Math.Min(FiniteRun(x), Math.Min(FiniteRun(y), FiniteRun(z)));
            _axes[0].Append(x[..finite]);
            _axes[1].Append(y[..finite]);
            if (_axes.Length > 2)
            {
                _axes[2].Append(z[..finite]);
            }

            int taken = finite;
            if (finite < x.Length)
            {
                EndSegment(1);
                taken++;
            }

            x = x[taken..];
            y = y[taken..];
            z = z[taken..];
        }
    }

    private static void ThrowIfNotAsMany(ReadOnlySpan<double> times, ReadOnlySpan<double> values, string name)
    {
        if (times.Length != values.Length)
        {
            throw new ArgumentException($"Times and values must be as many; found {times.Length} and {values.Length}.", name);
        }
    }

    private void ThrowIfNotAxes(int expected)
    {
        if (_axes.Length != expected)
        {
            throw new InvalidOperationException(
                $"The estimator was made for {_axes.Length} axes; found a call with {expected}.");
        }
    }
}
