using MathNet.Numerics.Distributions;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds bursts against the local floor: an upper threshold in any of three windows raises the alarm, a lower one bounds
/// the burst, likelihood refines onset and offset, and what does not fall off on both sides is no burst.
/// </summary>
internal sealed class BurstSegmenter
{
    // Less than a tenth of the peak's amplitude is no longer the burst but what lingers after it.
    private const double EdgeFraction = 0.01;

    // In a region without an end a burst stands 10 dB out: a floor that is a little too low keeps a region open as well.
    private const double EndlessRatio = 10;

    private readonly BinHistory _bins;
    private readonly NoiseFloor _floor;
    private readonly DetectorGeometry _geometry;
    private readonly double _lowerThreshold;
    private readonly WindowDeviates _alone;
    private readonly WindowDeviates _beside;
    private readonly double _longDeviate;
    private readonly EdgeEstimator _edges;
    private readonly NoiseCorrelation? _noise;
    private readonly WhitenedPower? _whitened;
    private readonly SmoothedPower? _smoothed;
    private readonly BurstParts _parts;
    private readonly BurstJudge _judge;
    private readonly double _middleSamples;
    private readonly int _axes;
    private readonly RenewalFinder? _renewal;
    private long _regionStart;
    private long _regionEnd;
    private bool _isOpen;
    private bool _isAlarmed;
    private bool _isRenewed;
    private double _valleyBefore;
    private double _valleyAfter;
    private long _lastEnd;

    public BurstSegmenter(
        BinHistory bins,
        NoiseFloor floor,
        BurstJudge judge,
        DetectorGeometry geometry,
        JerkDetectorOptions options,
        NarrowBand band,
        EdgeEstimator edges,
        NoiseCorrelation? noise,
        WhitenedPower? whitened,
        SmoothedPower? smoothed,
        double sampleRate,
        int axes)
    {
        _bins = bins;
        _floor = floor;
        _geometry = geometry;
        _edges = edges;
        _noise = noise;
        _whitened = whitened;
        _smoothed = smoothed;
        _judge = judge;
        _parts = new BurstParts(bins, floor, geometry);
        _axes = axes;
        _renewal = options.RenewalRatio > 0 ? new RenewalFinder(options.RenewalRatio) : null;
        _middleSamples = 2.0 * geometry.HalfWindowBins * geometry.BinSamples;
        _lowerThreshold = options.LowerThreshold;
        double binSeconds = geometry.BinSamples / sampleRate;
        double halfSeconds = geometry.HalfWindowBins * binSeconds;
        _alone = new WindowDeviates(band.AlarmsPerHour, halfSeconds);
        _beside = new WindowDeviates((1 - SmoothedPower.AlarmShare) * band.AlarmsPerHour, halfSeconds);
        _longDeviate = band.HasLongWindow ? Deviate(band.AlarmsPerHour, 8 * halfSeconds) : double.NaN;
        Reset();
    }

    public void Reset()
    {
        _isOpen = false;
        _isRenewed = false;
        (_valleyBefore, _valleyAfter) = (0, 0);
        _lastEnd = 0;
        _judge.Reset();
    }

    /// <summary>Gets or sets the list to which what each cell is held against is added; whoever reads it clears it.</summary>
    public List<DetectionThreshold>? Thresholds { get; set; }

    public void Process(long cell)
    {
        double floor = _floor.Power(cell);
        double dof = _floor.DegreesOfFreedom(cell);
        bool isWhitened = _whitened is not null && _whitened.TryBegin(cell);
        bool isColoured = _noise is { IsColoured: true } && !_floor.IsRaised(cell);
        bool isSmoothed = !isWhitened && !isColoured && _smoothed is not null && _smoothed.TryBegin(cell);
        WindowDeviates deviates = isSmoothed ? _beside : _alone;
        double halfUpper = floor * NormalDistribution.MeanSquareQuantile(dof / 2, deviates.Half);
        double middleUpper = floor * NormalDistribution.MeanSquareQuantile(dof, deviates.Middle);
        double doubleUpper = floor * NormalDistribution.MeanSquareQuantile(dof * 2, deviates.Double);
        double longUpper = double.IsNaN(_longDeviate) ? double.PositiveInfinity : floor * NormalDistribution.MeanSquareQuantile(dof * 4, _longDeviate);
        int reach = 2 * _geometry.HalfWindowBins;
        if (isColoured)
        {
            halfUpper = Math.Max(halfUpper, floor * _noise!.Half.Quantile(deviates.Half));
            middleUpper = Math.Max(middleUpper, floor * _noise.Middle.Quantile(deviates.Middle));
            doubleUpper = Math.Max(doubleUpper, floor * _noise.Double.Quantile(deviates.Double));
            longUpper = double.IsNaN(_longDeviate) ? longUpper : Math.Max(longUpper, floor * _noise.Long.Quantile(_longDeviate));
        }

        // 2.33: one bin in a hundred of pure noise reaches the lower threshold; it bounds bursts, it does not find them.
        double lower = floor * Math.Max(_lowerThreshold, NormalDistribution.MeanSquareQuantile(dof, 2.33));

        long first = cell * _geometry.CellBins;
        long end = Math.Min(first + _geometry.CellBins, _bins.BinCount);
        bool isQuiet = !isWhitened && !_isOpen && !_bins.IsAtEdge(first) && !_bins.IsAtEdge(end)
            && !_bins.IsReached(first, end, halfUpper, Math.Min(middleUpper, lower), doubleUpper);
        bool isKept = Thresholds is not null;
        var decided = new CellThreshold(middleUpper, !isWhitened);
        for (long bin = isQuiet ? end : first; bin < end; bin++)
        {
            // A window that reaches beyond the signal has fewer degrees of freedom, for which the thresholds are too low.
            (double half, double middle, double twice) = _bins.IsAtEdge(bin)
                ? _bins.Filled(bin, floor)
                : (_bins.Half(bin), _bins.Middle(bin), _bins.Double(bin));
            bool isAlarm = isWhitened
                ? _whitened!.IsAlarm(bin)
                : middle >= middleUpper || half >= halfUpper || twice >= doubleUpper;
            if (middle >= lower || isAlarm)
            {
                if (!_isOpen)
                {
                    _isOpen = true;
                    _isAlarmed = false;
                    _regionStart = bin;
                    _renewal?.Clear();
                }

                // The longest window, the mean of two of twice the length, bounds nothing: it reaches across the pauses of a train.
                double longer = !isWhitened && bin >= reach && bin < _bins.BinCount - reach
                    ? (_bins.Double(bin - reach) + _bins.Double(bin + reach)) / 2
                    : 0;
                _isAlarmed |= isAlarm || longer >= longUpper;

                // Where a burst is known already it tells nothing new.
                double smoothed = isSmoothed && (isKept || !_isAlarmed) ? _smoothed!.Margin(bin) : 0;
                _isAlarmed |= smoothed >= 1;
                _regionEnd = bin + 1;
                if (isKept)
                {
                    decided.Add(middle, isWhitened
                        ? _whitened!.Margin(bin)
                        : Math.Max(Math.Max(half / halfUpper, middle / middleUpper), Math.Max(twice / doubleUpper, Math.Max(longer / longUpper, smoothed))));
                }

                if (_renewal is not null && _renewal.IsRenewed(bin, middle, out long valleyBin))
                {
                    CloseAtValley(valleyBin, isAlarm);
                }
            }
            else if (isKept && isWhitened && !_isOpen)
            {
                decided.Add(middle, _whitened!.Margin(bin));
            }
            else if (_isOpen && bin - _regionEnd >= _geometry.JoinBins)
            {
                CloseRegion();
                decided.EndRegion();
            }
        }

        decided.EndRegion();
        Thresholds?.Add(new DetectionThreshold(floor, decided.Power()));

        if (_isOpen && _isAlarmed && _renewal is null && end - _regionStart > _geometry.LongestRegionBins - (2 * _geometry.CellBins))
        {
            GiveFirstParts();
        }

        _judge.Advance((_isOpen ? _regionStart : end) * _geometry.BinSamples);
    }

    public void Finish()
    {
        if (_isOpen)
        {
            CloseRegion();
        }

        _judge.Flush();
    }

    /// <summary>Gives the normal deviate that noise exceeds so often in windows of one length.</summary>
    public static double Deviate(double perHour, double windowSeconds)
    {
        // Looks that are independent enough to count: the windows of one length side by side; a running window's maxima
        // come some three times as often (Cramér and Leadbetter's upcrossing rate of a triangular correlation), and
        // there are three lengths.
        double looksPerHour = 3600 / windowSeconds * 9;
        return -Normal.InvCDF(0, 1, Math.Min(0.1, perHour / looksPerHour));
    }

    private void CloseRegion()
    {
        _isOpen = false;
        CloseRegion(_regionEnd, _bins.SampleCount);
    }

    /// <summary>Ends a burst where power was least, and begins the next one there.</summary>
    private void CloseAtValley(long valleyBin, bool isAlarm)
    {
        long end = _regionEnd;
        double valley = _renewal!.ValleyPower;
        _valleyAfter = valley;
        long split = MiddleOf(valleyBin);
        CloseRegion(valleyBin, split);
        _lastEnd = Math.Max(_lastEnd, split);
        (_regionStart, _regionEnd, _isAlarmed) = (valleyBin, end, isAlarm);
        (_valleyBefore, _valleyAfter) = (valley, 0);
        _isRenewed = true;
        _renewal.Clear();
    }

    private void CloseRegion(long regionEnd, long limit)
    {
        AddRegion(regionEnd, limit);
        (_valleyBefore, _valleyAfter) = (0, 0);
        _isRenewed = false;
    }

    /// <summary>
    /// Gives the bursts of a region that has no end, as of a strong and fast train in whose pauses the filter rings: all but the last.
    /// </summary>
    private void GiveFirstParts()
    {
        _parts.Divide(_regionStart, _regionEnd);
        int last = _parts.Count - 1;
        if (last < 1)
        {
            return;
        }

        AddParts(last, EndlessRatio);
        _regionStart = _parts[last].StartBin;
    }

    private void AddRegion(long regionEnd, long limit)
    {
        if (!_isAlarmed || regionEnd - _regionStart > _geometry.LongestRegionBins)
        {
            return;
        }

        _parts.Divide(_regionStart, regionEnd);
        int last = _parts.Count - 1;
        if (last >= 0)
        {
            AddParts(last, leastRatio: 0);
            (long startBin, long endBin) = _parts[last];
            AddBurst(startBin, endBin, limit, leastRatio: 0);
        }
    }

    /// <summary>Adds the first parts of a region, each of which ends where the next one begins.</summary>
    private void AddParts(int count, double leastRatio)
    {
        for (int i = 0; i < count; i++)
        {
            (long startBin, long endBin) = _parts[i];
            long split = MiddleOf(endBin);
            AddBurst(startBin, endBin, split, leastRatio);
            _lastEnd = Math.Max(_lastEnd, split);
        }
    }

    /// <summary>Refines the edges of a burst between the last one and a limit, and hands it on; not one whose peak is less than so many times the floor.</summary>
    private void AddBurst(long startBin, long endBin, long limit, double leastRatio)
    {
        long peakBin = startBin;
        for (long bin = startBin; bin < endBin; bin++)
        {
            if (_bins.Middle(bin) > _bins.Middle(peakBin))
            {
                peakBin = bin;
            }
        }

        double peak = _bins.Middle(peakBin);
        if (peak < leastRatio * _floor.Power(startBin / _geometry.CellBins))
        {
            return;
        }

        while (startBin < peakBin && _bins.Middle(startBin) < EdgeFraction * peak)
        {
            startBin++;
        }

        while (endBin - 1 > peakBin && _bins.Middle(endBin - 1) < EdgeFraction * peak)
        {
            endBin--;
        }

        double unrest = EdgeFraction / 2 * peak;
        double floor = Math.Max(Math.Max(unrest, _valleyBefore), _floor.Power(startBin / _geometry.CellBins));
        double endFloor = Math.Max(Math.Max(unrest, _valleyAfter), _floor.Power(Math.Min(endBin, _bins.BinCount - 1) / _geometry.CellBins));
        int pad = 2 * _geometry.HalfWindowBins;
        long peakSample = Math.Min(MiddleOf(peakBin), _bins.SampleCount);
        long earliest = Math.Max(_lastEnd, (startBin - pad) * _geometry.BinSamples);
        long latest = Math.Max(peakSample, Math.Min(limit, (endBin + pad) * _geometry.BinSamples));
        earliest = Math.Min(earliest, peakSample);
        long start = ChangePoint.Onset(_bins, earliest, peakSample, floor, ChangePoint.RatioOf(peak / floor));
        long end = ChangePoint.Offset(_bins, peakSample, latest, endFloor, ChangePoint.RatioOf(peak / endFloor));
        if (end <= start)
        {
            return;
        }

        double independence = Math.Min(_axes, _floor.DegreesOfFreedom(startBin / _geometry.CellBins) / _middleSamples);
        double onset = _edges.Estimate(BurstEdge.Onset, start, _lastEnd, Math.Max(peakSample, (start + end) / 2), floor, independence, out double onsetHalf);
        double offset = _edges.Estimate(BurstEdge.Offset, end, limit, Math.Min(peakSample, (start + end) / 2), endFloor, independence, out double offsetHalf);
        start = Math.Max(_lastEnd, (long)Math.Round(onset));
        end = Math.Min(limit, Math.Max(start + 1, (long)Math.Round(offset)));

        _judge.Add(start, end, onsetHalf, offsetHalf, _floor.Power(startBin / _geometry.CellBins), independence, _isRenewed);
        _lastEnd = end;
        _isRenewed = false;
    }

    private long MiddleOf(long bin) => (bin * _geometry.BinSamples) + (_geometry.BinSamples / 2);
}

/// <summary>The normal deviates that noise exceeds so often an hour in the three windows.</summary>
internal readonly struct WindowDeviates(double perHour, double halfSeconds)
{
    public double Half { get; } = BurstSegmenter.Deviate(perHour, halfSeconds);

    public double Middle { get; } = BurstSegmenter.Deviate(perHour, 2 * halfSeconds);

    public double Double { get; } = BurstSegmenter.Deviate(perHour, 4 * halfSeconds);
}

/// <summary>The level that is there from the first sample on, as long as it may turn out to have been activity.</summary>
/// <param name="floor">The level of each cell.</param>
/// <param name="ratio">How many times the power must change to be another level.</param>
/// <param name="leastEvenness">How even activity is at least; less is a train of bursts.</param>
/// <param name="longestSeconds">What lasts longer is the noise.</param>
internal sealed class FirstLevel(NoiseFloor floor, double ratio, double leastEvenness, double longestSeconds)
{
    // What comes down within so many cells, of some 0.3 s, was activity; a slower fall is the noise's.
    private const int FallCells = (2 * NoiseFloor.NeighbourCells) + 1;

    /// <summary>Gets a value indicating whether that level still lasts.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Gets its power in the first cell.</summary>
    public double Power { get; private set; }

    public void Reset() => IsOpen = true;

    public void Close() => IsOpen = false;

    /// <summary>Looks at the next cell: tells whether the level falls there, and whether it goes on.</summary>
    public bool Falls(long cell, double seconds)
    {
        if (!IsOpen)
        {
            return false;
        }

        double level = floor.Power(cell);
        Power = cell == 0 ? level : Power;
        bool hasFallen = ratio * level <= floor.Power(Math.Max(0, cell - FallCells));
        IsOpen = !hasFallen && level < ratio * Power && seconds <= longestSeconds && floor.Evenness(cell) >= leastEvenness;
        return hasFallen;
    }
}

/// <summary>What is searched for otherwise where the band, at a low sampling rate, leaves few degrees of freedom in a window.</summary>
/// <remarks>
/// At 200 Hz 40 ms of noise hold less than six degrees of freedom: at one false alarm in three hours a burst must stand 8 dB out
/// of it, and of jerks of 6 dB a fifth is found. A longer window, as long as the jerks themselves, is looked at beside the others, and
/// one false alarm in two minutes is allowed: at 200 Hz jerks of 6 dB have then an F1 of 0.76, and noise gives 12 an hour, where a
/// plain root mean square of 20 ms has 0.78 and 35 to 90. At one in three minutes F1 would be 0.73.
/// </remarks>
/// <param name="Options">What was asked for.</param>
/// <param name="DegreesOfFreedom">The degrees of freedom of white noise in 24 ms.</param>
/// <param name="IsMuscle">Whether it is the signal of a muscle, whose bursts are short.</param>
internal readonly record struct NarrowBand(JerkDetectorOptions Options, double DegreesOfFreedom, bool IsMuscle)
{
    // Bands of 190 Hz (a rate of 470 Hz) and of 70 Hz (200 Hz).
    private const double WideFreedom = 9;
    private const double NarrowFreedom = 3.4;

    // A band of 20 Hz rings for longer than a jerk: a longer window joins what is apart.
    private const double LeastFreedom = 1;
    private const double NarrowAlarmsPerHour = 30;

    /// <summary>Gets a value indicating whether the band is too narrow for the usual windows.</summary>
    public bool HasLongWindow => IsMuscle && DegreesOfFreedom is >= LeastFreedom and < WideFreedom;

    /// <summary>Gets how often an hour noise may exceed a threshold.</summary>
    public double AlarmsPerHour
    {
        get
        {
            double share = Math.Clamp(Math.Log(WideFreedom / DegreesOfFreedom) / Math.Log(WideFreedom / NarrowFreedom), 0, 1);
            double factor = Math.Max(1, NarrowAlarmsPerHour / Options.FalseAlarmsPerHour);
            return HasLongWindow ? Options.FalseAlarmsPerHour * Math.Pow(factor, share) : Options.FalseAlarmsPerHour;
        }
    }
}
