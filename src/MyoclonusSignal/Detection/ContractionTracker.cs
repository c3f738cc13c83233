using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds stretches over which the local floor itself is raised above the resting level: contractions too long for the
/// burst segmenter, whose floor they lift. A level that does not come back within two minutes is a change of the noise.
/// </summary>
internal sealed class ContractionTracker
{
    // 4 dB: well above the scatter of the floor (some 0.5 dB), below the weakest contraction one would call active.
    private const double RaisedRatio = 2.5;
    private const double LoweredRatio = 1.8;

    // The power that a cell hardly ever falls below lies 1.5 dB below its mean.
    private const double RestedRatio = 1.1;

    // 13 dB below what it was while raised: a strong contraction ends there even if some activity lingers.
    private const double LoweredFraction = 0.05;

    // Between the bursts of a train the power comes down, however much the floor is raised by what rings on there.
    private const double LeastEvenness = 0.1;

    // So long before and behind it, what is 10 dB weaker is the muscle on its way up or down.
    private const double LingerSeconds = 0.45;
    private const double LingerFraction = 0.1;
    private const double LongestSeconds = 120;

    // A pause that ends a contraction: longer than any between the discharges of a tonic muscle.
    internal const double PauseSeconds = 0.15;

    // Behind so long a rest a new contraction begins: the ILAE's limit for a silent period. The windows reach into it from both
    // sides.
    private const double RestSeconds = 0.5;

    // Where the activity is less than four times what may be rest, it may as well be noise that wanders.
    private const double ClearRatio = 4;

    // Onset and offset are where the power stays above 1.85 times the rest: see ChangePoint with this ratio.
    private const double LeastRatio = 4;

    // A jerk on top of a contraction has at least twice its mean power and is short: the peak of a ballistic movement lasts longer.
    private const double JerkRatio = 2;
    private const double JerkLimitFraction = 0.5;

    // Beside a jerk on top of a contraction; of a train of 8 Hz it holds one other jerk, which fills less than two thirds of it.
    private const double BesideSeconds = 0.15;
    private const double BesideQuantile = 0.3;
    private const double BesideDeviate = -0.5244;

    // The mean of a contraction over its local floor where its units are few; further apart they are by jerks.
    private const double UnevenRatio = 1.5;

    // Bursts of a train of 8 Hz that last 80 ms, 6 dB over a contraction, are 1.4 times the mean of both.
    private const double OnTopRatio = 1.3;

    // So near its edges activity of up to four times its power, as of the start of a fast movement, is the contraction's own.
    private const double EdgeSeconds = 0.1;
    private const double EdgeJerkRatio = 4;
    private const double MostCovered = 0.7;

    // At the end of a signal a raised level has had no time to come back, at its start none to come up; what is raised longer
    // is taken for the noise.
    private const double LongestAtEndSeconds = 30;

    private readonly BinHistory _bins;
    private readonly NoiseFloor _floor;
    private readonly DetectorGeometry _geometry;
    private readonly double _sampleRate;
    private readonly BurstQueue _output;
    private readonly RunningBurst _sum;
    private readonly FirstLevel _first;
    private readonly bool _givesRejected;
    private readonly double[] _beside;
    private double _restPower;
    private double _raisedPower;
    private bool _hasFallen;
    private bool _isResting;
    private long _previousStart;
    private long _previousEnd;

    public ContractionTracker(
        BinHistory bins, NoiseFloor floor, DetectorGeometry geometry, double sampleRate, BurstQueue output, bool givesRejected)
    {
        _bins = bins;
        _floor = floor;
        _geometry = geometry;
        _sampleRate = sampleRate;
        _output = output;
        _sum = new RunningBurst(bins, sampleRate);
        _first = new FirstLevel(floor, RaisedRatio, LeastEvenness, LongestAtEndSeconds);
        _givesRejected = givesRejected;
        _beside = new double[(int)(BesideSeconds * sampleRate / geometry.BinSamples) + 1];
        Reset();
    }

    private long PauseBins => (long)(PauseSeconds * _sampleRate / _geometry.BinSamples);


    /// <summary>Gets a value indicating whether the level is raised at the last cell processed.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>Gets the onset of the present or the last contraction.</summary>
    public long Start { get; private set; }

    /// <summary>Gets the offset of the last contraction, or the largest number while one goes on.</summary>
    public long End { get; private set; }

    public void Reset()
    {
        IsRaised = false;
        _hasFallen = true;
        _isResting = false;
        Start = long.MinValue / 2;
        End = long.MinValue / 2;
        _previousStart = Start;
        _previousEnd = End;
        _first.Reset();
        _sum.Begin(0);
    }

    public void Process(long cell)
    {
        double level = _floor.Power(cell);
        FollowFirst(cell, level);

        if (!IsRaised)
        {
            // What lingers after a contraction is no new one; the level has to come down first.
            _hasFallen |= level < LoweredRatio * _floor.RestPower(cell)
                || (_geometry.RingSamples == 0 && _floor.CellLow(cell) < RestedRatio * _floor.RestPower(cell));
            if (_hasFallen && CellStart(cell) >= End && RaisedLevel(cell, level) >= RaisedRatio * _floor.RestPower(cell)
                && _floor.Evenness(cell) >= LeastEvenness)
            {
                Raise(cell, level);
            }

            return;
        }

        // The local floor does not see activity of less than some 1.5 s; a cell that is never quiet does. What is left
        // behind such activity at a small part of its power is no part of it.
        double active = Math.Max(level, _floor.CellLow(cell));
        if (LoweredFraction * active > _raisedPower)
        {
            // So much weaker, what came before is a lead-in.
            Raise(cell, level);
        }

        _raisedPower = Math.Max(_raisedPower, active);
        if (active >= Math.Max(LoweredRatio * _restPower, LoweredFraction * _raisedPower))
        {
            if (TryFindRest(cell, out long restBin))
            {
                SumTo(restBin * _geometry.BinSamples);
                Lower(restBin * _geometry.BinSamples);
                _isResting = true;
                return;
            }

            SumTo(CellStart(cell));
            if (CellStart(cell) - Start > LongestSeconds * _sampleRate)
            {
                IsRaised = false;
                End = CellStart(cell);
                _sum.SumTo(End);
                Reject();
            }

            return;
        }

        Lower(CellStart(cell));
    }

    public void Finish()
    {
        if (IsRaised)
        {
            Emit(_bins.SampleCount, isLevelChange: _bins.SampleCount - Start > LongestAtEndSeconds * _sampleRate);
        }

        IsRaised = false;
    }

    /// <summary>
    /// Tells what a burst is to the contractions beside it: a part of one, which is reported as a whole; too weak to stand clear of
    /// one; or a burst of its own.
    /// </summary>
    public ContractionSide SideOf(long start, long end, double power)
    {
        ContractionSide side = SideOf(Start, End, start, end, power);
        return side == ContractionSide.Clear ? SideOf(_previousStart, _previousEnd, start, end, power) : side;
    }

    /// <summary>Returns true if a burst beside a contraction is no more than what lingers there.</summary>
    /// <param name="from">The sample at which the first of the two ends.</param>
    /// <param name="to">The sample at which the second begins.</param>
    /// <param name="power">The burst's mean power.</param>
    /// <param name="level">The contraction's mean power.</param>
    /// <param name="rest">The power of the noise.</param>
    public bool Lingers(long from, long to, double power, double level, double rest) =>
        to - from < LingerSeconds * _sampleRate && power < LingerFraction * level && !IsPause(from, to, rest);

    private ContractionSide SideOf(long from, long to, long start, long end, double power)
    {
        long gap = Math.Max(start - to, from - end);
        if (gap >= LingerSeconds * _sampleRate)
        {
            return ContractionSide.Clear;
        }

        double mean = _bins.MeanPower(from / _geometry.BinSamples, Math.Min(to / _geometry.BinSamples, _bins.BinCount));
        if (gap >= 0)
        {
            return !Lingers(start >= to ? to : end, start >= to ? start : from, power, mean, _restPower) ? ContractionSide.Clear
                : _geometry.RingSamples > 0 ? ContractionSide.Part
                : ContractionSide.Beside;
        }

        long covered = Math.Min(end, to) - Math.Max(start, from);
        if (covered > MostCovered * (to - (double)from) || end - start > JerkLimitFraction * _geometry.JerkLimitSamples)
        {
            return ContractionSide.Part;
        }

        double edge = EdgeSeconds * _sampleRate;
        bool isAtEdge = Math.Abs(start - from) <= edge || Math.Abs(end - to) <= edge;
        if (_geometry.RingSamples > 0)
        {
            // A limb is moved by what moves it all the time: its own edges and its ringing are no candidates.
            return isAtEdge || power < JerkRatio * Math.Max(mean, LevelBeside(start, end)) ? ContractionSide.Part : ContractionSide.Clear;
        }

        if (isAtEdge && power < EdgeJerkRatio * mean)
        {
            return ContractionSide.Beside;
        }

        // A contraction that waxes and wanes is far above its mean for a while; one with many jerks is far below it between them.
        double beside = BesideSeconds * _sampleRate;
        bool isInside = start - from >= beside && to - end >= beside;
        long cell = start / _geometry.BinSamples / _geometry.CellBins;
        double most = isInside && _floor.IsRaised(cell) ? UnevenRatio * _floor.Power(cell) : mean;
        double level = Math.Max(LevelBeside(start, end), Math.Min(mean, most));

        // What is on top of a contraction is stronger than the contraction with all that is on top of it.
        return power >= Math.Max(JerkRatio * level, OnTopRatio * mean) ? ContractionSide.Clear : ContractionSide.Beside;
    }

    /// <summary>Returns true if what lies between a burst and a contraction is a rest, longer than any between discharges.</summary>
    private bool IsPause(long from, long to, double rest)
    {
        if (_geometry.RingSamples > 0 || to - from < PauseSeconds * _sampleRate)
        {
            return false;
        }

        long first = (from / _geometry.BinSamples) + (2 * _geometry.HalfWindowBins);
        long end = (to / _geometry.BinSamples) - _geometry.HalfWindowBins;
        return _bins.MeanPower(first, end) < LoweredRatio * rest;
    }

    /// <summary>Gives the level beside a burst, on the quieter side: of other bursts there it is the power between them.</summary>
    private double LevelBeside(long start, long end)
    {
        long flank = (long)(BesideSeconds * _sampleRate / _geometry.BinSamples);
        long first = start / _geometry.BinSamples;
        long behind = (end + _geometry.BinSamples - 1) / _geometry.BinSamples;
        if (_geometry.RingSamples > 0)
        {
            double near = _bins.MeanPower(first - flank, first);
            double far = _bins.MeanPower(behind, behind + flank);
            return double.IsNaN(near) ? far : double.IsNaN(far) ? near : Math.Min(near, far);
        }

        double before = LowBetween(first - flank, first);
        double after = LowBetween(behind, behind + flank);
        double freedom = _floor.DegreesOfFreedom(first / _geometry.CellBins);
        double low = double.IsNaN(before) ? after : double.IsNaN(after) ? before : Math.Min(before, after);
        return low / NormalDistribution.MeanSquareQuantile(freedom, BesideDeviate);
    }

    /// <summary>Gives a low quantile of the power around some bins, or NaN where there are none.</summary>
    private double LowBetween(long first, long end)
    {
        first = Math.Max(0, first);
        end = Math.Min(end, _bins.BinCount);
        int count = 0;
        for (long bin = first; bin < end; bin++)
        {
            _beside[count++] = _bins.Middle(bin);
        }

        return count == 0 ? double.NaN : Selection.Nth(_beside.AsSpan(0, count), (int)(BesideQuantile * (count - 1)));
    }

    /// <summary>
    /// Gives the level by which a contraction begins: behind a rest that the local floor does not see, the cell itself must be
    /// active.
    /// </summary>
    private double RaisedLevel(long cell, double level) => _isResting ? Math.Min(level, _floor.CellLow(cell)) : level;

    /// <summary>Returns true if a rest begins in a cell, too short for the local floor to come down.</summary>
    private bool TryFindRest(long cell, out long restBin)
    {
        restBin = 0;
        double most = Math.Max(RaisedRatio * _restPower, LoweredFraction * _raisedPower);
        if (_geometry.RingSamples > 0 || _floor.CellLow(cell) >= most || _floor.Power(cell) < ClearRatio * most)
        {
            return false;
        }

        long least = (long)(RestSeconds * _sampleRate / _geometry.BinSamples) - (4 * _geometry.HalfWindowBins);
        long end = Math.Min(_bins.BinCount, ((cell + 1) * _geometry.CellBins) + least);
        long run = 0;
        for (long bin = Math.Max(cell * _geometry.CellBins, Start / _geometry.BinSamples); bin < end; bin++)
        {
            run = _bins.Double(bin) < most ? run + 1 : 0;
            if (run == least)
            {
                restBin = bin + 1 - run;
                return true;
            }

            if (run == 0 && bin >= (cell + 1) * _geometry.CellBins)
            {
                break;
            }
        }

        return false;
    }

    private long CellStart(long cell) => cell * _geometry.CellBins * _geometry.BinSamples;

    /// <summary>Follows the level that is there from the first sample on: only when it falls does it show to have been activity.</summary>
    private void FollowFirst(long cell, double level)
    {
        if (_first.Falls(cell, CellStart(cell) / _sampleRate) && !IsRaised)
        {
            _restPower = level;
            _raisedPower = _first.Power;
            BeginFirst();
            Lower(CellStart(cell));
        }
        else if (_first.IsOpen)
        {
            SumTo(CellStart(cell));
        }
    }

    /// <summary>Lets the level that is there from the first sample on be a contraction; what it holds has been summed.</summary>
    private void BeginFirst()
    {
        _first.Close();
        IsRaised = true;
        Start = 0;
        End = long.MaxValue / 2;
    }

    private void Raise(long cell, double level)
    {
        if (_first.IsOpen && !IsRaised && _first.Power >= RaisedRatio * _floor.RestPower(cell))
        {
            _restPower = _floor.RestPower(cell);
            _raisedPower = level;
            BeginFirst();
            return;
        }

        if (!IsRaised)
        {
            _restPower = _floor.RestPower(cell);
            (_previousStart, _previousEnd) = (Start, End);
            IsRaised = true;
            _isResting = false;
        }

        // Activity too short for the local floor may have raised it together with what lingers behind it.
        long strongest = StrongestCell(cell);
        _raisedPower = Math.Max(level, _floor.CellLow(strongest));
        cell = LoweredFraction * _raisedPower > level ? strongest : cell;

        // A contraction shorter than the neighbourhood of the local floor lifts it in its middle only; silent periods in its
        // first seconds hold the floor down as long again.
        long first = cell * _geometry.CellBins;
        long core = Strongest(first, first + _geometry.CellBins);
        ContractionEdge edge = Edge(0);
        long coarse = edge.Walk(core, -1, Math.Max(0, first - (2 * Reach())));
        long earliest = Math.Max(Math.Max(0, _previousEnd), edge.Boundary(coarse, -1, Math.Max(0, coarse - _geometry.EdgePad)) * _geometry.BinSamples);
        Start = ChangePoint.Onset(_bins, earliest, Math.Min(core * _geometry.BinSamples, _bins.SampleCount), _restPower, LeastRatio);
        End = long.MaxValue / 2;
        _sum.Begin(Start);
    }

    private void Lower(long near)
    {
        long first = near / _geometry.BinSamples;
        long earliest = Start / _geometry.BinSamples;
        long core = Strongest(Math.Max(earliest, first - _geometry.CellBins), first);
        if (_bins.Double(core) < LoweredFraction * _raisedPower)
        {
            core = Strongest(Math.Max(earliest, first - Reach()), first);
        }

        ContractionEdge edge = Edge(earliest);
        long coarse = edge.Walk(core, 1, Math.Min(_bins.BinCount, first + Reach()));
        double after = Math.Max(_restPower, Weakest(coarse, coarse + PauseBins));
        long latest = Math.Min(_bins.SampleCount, edge.Boundary(coarse, 1, Math.Min(_bins.BinCount, coarse + _geometry.EdgePad)) * _geometry.BinSamples);
        Emit(ChangePoint.Offset(_bins, core * _geometry.BinSamples, latest, after, LeastRatio));
    }

    /// <summary>Gives what finds an edge of the contraction, which has at least a part of its highest power up to there.</summary>
    private ContractionEdge Edge(long startBin) => new(
        _bins, _geometry, _sampleRate, startBin, Math.Max(LoweredRatio * _restPower, LoweredFraction * _raisedPower), LoweredRatio * _restPower);

    private int Reach() => _geometry.CellBins * (NoiseFloor.NeighbourCells + 1);

    private long StrongestCell(long cell)
    {
        long strongest = cell;
        for (long other = Math.Max(Math.Max(0, cell - NoiseFloor.NeighbourCells), (_previousEnd / CellStart(1)) + 1); other < cell; other++)
        {
            strongest = _floor.CellLow(other) > _floor.CellLow(strongest) ? other : strongest;
        }

        return strongest;
    }

    private long Strongest(long first, long end)
    {
        long strongest = first;
        for (long bin = first; bin < Math.Min(end, _bins.BinCount); bin++)
        {
            if (_bins.Double(bin) > _bins.Double(strongest))
            {
                strongest = bin;
            }
        }

        return strongest;
    }

    private double Weakest(long first, long end)
    {
        double weakest = double.PositiveInfinity;
        for (long bin = first; bin < Math.Min(end, _bins.BinCount); bin++)
        {
            weakest = Math.Min(weakest, _bins.Double(bin));
        }

        return double.IsFinite(weakest) ? weakest : 0;
    }

    // Behind the present cell the offset may still move back, so the sum stays two cells behind.
    private void SumTo(long end) => _sum.SumTo(end - (2 * CellStart(1)));

    private void Emit(long end, bool isLevelChange = false)
    {
        IsRaised = false;
        _hasFallen = false;
        End = end;
        _sum.SumTo(end);
        if (isLevelChange)
        {
            Reject();
        }
        else if (end - Start > _geometry.JerkLimitSamples)
        {
            _output.Add(ToBurst());
        }
        else
        {
            // What is no contraction has no bursts of its own: they are judged by themselves.
            (Start, End) = (_previousStart, _previousEnd);
        }
    }

    /// <summary>Gives what lasts too long to be a contraction, so that it is not lost.</summary>
    private void Reject()
    {
        if (_givesRejected)
        {
            _output.Add(ToBurst() with { Rejection = BurstRejection.LevelChange });
        }
    }

    private Burst ToBurst() => _sum.ToContraction(Start, End, _restPower);
}

/// <summary>What a burst is to a contraction.</summary>
internal enum ContractionSide
{
    /// <summary>A burst of its own.</summary>
    Clear,

    /// <summary>Right beside one or within it, and too weak to stand clear of it.</summary>
    Beside,

    /// <summary>A part of one: its beginning or end, or much the same stretch.</summary>
    Part,
}
