using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds jerks and contractions in one conditioned signal, as a stream: no parameter has to be set, no threshold depends on
/// the unit, and the result is the same whatever the block size.
/// </summary>
/// <remarks>
/// <para>The input is a band-passed EMG, or the magnitude of band-passed acceleration; it must not contain NaN: split the
/// recording into segments first, and use one detector, or <see cref="Reset"/>, for each.</para>
/// <para>Method: power in three windows (half, one and two times <see cref="JerkDetectorOptions.ScaleSeconds"/>) is held
/// against a robust local noise floor. The upper thresholds follow from the chi-square distribution of the power of noise
/// with its effective degrees of freedom and from <see cref="JerkDetectorOptions.FalseAlarmsPerHour"/>; onset and offset
/// are refined to the change point of the likelihood ratio (Staude and Wolf (1999), doi:10.1016/S1350-4533(99)00067-3).</para>
/// <para>Cost: some 20 ns a sample, and 20 µs a burst. Nothing is allocated after construction. Not thread-safe; one per channel.</para>
/// </remarks>
public sealed class JerkDetector
{
    // Below, a pause of 40 ms between bursts is some ten samples, as the gaps between the spikes of a contraction are: real
    // contractions at 250 Hz were taken for trains, and trains were not found for it.
    private const double LeastPauseRateHz = 500;

    private readonly DetectorGeometry _geometry;
    private readonly BinHistory _bins;
    private readonly NoiseFloor _floor;
    private readonly NoiseCorrelation? _noise;
    private readonly WhitenedPower? _whitened;
    private readonly SmoothedPower? _smoothed;
    private readonly ContractionTracker _contractions;
    private readonly BurstSegmenter _bursts;
    private readonly BurstQueue _output = new();
    private long _contractionCells;
    private long _burstCells;
    private readonly double _alarmsPerHour;
    private bool _isFinished;

    /// <summary>Initializes a new instance of the <see cref="JerkDetector"/> class.</summary>
    /// <param name="options">What counts as a jerk.</param>
    /// <param name="sampleRate">The sampling rate of the input in Hz.</param>
    /// <param name="bandwidthHz">
    /// The width in Hz of the band that conditioning left, at most half the sampling rate; it bounds the degrees of
    /// freedom of the noise.
    /// </param>
    /// <param name="minimumFloorRms">
    /// The smallest noise floor to believe in, as root mean square in the input's unit: the noise of quantisation, where
    /// a recording at rest shows one value only.
    /// </param>
    /// <param name="givesRejected">
    /// Whether what rose above the noise but is no burst is given too, with the reason in <see cref="Burst.Rejection"/>.
    /// </param>
    /// <param name="axes">
    /// Of how many axes, 1 to 3, the input is the magnitude: noise has so many times the degrees of freedom.
    /// </param>
    /// <param name="tailPower">
    /// What the filters before it leave of a burst's power behind its end, where they still ring, 0 to 1: offsets lie where
    /// power comes down to that and the noise. From 0.25 on, what rings hides the offset, which then lies where the noise has it.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An option or number is outside its range.</exception>
    public JerkDetector(
        JerkDetectorOptions options,
        double sampleRate,
        double bandwidthHz,
        double minimumFloorRms = 0,
        bool givesRejected = false,
        int axes = 1,
        double tailPower = 0)
        : this(options, sampleRate, bandwidthHz, minimumFloorRms, givesRejected, axes, tailPower, EdgeResponse.None)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="JerkDetector"/> class behind a filter.</summary>
    /// <param name="options">What counts as a jerk.</param>
    /// <param name="sampleRate">The sampling rate of the input in Hz.</param>
    /// <param name="bandwidthHz">The width of the band in Hz.</param>
    /// <param name="minimumFloorRms">The smallest noise floor to believe in.</param>
    /// <param name="givesRejected">Whether what is no burst is given too.</param>
    /// <param name="axes">Of how many axes the input is the magnitude.</param>
    /// <param name="tailPower">What the filter leaves of a burst's power behind its end.</param>
    /// <param name="response">What the filter makes of an edge.</param>
    internal JerkDetector(
        JerkDetectorOptions options,
        double sampleRate,
        double bandwidthHz,
        double minimumFloorRms,
        bool givesRejected,
        int axes,
        double tailPower,
        EdgeResponse response)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfOutside(bandwidthHz, double.Epsilon, sampleRate / 2);
        Guard.ThrowIfOutside(minimumFloorRms, 0, double.MaxValue);
        Guard.ThrowIfOutside(axes, 1, 3);
        Guard.ThrowIfOutside(tailPower, 0, 1);
        Options = options;
        SampleRate = sampleRate;
        _geometry = new DetectorGeometry(options, sampleRate, 2 * axes * bandwidthHz);
        _bins = new BinHistory(_geometry.BinSamples, _geometry.HalfWindowBins, _geometry.CellBins, _geometry.HeldBins);
        double windowSeconds = 2.0 * _geometry.HalfWindowBins * _geometry.BinSamples / sampleRate;
        double nominal = Math.Max(1, 2 * axes * bandwidthHz * windowSeconds);
        _floor = new NoiseFloor(
            _bins,
            _geometry.CellBins,
            _geometry.CellSeconds,
            _geometry.LookAheadCells,
            _geometry.LookBackCells,
            nominal,
            Math.Max(1e-300, minimumFloorRms * minimumFloorRms),
            seesBriefRest: _geometry.RingSamples == 0,
            seesPauses: _geometry.RingSamples == 0 && sampleRate >= LeastPauseRateHz);
        _contractions = new ContractionTracker(_bins, _floor, _geometry, sampleRate, _output, givesRejected);
        bool isMuscle = _geometry.RingSamples == 0;
        var band = new NarrowBand(options, 2 * axes * bandwidthHz * options.ScaleSeconds, isMuscle);
        _alarmsPerHour = band.AlarmsPerHour;
        _noise = !isMuscle ? null : new NoiseCorrelation(_bins, _geometry, nominal, band.HasLongWindow, sampleRate);
        _whitened = _noise is null ? null : new WhitenedPower(_bins, _floor, _noise, _geometry, nominal, band.AlarmsPerHour, sampleRate);
        _smoothed = isMuscle && EdgeSmoother.IsUsedAt(sampleRate)
            ? new SmoothedPower(_bins, _floor, _geometry, bandwidthHz, SmoothedPower.AlarmShare * band.AlarmsPerHour, sampleRate)
            : null;
        var edges = new EdgeEstimator(_bins, sampleRate, isSmoothed: isMuscle, response);
        var trimmer = new TailTrimmer(_bins, edges, _geometry, tailPower);
        var judge = new BurstJudge(_bins, _contractions, trimmer, _geometry, sampleRate, _output, givesRejected);
        _bursts = new BurstSegmenter(_bins, _floor, judge, _geometry, options, band, edges, _noise, _whitened, _smoothed, sampleRate, axes);
    }

    /// <summary>Gets the options the detector was made with.</summary>
    public JerkDetectorOptions Options { get; }

    /// <summary>Gets the sampling rate of the input in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the longest pause inside one burst, in seconds: in narrow bands longer than the options ask for.</summary>
    internal double JoinSeconds => _geometry.JoinSeconds;

    /// <summary>
    /// Gets how many samples after its offset a jerk is reported where its power falls to the noise at once; where it trails off,
    /// so much later as that takes.
    /// </summary>
    public long LatencySamples => _geometry.LatencySamples;

    /// <summary>Gets how long a cell is, for which there is one floor and one threshold, in seconds.</summary>
    internal double CellSeconds => _geometry.CellSeconds;

    /// <summary>Gets how long a cell is in samples.</summary>
    internal long CellSamples => (long)_geometry.CellBins * _geometry.BinSamples;

    /// <summary>Gets how long the middle window is in samples.</summary>
    internal int WindowSamples => 2 * _geometry.HalfWindowBins * _geometry.BinSamples;

    /// <summary>Sets the list to which what each cell is held against is added; whoever reads it clears it.</summary>
    internal List<DetectionThreshold>? Thresholds
    {
        set => _bursts.Thresholds = value;
    }

    /// <summary>Gets how far back a burst may begin that is read now, in samples.</summary>
    internal long HeldSamples => (long)_geometry.HeldBins * _geometry.BinSamples;

    /// <summary>Gets the root mean square of the noise floor where the detector last decided, in the input's unit; 0 before.</summary>
    public double FloorRms => _burstCells == 0 ? 0 : Math.Sqrt(_floor.Power(_burstCells - 1));

    /// <summary>Takes in samples up to the next finished burst.</summary>
    /// <param name="input">The next samples; none may be NaN.</param>
    /// <param name="consumed">How many of them were taken in; call again with the rest.</param>
    /// <param name="burst">The burst, where the result is <see langword="true"/>. Bursts come in the order in which they are settled.</param>
    /// <returns>Whether a burst is ready; where <see langword="false"/>, all of the input has been taken in.</returns>
    /// <exception cref="InvalidOperationException">The signal was finished; call <see cref="Reset"/> first.</exception>
    public bool TryRead(ReadOnlySpan<double> input, out int consumed, out Burst burst)
    {
        if (_isFinished)
        {
            throw new InvalidOperationException("The signal was finished with TryFinish; Reset the detector for the next one.");
        }

        consumed = 0;
        while (!_output.TryTake(out burst))
        {
            if (consumed == input.Length)
            {
                return false;
            }

            bool isCellKnown = _bins.Fill(input[consumed..], out int taken);
            consumed += taken;
            if (isCellKnown)
            {
                Advance(isFinal: false);
            }
        }

        return true;
    }

    /// <summary>Ends the signal and gives the bursts that were still open, one a call.</summary>
    /// <param name="burst">The burst, where the result is <see langword="true"/>.</param>
    /// <returns><see langword="false"/> when there is no further burst.</returns>
    public bool TryFinish(out Burst burst)
    {
        if (!_isFinished)
        {
            _isFinished = true;
            _bins.Finish();
            Advance(isFinal: true);
        }

        return _output.TryTake(out burst);
    }

    /// <summary>
    /// Gives the shape of a burst that was just read: the samples around its peak, averaged down to a step, scaled to unit power.
    /// </summary>
    internal void CopyShape(in Burst burst, int step, Span<float> shape)
    {
        long first = burst.PeakIndex - ((long)step * shape.Length / 2);
        double power = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            double sum = 0;
            for (long n = first + ((long)i * step); n < first + ((long)(i + 1) * step); n++)
            {
                sum += n >= 0 && n < _bins.SampleCount ? _bins.Sample(n) : 0;
            }

            shape[i] = (float)sum;
            power += sum * sum;
        }

        float scale = power > 0 ? (float)(1 / Math.Sqrt(power)) : 0;
        foreach (ref float value in shape)
        {
            value *= scale;
        }
    }

    /// <summary>Gives the part of the energy of a burst that was just read, beyond the noise's, that lies near its peak.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="reach">How far from the peak, in samples.</param>
    internal double CoreShare(in Burst burst, long reach)
    {
        long coreStart = Math.Max(0, burst.PeakIndex - reach);
        long coreEnd = Math.Min(_bins.SampleCount, burst.PeakIndex + reach + 1);
        long start = Math.Max(Math.Min(burst.Start, coreStart), _bins.SampleCount - HeldSamples);
        double noise = burst.FloorRms * burst.FloorRms;
        double core = 0;
        double all = 0;
        for (long n = start; n < Math.Max(burst.End, coreEnd); n++)
        {
            double energy = _bins.Square(n) - noise;
            all += energy;
            core += n >= coreStart && n < coreEnd ? energy : 0;
        }

        return all > 0 ? Math.Clamp(core / all, 0, 1) : 0;
    }

    /// <summary>Gives the root mean square that noise exceeds no more often than it may, if so many samples of a burst that was just read are known.</summary>
    internal double LeastRms(in Burst burst, long samples)
    {
        long cell = Math.Clamp(burst.Start / _geometry.BinSamples / _geometry.CellBins, 0, _floor.KnownCells - 1);
        double window = 2.0 * _geometry.HalfWindowBins * _geometry.BinSamples;
        double freedom = Math.Max(1, _floor.DegreesOfFreedom(cell) * samples / window);
        double deviate = BurstSegmenter.Deviate(_alarmsPerHour, samples / SampleRate);
        return burst.FloorRms * Math.Sqrt(NormalDistribution.MeanSquareQuantile(freedom, deviate));
    }

    /// <summary>Gives the sum of the squares of samples within a burst that was just read.</summary>
    internal double Energy(long start, long end)
    {
        double energy = 0;
        for (long n = Math.Max(start, _bins.SampleCount - HeldSamples); n < end; n++)
        {
            energy += _bins.Square(n);
        }

        return energy;
    }

    /// <summary>Returns true if a burst that was just read is an electrode pop.</summary>
    internal bool IsPop(PopFinder pops, in Burst burst) => pops.IsPop(_bins, burst);

    /// <summary>Gets the number of samples taken in since the segment began.</summary>
    internal long SampleCount => _bins.SampleCount;

    /// <summary>Forgets everything: the next sample is the first of a new signal.</summary>
    public void Reset()
    {
        Continue();
        _floor.Reset();
        _noise?.Reset();
        _whitened?.Reset();
        _smoothed?.Reset();
    }

    /// <summary>
    /// Forgets all but what the noise is: the next sample is the first of another segment of the same signal. Learned anew in
    /// segments of a second, as lost packets leave them, the floor and the degrees of freedom of noise that is not white were wrong
    /// in some, and the noise exceeded its threshold once or twice a minute.
    /// </summary>
    internal void Continue()
    {
        _floor.Continue();
        _bins.Reset();
        _contractions.Reset();
        _bursts.Reset();
        _output.Clear();
        _contractionCells = 0;
        _burstCells = 0;
        _isFinished = false;
    }

    private void Advance(bool isFinal)
    {
        _floor.Advance(isFinal);
        while (_contractionCells < _floor.KnownCells)
        {
            if (!_floor.IsRaised(_contractionCells))
            {
                _noise?.Learn(_contractionCells, _floor.Power(_contractionCells));
            }

            _whitened?.Learn(_contractionCells);
            _smoothed?.Learn(_contractionCells);
            _contractions.Process(_contractionCells++);
            if (_contractionCells > _geometry.LagCells)
            {
                _bursts.Process(_burstCells++);
            }
        }

        if (isFinal)
        {
            _contractions.Finish();
            while (_burstCells < _floor.KnownCells)
            {
                _bursts.Process(_burstCells++);
            }

            _bursts.Finish();
        }
    }
}

/// <summary>What a detector held one cell of the signal against.</summary>
/// <param name="FloorPower">The power of the noise floor, in the input's unit squared.</param>
/// <param name="Power">The power that the middle window had to reach, by the measure that decided.</param>
internal readonly record struct DetectionThreshold(double FloorPower, double Power);
