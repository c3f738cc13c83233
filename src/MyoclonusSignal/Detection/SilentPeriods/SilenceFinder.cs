namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds stretches in which the power of a contraction falls: bins are scored by the logarithm of the likelihood of silence
/// over that of contraction, and a silence is a stretch of largest sum of scores that natural gaps do not reach.
/// </summary>
internal sealed class SilenceFinder
{
    // −14 dB: from there on more depth says no more, and one potential of a motor unit must not outweigh a silence.
    private const double MostDepth = 25;

    // A bin of full activity takes away no more than three bins of silence give; two to three of them end a silence.
    private const double LowestScore = -4;
    private const double EndingDrop = 8;

    // Gaps up to this part of the shortest silence are natural and tell the tail.
    private const double NaturalFraction = 0.8;

    // A gap that comes so near to a silence (natural ones do every half minute or so) ends a stretch of activity, lest the
    // pauses of a train, of which some are too shallow or too short, be taken for silences in a contraction.
    private const double LapseFraction = 0.6;

    // Where no rest is seen, the signal is far more often rest itself than a contraction that never ends.
    private const double ShareWithoutRest = 0.02;

    // Both sides belong to one contraction.
    private const double LeastReturn = 0.12;

    // Within 3 dB of the rest; so far below the rest there is no signal at all, or what was taken for rest is a contraction.
    private const double RestRatio = 2;
    private const double LostRatio = 0.25;

    // Of a weak contraction the natural gaps score otherwise than of a strong one: 4 to 8 dB over the rest, to 12 dB, above, and
    // where no rest is known.
    private static readonly double[] TypicalDepths = [4, 10, MostDepth, MostDepth];

    // A cell of 50 ms below twice the rest is weak, and so is one below a twentieth of the contraction, but none above half of it:
    // hardly any of a Gaussian contraction, a few in a hundred of five motor units, a quarter and more of a train at 5 Hz.
    private const double MostWeak = 0.5;
    private const double LeastWeak = 0.05;

    // Of power. A jerk right before the silence fills most of the near cells; the contraction is what the far ones hold, or the
    // farthest where a jerk that lies across three cells fills half of these too.
    private const double BurstRatio = 4;

    private const int NearCells = 3;
    private const int FarCells = 6;
    private const int FarthestCells = 12;
    private const double DeepestSeconds = 0.02;

    private readonly SilenceHistory _history;
    private readonly TonicLevel _level;
    private readonly SilenceSeries _series;
    private readonly SilenceEdges _edges;
    private readonly SilentPeriodOptions _options;
    private readonly double _sampleRate;
    private readonly double _leastFall;
    private readonly GapStatistics[] _gaps;
    private double _sum;
    private double _peak;
    private long _start;
    private long _peakBin;
    private long _otherCells;

    public SilenceFinder(
        SilenceHistory history, TonicLevel level, SilenceSeries series, SilentPeriodOptions options, double sampleRate)
    {
        _history = history;
        _level = level;
        _series = series;
        _edges = new SilenceEdges(history, sampleRate);
        _options = options;
        _sampleRate = sampleRate;
        _leastFall = Math.Pow(10, -options.LeastDepthDb / 10);
        double binSeconds = history.BinSamples / sampleRate;
        _gaps = [.. TypicalDepths.Select(depth => new GapStatistics(binSeconds, NaturalFraction * options.MinimumSeconds, Gain(depth)))];
    }

    /// <summary>Gets the time of contraction so far.</summary>
    public double TonicSeconds =>
        (_series.TonicSamples + (_series.HasSilenceWithoutRest ? (double)_otherCells * _history.CellSamples : 0)) / _sampleRate;

    public void Reset()
    {
        foreach (GapStatistics gaps in _gaps)
        {
            gaps.Reset();
        }

        _sum = 0;
        _otherCells = 0;
    }

    /// <summary>Searches a cell; two seconds behind it must be known, or the end of the signal.</summary>
    public void Process(long cell)
    {
        double level = _level.Around(cell, out bool isEven);
        bool isRaised = IsRaised(level);
        double depth = level > 0 ? Depth(level, isRaised) : MostDepth;
        GapStatistics gaps = _gaps[isRaised ? DepthClass(depth) : _gaps.Length - 1];
        gaps.AddTime(_history.CellSamples / _sampleRate);
        if (!isRaised)
        {
            _otherCells++;
        }
        else if (isEven && _history.Cell(cell) >= LeastActive(level, isRaised))
        {
            _series.AddTonic(cell * _history.CellSamples, _history.CellSamples);
        }

        if (level <= 0)
        {
            _sum = 0;
            return;
        }

        double gain = Gain(depth);
        double atZero = Math.Log(depth) / gain;
        double slope = (depth - 1) / level / gain;
        long end = Math.Min((cell + 1) * _history.CellBins, _history.BinCount);
        for (long bin = cell * _history.CellBins; bin < end; bin++)
        {
            double score = Math.Max(LowestScore, atZero - (_history.Bin(bin) * slope));
            if (_sum <= 0)
            {
                if (score <= 0)
                {
                    continue;
                }

                _sum = 0;
                _peak = 0;
                _start = bin;
            }

            _sum += score;
            if (_sum > _peak)
            {
                _peak = _sum;
                _peakBin = bin;
            }
            else if (_sum <= 0 || _peak - _sum >= EndingDrop)
            {
                _sum = 0;
                gaps.Add(_peak);
                Judge(isRaised, isEven, gaps);
            }
        }

        _series.Advance((_sum > 0 ? _start : end) * _history.BinSamples);
    }

    private static int DepthClass(double depth) => depth < 6.3 ? 0 : depth < 15.8 ? 1 : 2;

    private static double Gain(double depth) => Math.Log(depth) - 1 + (1 / depth);

    private bool IsRaised(double level) => level >= _options.LeastContractionRatio * _level.Rest;

    private double Depth(double level, bool isRaised) => isRaised ? Math.Min(MostDepth, level / _level.Rest) : MostDepth;

    /// <summary>The power from which on a cell of a contraction is not silent.</summary>
    private double LeastActive(double tonic, bool isRaised) => isRaised
        ? Math.Min(MostWeak * tonic, Math.Max(LeastWeak * tonic, RestRatio * _level.Rest))
        : _leastFall * tonic;

    private void Judge(bool isRaised, bool isEven, GapStatistics gaps)
    {
        double threshold = gaps.Threshold(_options.FalseAlarmsPerHour * (isRaised ? 1 : ShareWithoutRest));
        if (_peak < LapseFraction * threshold)
        {
            return;
        }

        Bounds(out long start, out long end);
        if (end <= start)
        {
            return;
        }

        double before = LevelBefore(start);
        double after = LevelAfter(end);
        double tonic = Math.Min(before, after);
        bool isRestSeen = IsRestSeen(LeastPower(start, end), tonic);
        if (!isRestSeen)
        {
            // The depth by which the stretch was found, in a part of its cells at least, is that of one part of a contraction under another.
            isRaised = false;
            gaps = _gaps[^1];
            threshold = gaps.Threshold(_options.FalseAlarmsPerHour * ShareWithoutRest);
            SearchAgain(tonic, MostDepth);
            Bounds(out start, out end);
        }

        if (!isEven || !(tonic > 0) || tonic < LeastReturn * Math.Max(before, after) || (isRaised && !IsRaised(tonic) && _peak >= threshold))
        {
            // A side is at rest. Next to rest a gap is no natural one; between two parts of a contraction of which one is weaker it may be.
            _series.AddRest(start, end);
            return;
        }

        // Both sides are raised and what is around them is not.
        bool isBetweenBursts = isRestSeen && !isRaised && IsRaised(tonic);
        double depth = Math.Max(_options.LeastContractionRatio, Depth(tonic, isRaised));
        double silent = _history.MeanPower(start, end);
        double degrees = gaps.DegreesPerSample(Gain(depth), _history.BinSamples);
        long middle = (start + end) / 2;
        start = _edges.Estimate(start, _series.LastEnd, middle, isOnset: true, before, silent, degrees, out double onsetHalf);
        end = _edges.Estimate(end, middle, _history.SampleCount, isOnset: false, after, silent, degrees, out double offsetHalf);
        double duration = (end - start) / _sampleRate;
        double uncertainty = onsetHalf + offsetHalf;
        if (duration > _options.MaximumSeconds + uncertainty)
        {
            _series.AddRest(start, end);
            return;
        }

        silent = InsidePower(start, end);
        double bins = (end - start) / (double)_history.BinSamples;
        double score = bins * (Math.Log(depth) - (silent / tonic * (depth - 1))) / Gain(depth);
        double most = isRaised ? Math.Max(RestRatio * _level.Rest, _leastFall * tonic) : _leastFall * tonic;
        double leastActive = LeastActive(tonic, isRaised);
        long startCell = start / _history.CellSamples;
        long endCell = (end - 1) / _history.CellSamples;
        long activeBefore = start - ((startCell - _level.ActiveCells(startCell - 1, -1, leastActive)) * _history.CellSamples);
        long activeAfter = ((endCell + 1 + _level.ActiveCells(endCell + 1, 1, leastActive)) * _history.CellSamples) - end;
        // What is nearer to this silence than to the contraction is no activity either: in a train each pause is filled by the
        // feet of the bursts.
        double leastFilled = Math.Min(MostWeak * tonic, Math.Max(leastActive, Math.Sqrt(silent * tonic)));
        if (!_level.IsFilled(Math.Max(_series.LastEnd, start - activeBefore), start, leastFilled))
        {
            activeBefore = 0;
        }

        if (!_level.IsFilled(end, end + activeAfter, leastFilled))
        {
            activeAfter = 0;
        }

        if (duration < _options.MinimumSeconds - uncertainty
            || isBetweenBursts
            || gaps.IsTrain
            || Math.Min(score, _peak) < threshold
            || !(silent > 0 && silent <= most)
            || (isRaised && silent < LostRatio * _level.Rest))
        {
            _series.AddLapse(start, end, activeBefore, activeAfter);
            return;
        }

        Measure(start, end, out double peak, out double area);
        _series.Add(
            new SilentPeriod(
                start,
                end,
                Deepest(start, end),
                peak,
                Math.Sqrt(silent),
                area,
                Math.Sqrt(tonic),
                isRaised ? Math.Sqrt(_level.Rest) : double.NaN,
                10 * Math.Log10(silent / tonic),
                onsetHalf,
                offsetHalf),
            activeBefore,
            activeAfter);
    }

    /// <summary>Gives the samples of the stretch of largest sum, behind the last silence.</summary>
    private void Bounds(out long start, out long end)
    {
        start = Math.Max(_series.LastEnd, _start * _history.BinSamples);
        end = Math.Min(_history.SampleCount, (_peakBin + 1) * _history.BinSamples);
    }

    /// <summary>
    /// Returns true if the level of rest can be one. Where a silence lies farther below it than it lies below the contraction,
    /// the muscle has not rested, and it is the weakest part of a contraction that goes up and down.
    /// </summary>
    private bool IsRestSeen(double silent, double tonic) =>
        silent >= LostRatio * _level.Rest || silent * tonic >= _level.Rest * _level.Rest;

    /// <summary>The mean power of the weakest part that is as long as the shortest silence: of no edge, wherever these are.</summary>
    private double LeastPower(long start, long end)
    {
        long bins = Math.Max(1, Math.Min((end - start) / _history.BinSamples, (long)(_options.MinimumSeconds * _sampleRate) / _history.BinSamples));
        long first = start / _history.BinSamples;
        long behind = Math.Max(first + bins, (end + _history.BinSamples - 1) / _history.BinSamples);
        double sum = 0;
        double least = double.PositiveInfinity;
        for (long bin = first; bin < behind; bin++)
        {
            sum += _history.Bin(bin);
            if (bin - first >= bins - 1)
            {
                least = Math.Min(least, sum);
                sum -= _history.Bin(bin - bins + 1);
            }
        }

        return least / bins;
    }

    /// <summary>Finds the part of the stretch whose sum is largest when a contraction of another level and depth is assumed.</summary>
    private void SearchAgain(double tonic, double depth)
    {
        double gain = Gain(depth);
        double atZero = Math.Log(depth) / gain;
        double slope = (depth - 1) / tonic / gain;
        double sum = 0;
        long from = _start;
        long last = _peakBin;
        _peak = 0;
        for (long bin = from; bin <= last; bin++)
        {
            from = sum <= 0 ? bin : from;
            sum = Math.Max(0, sum) + Math.Max(LowestScore, atZero - (_history.Bin(bin) * slope));
            if (sum > _peak)
            {
                _peak = sum;
                _peakBin = bin;
                _start = from;
            }
        }
    }

    private double LevelBefore(long start)
    {
        long cell = start / _history.CellSamples;
        long earliest = (_series.LastEnd + _history.CellSamples - 1) / _history.CellSamples;
        double near = _level.Beside(Math.Max(earliest, cell - NearCells), cell);
        double far = _level.Beside(Math.Max(earliest, cell - FarCells), cell);
        double farthest = _level.Beside(Math.Max(earliest, cell - FarthestCells), cell);
        double level = near > BurstRatio * far && far > 0 ? far : Math.Max(near, far);
        return level > BurstRatio * farthest && farthest > 0 ? farthest
            : level > 0 ? level
            : _history.MeanPower(_series.LastEnd, start);
    }

    private double LevelAfter(long end)
    {
        long cell = ((end - 1) / _history.CellSamples) + 1;
        return Math.Max(_level.Beside(cell, cell + NearCells), _level.Beside(cell, cell + FarCells));
    }

    /// <summary>The mean power between the edges, a quarter of the length or 5 ms away from them.</summary>
    private double InsidePower(long start, long end)
    {
        long margin = Math.Min((end - start) / 4, Math.Max(1, (long)(0.005 * _sampleRate)));
        return _history.MeanPower(start + margin, Math.Max(start + margin + 1, end - margin));
    }

    private void Measure(long start, long end, out double peak, out double area)
    {
        peak = 0;
        area = 0;
        for (long n = start; n < end; n++)
        {
            double magnitude = Math.Sqrt(_history.Square(n));
            peak = Math.Max(peak, magnitude);
            area += magnitude;
        }

        area /= _sampleRate;
    }

    private long Deepest(long start, long end)
    {
        long length = Math.Min(end - start, Math.Max(1, (long)(DeepestSeconds * _sampleRate)));
        double sum = 0;
        for (long n = start; n < start + length; n++)
        {
            sum += _history.Square(n);
        }

        double least = sum;
        long at = start;
        for (long n = start; n + length < end; n++)
        {
            sum += _history.Square(n + length) - _history.Square(n);
            if (sum < least)
            {
                least = sum;
                at = n + 1;
            }
        }

        return at + (length / 2);
    }
}
