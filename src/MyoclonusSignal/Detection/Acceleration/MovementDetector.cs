namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds jerks while the limb moves: where slow movement prevails, what stands out of the typical peaks of the magnitude above
/// the band of voluntary movement, steps among them, is a jerk. Where it shakes steadily, what the shaking does not foretell and what
/// stands out of it is one. Where the limb rests, <see cref="JerkDetector"/> finds more.
/// </summary>
/// <remarks>
/// Decisions fall at the ends of cells, counted from the segment's first sample, so that the size of blocks changes nothing.
/// Nothing is allocated for a sample. Not thread-safe; one per channel.
/// </remarks>
internal sealed class MovementDetector
{
    /// <summary>The lowest sampling rate in Hz at which something is left above the band of voluntary movement.</summary>
    public const double LeastSampleRate = 20;

    // Of the peaks of nine cells: where all of them hold steps the median is typical of steps, otherwise what six of nine exceed is
    // free of jerks.
    private const double WalkingPeakQuantile = 0.5;
    private const double FreePeakQuantile = 0.3;

    // Walking is found where most of nine cells hold steps; its first and last steps are walking too. More cells would settle jerks in
    // movement later than those at rest (ten cells), which must know of them.
    private const int WalkingCells = 3;
    private const int LeastSteppingCells = 1;

    // Over the peak of the slow movement beside it. A reach of 0.5 s leaves 0.1 where it begins and ends.
    private const double SlowRatio = 0.13;
    private const double SlowReachSeconds = 0.4;

    // The slow movement's amplitude over the fast one's. A limb of 4 Hz that rests and is pushed leaves 0.25 at most, white noise what
    // the widths of the bands say.
    private const double MovingRatio = 0.5;
    private const double NoiseRatio = 2.5;

    // And over the amplitude in the whole band of jerks: limbs of 4 Hz, of which half lies below the band above movement, leave 0.36 to 0.6
    // in jerks without a pause, walking 1.4 and more, reaching 1.7 and more.
    private const double MovingWholeRatio = 0.8;
    private const double SlowWidthHz = 1.9;
    private const double FastLowHz = 5;
    private const int MovingCells = 2;

    // Of a limb of 6 to 12 Hz nearly all lies above the band of movement, of the leavings of a reach less than a tenth.
    private const double ConfirmedShare = 0.3;
    private const double ConfirmedSlowRatio = 0.06;

    // A limb's swings pass through zero; the next jerk seldom comes so soon.
    private const double GapSeconds = 0.25;
    private const double StepGapSeconds = 0.12;
    private const double StepRatio = 0.5;

    // Two that begin so near each other are one jerk, with one onset.
    private const double AgreementSeconds = 0.08;

    // A jerk begins and ends where it is this part of its peak.
    private const double EdgeFraction = 0.1;
    private const double EdgeMedianRatio = 2;
    private const double EdgeStepRatio = 0.7;
    private const double DipSeconds = 0.03;

    // Over the root mean square of a tremor, below which a jerk in it has no edge.
    private const double EdgeTremorRatio = 1;

    // Of the median of nearby cells, what the stillest of them has where taps or a road go on, or nothing but noise is there. With 0.3 a
    // wrist in ordinary movement had 2 jerks more in two minutes, both within movements of their own.
    private const double SustainedShare = 0.5;

    // What a jolted limb at rest does within a contraction for longer is a part of it: a wrist in ordinary movement turned for 0.95 s of 1.2 s.
    private const double LongestJoltSeconds = 0.8;

    // What a finger's tap rings lies above the answers of limbs, of 4 to 12 Hz.
    private const double TapHz = 12;

    // Of noise alone the largest of a cell is 1.9 to 2.4 times the median.
    private const double UnrestRatio = 2.6;

    private readonly MovementSignal _signal;
    private readonly GaitMeter _gait;
    private readonly TremorMeter _tremor;
    private readonly MovementLevels _levels;
    private readonly JerkExtent _extent;
    private readonly GaitBouts _bouts = new();
    private readonly SettledMovements _settled = new();
    private readonly SettledMovements _withheld = new();
    private readonly double[] _values = new double[(2 * MovementSignal.NeighbourCells) + 1];
    private readonly MovementVerdict[] _cells;
    private readonly double _movingRatio;
    private readonly long _gapSamples;
    private readonly long _stepGapSamples;
    private readonly long _limitSamples;
    private readonly long _dipSamples;
    private readonly long _joltSamples;
    private readonly long _withheldSamples;
    private long _surveyedCells;
    private long _decidedCells;
    private long _jerkEnd;
    private MovementCrossing _jerk;
    private MovementCrossing _step;
    private MovementCrossing _waiting;
    private long _waitingStart;

    /// <summary>Initializes a new instance of the <see cref="MovementDetector"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz, at least <see cref="LeastSampleRate"/>.</param>
    /// <param name="axes">The number of axes.</param>
    /// <param name="highHz">Where the band of jerks ends.</param>
    /// <param name="jerkLimitSeconds">The longest jerk in seconds.</param>
    /// <param name="mostSamples">The most samples taken in at once.</param>
    /// <param name="keptSeconds">How far back <see cref="IsMoving"/> is asked.</param>
    /// <param name="withheldSeconds">For how long <see cref="TryWithdraw"/> may take back a jerk beside which the movement leaves little.</param>
    public MovementDetector(
        double sampleRate, int axes, double highHz, double jerkLimitSeconds, int mostSamples, double keptSeconds, double withheldSeconds)
    {
        _signal = new MovementSignal(sampleRate, axes, mostSamples, keptSeconds);
        _gait = new GaitMeter(_signal);
        _movingRatio = Math.Max(MovingRatio, NoiseRatio * Math.Sqrt(SlowWidthHz / Math.Max(1, highHz - FastLowHz)));
        _gapSamples = (long)Math.Ceiling(GapSeconds * sampleRate);
        _stepGapSamples = (long)Math.Ceiling(StepGapSeconds * sampleRate);
        _dipSamples = (long)Math.Ceiling(DipSeconds * sampleRate);
        _withheldSamples = (long)Math.Round(withheldSeconds * sampleRate);
        _joltSamples = (long)Math.Round(LongestJoltSeconds * sampleRate);
        _limitSamples = (long)Math.Round(jerkLimitSeconds * sampleRate);
        int cells = (int)Math.Ceiling(((keptSeconds * sampleRate) + mostSamples) / _signal.CellSamples) + (4 * MovementSignal.NeighbourCells);
        _cells = new MovementVerdict[cells];
        _tremor = new TremorMeter(_signal);
        _levels = new MovementLevels(_signal, _tremor, cells);
        _extent = new JerkExtent(_signal);
    }

    /// <summary>Gets the stretches of steps of the segment that have ended.</summary>
    public IReadOnlyList<GaitBout> Bouts => _bouts.Found;

    /// <summary>Gets the sample at which the next burst settles, if it is known already; else the largest number.</summary>
    public long NextSettled => Math.Min(_settled.FirstSample, _withheld.FirstSample);

    /// <summary>Begins a new segment.</summary>
    public void Reset()
    {
        _signal.Reset();
        _tremor.Reset();
        _bouts.Clear();
        _settled.Clear();
        _withheld.Clear();
        Array.Clear(_cells);
        (_surveyedCells, _decidedCells, _jerkEnd) = (0, 0, 0);
        (_jerk, _step, _waiting) = (default, default, default);
    }

    /// <summary>Takes in the next samples.</summary>
    /// <param name="jerks">The samples in the band of jerks, one array an axis.</param>
    /// <param name="all">The samples that hold slow movement too.</param>
    /// <param name="length">How many.</param>
    public void Process(double[][] jerks, double[][] all, int length)
    {
        for (int at = 0; at < length;)
        {
            at += _signal.Fill(jerks, all, at, length);
            Advance(_signal.Cells - MovementSignal.NeighbourCells, _signal.Cells - MovementSignal.NeighbourCells - WalkingCells);
        }
    }

    /// <summary>Ends the segment.</summary>
    public void Finish()
    {
        _signal.Finish();
        Advance(_signal.Cells, _signal.Cells);
        CloseStep();
        CloseJerk();
        SettleWaiting();
        _bouts.End(_signal.Count);
    }

    /// <summary>Gives the next burst; a step is given with the reason why it is not a jerk.</summary>
    public bool TryTake(out Burst burst) =>
        _withheld.FirstSample < _settled.FirstSample ? _withheld.TryTake(out burst) : _settled.TryTake(out burst);

    /// <summary>Gives the next burst that is not withheld.</summary>
    public bool TryTakeSettled(out Burst burst) => _settled.TryTake(out burst);

    /// <summary>
    /// Takes back what is withheld and overlaps a burst that was found as at rest: where the movement leaves little above its band,
    /// that one's edges are the better ones.
    /// </summary>
    /// <param name="burst">The burst that was found as at rest.</param>
    /// <param name="isJerk">Whether that is a jerk; else only what jolts a resting limb is taken back, of which it has the word.</param>
    /// <returns>Whether there was any jerk.</returns>
    public bool TryWithdraw(in Burst burst, bool isJerk) => _withheld.TryWithdraw(burst, isJerk);

    /// <summary>Returns true if something withheld overlaps a burst that was found as at rest, but begins elsewhere: the movement moved that one's edges.</summary>
    public bool BeginsElsewhere(in Burst burst) => _withheld.HasElsewhere(burst, AgreementSeconds * _signal.SampleRate);

    /// <summary>Gives a jerk from where the limb's own movement begins to where it ends; what lasts too long for one is a contraction.</summary>
    /// <param name="burst">The jerk.</param>
    /// <param name="keepsOnset">Whether its onset stays, because it was found as at rest.</param>
    public Burst Trim(in Burst burst, bool keepsOnset)
    {
        if (burst.Kind != EventKind.Jerk || burst.Rejection != BurstRejection.None)
        {
            return burst;
        }

        Burst trimmed = _extent.Trim(burst, keepsOnset);
        return trimmed.Length + trimmed.EndShift - trimmed.StartShift > _limitSamples
            ? trimmed with { Kind = EventKind.Contraction, RiseSeconds = double.NaN }
            : trimmed;
    }

    /// <summary>Returns true if slow movement prevails around a sample, which must have been decided on.</summary>
    public bool IsMoving(long sample) => CellOf(sample).IsMoving;

    /// <summary>
    /// Returns true if a jerk that was found as at rest stands although slow movement prevails around it: the movement leaves
    /// nothing else above its band there, and most of the jerk lies above that band.
    /// </summary>
    public bool Confirms(in Burst burst)
    {
        MovementVerdict cell = CellOf(burst.PeakIndex);
        if (cell.IsWalking || cell.IsBusy)
        {
            return false;
        }

        double peak = 0;
        double fast = 0;
        double whole = 0;
        for (long sample = burst.Start; sample < burst.End; sample++)
        {
            double value = _signal.Fast(sample);
            peak = Math.Max(peak, value);
            fast += value * value;
            value = _signal.Whole(sample);
            whole += value * value;
        }

        return peak >= cell.TypicalPeak && fast >= ConfirmedShare * whole && peak >= ConfirmedSlowRatio * SlowPeak(burst.Start, burst.End);
    }

    /// <summary>
    /// Returns true if a jerk that was found as at rest is a tap of a finger among others: faster than any limb answers, and no larger than
    /// what is around it. Dense jerks of limbs may be no larger than those around them either.
    /// </summary>
    /// <param name="burst">The burst.</param>
    /// <param name="hertz">Its frequency in Hz.</param>
    public bool IsTapAmongOthers(in Burst burst, double hertz)
    {
        MovementVerdict cell = CellOf(burst.PeakIndex);
        if (hertz < TapHz || !cell.IsAtRest || cell.TypicalPeak <= UnrestRatio * cell.Median)
        {
            return false;
        }

        double most = MovementLevels.JoltLevel(cell);
        for (long sample = burst.Start; sample < burst.End; sample++)
        {
            if (_levels.Magnitude(sample) > most)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Gives what the moving power of the magnitude had to reach in a stretch that was decided on, for pictures: where the limb moves the power
    /// at which what lies above the band of voluntary movement would just have reached its level, all else being as it is.
    /// </summary>
    /// <param name="first">The first sample.</param>
    /// <param name="end">The end of the stretch.</param>
    /// <param name="window">The number of samples over which power is averaged.</param>
    /// <param name="restPower">What it had to reach by the detector of what the limb does at rest.</param>
    public double DecidingPower(long first, long end, int window, double restPower)
    {
        end = Math.Min(end, _signal.Count);
        double least = double.PositiveInfinity;
        double mostMargin = 0;
        double fastAtMost = 0;
        double mostWhole = 0;
        bool isRestHeard = false;
        for (long sample = first; sample < end; sample++)
        {
            MovementVerdict cell = CellOf(sample);
            isRestHeard |= !cell.IsMoving || (!cell.IsWalking && !cell.IsBusy);
            (double fast, double whole) = _signal.PowersAround(sample, window);
            fast = cell.IsTrembling ? whole : fast;
            mostWhole = Math.Max(mostWhole, whole);
            double margin = _levels.Magnitude(sample) / _levels.Level(sample);
            margin *= margin;
            if (margin >= 1)
            {
                least = Math.Min(least, whole - (fast * (1 - (1 / margin))));
            }
            else if (margin > mostMargin)
            {
                (mostMargin, fastAtMost) = (margin, fast);
            }
        }

        double moving = double.IsFinite(least) || mostMargin <= 0 ? least : mostWhole + (fastAtMost * ((1 / mostMargin) - 1));
        return isRestHeard || !double.IsFinite(moving) ? Math.Min(restPower, moving) : moving;
    }

    private MovementVerdict CellOf(long sample) => _cells[(Math.Min(sample, _signal.Count - 1) / _signal.CellSamples) % _cells.Length];

    /// <summary>Surveys cells up to one and decides on those up to another.</summary>
    private void Advance(long surveyEnd, long decisionEnd)
    {
        while (_surveyedCells < surveyEnd)
        {
            Survey(_surveyedCells++);
        }

        while (_decidedCells < decisionEnd)
        {
            Decide(_decidedCells++);
        }
    }

    private void Survey(long cell)
    {
        long first = Math.Max(0, cell - MovementSignal.NeighbourCells);
        long end = Math.Min(_signal.Cells, cell + MovementSignal.NeighbourCells + 1);
        int count = (int)(end - first);
        double leastMedian = double.PositiveInfinity;
        for (int i = 0; i < count; i++)
        {
            _values[i] = _signal.Median(first + i);
            leastMedian = Math.Min(leastMedian, _values[i]);
        }

        double median = Signals.Selection.Nth(_values.AsSpan(0, count), (count - 1) / 2);
        for (int i = 0; i < count; i++)
        {
            _values[i] = _signal.Peak(first + i);
        }

        Span<double> peaks = _values.AsSpan(0, count);
        peaks.Sort();
        double lower = peaks[(int)(FreePeakQuantile * (count - 1))];
        double middle = peaks[(int)(WalkingPeakQuantile * (count - 1))];
        bool isMoving = Prevails(cell - 1) || Prevails(cell) || Prevails(cell + 1);
        double cadence = isMoving
            ? _gait.CadenceHz(first * _signal.CellBins, Math.Min(_signal.Bins, end * _signal.CellBins), lower, middle)
            : 0;
        Cell(cell) = new MovementVerdict(isMoving, cadence, lower, middle, median) { IsSustained = leastMedian >= SustainedShare * median };
    }

    private void Decide(long cell)
    {
        ref MovementVerdict verdict = ref Cell(cell);
        int steppingCells = 0;
        for (long near = Math.Max(0, cell - WalkingCells); near < Math.Min(_surveyedCells, cell + WalkingCells + 1); near++)
        {
            steppingCells += Cell(near).CadenceHz > 0 ? 1 : 0;
        }

        bool isWalking = steppingCells >= LeastSteppingCells;
        long stepping = isWalking ? SteppingCell(cell) : cell;
        verdict = verdict with { IsWalking = isWalking, StepPeak = Cell(stepping).MiddlePeak };
        verdict = _tremor.Learn(cell, verdict.IsMoving) && !isWalking
            ? verdict with { IsTrembling = true, TremorRms = _tremor.Rms, UnforetoldRms = _tremor.UnforetoldRms }
            : verdict;
        _bouts.Add(cell * _signal.CellSamples, verdict.CadenceHz);
        _levels.Set(cell, stepping, isWalking ? CadenceAround(cell) : 0, verdict);
        double stepLevel = isWalking ? Math.Max(StepRatio * verdict.TypicalPeak, MovementLevels.MedianRatio * verdict.Median)
            : verdict.IsTrembling ? MovementLevels.UnforetoldRatio * verdict.UnforetoldRms
            : double.PositiveInfinity;
        Scan(cell * _signal.CellSamples, Math.Min(_signal.Count, (cell + 1) * _signal.CellSamples), stepLevel, verdict);
    }

    private ref MovementVerdict Cell(long cell) => ref _cells[cell % _cells.Length];

    /// <summary>Returns true if slow movement prevails in the cells around one.</summary>
    private bool Prevails(long cell)
    {
        double fast = 0;
        double slow = 0;
        double whole = 0;
        for (long near = Math.Max(0, cell - MovingCells); near < Math.Min(_signal.Cells, cell + MovingCells + 1); near++)
        {
            fast += _signal.FastPower(near);
            slow += _signal.SlowPower(near);
            whole += _signal.WholePower(near);
        }

        return slow > _movingRatio * _movingRatio * fast && slow > MovingWholeRatio * MovingWholeRatio * whole;
    }

    /// <summary>
    /// Gives the cell among those around one that holds steps and the largest ones: of the cells around the first and the last steps many
    /// are without any.
    /// </summary>
    private long SteppingCell(long cell)
    {
        long best = cell;
        double peak = -1;
        for (long near = Math.Max(0, cell - WalkingCells); near < Math.Min(_surveyedCells, cell + WalkingCells + 1); near++)
        {
            if (Cell(near).CadenceHz > 0 && Cell(near).MiddlePeak > peak)
            {
                (best, peak) = (near, Cell(near).MiddlePeak);
            }
        }

        return best;
    }

    /// <summary>Gives the steps a second of the nearest cell that holds steps.</summary>
    private double CadenceAround(long cell)
    {
        for (int reach = 0; reach <= WalkingCells; reach++)
        {
            double before = cell >= reach ? Cell(cell - reach).CadenceHz : 0;
            double behind = cell + reach < _surveyedCells ? Cell(cell + reach).CadenceHz : 0;
            if (before > 0 || behind > 0)
            {
                return Math.Max(before, behind);
            }
        }

        return 0;
    }

    private void Scan(long first, long end, double stepLevel, in MovementVerdict verdict)
    {
        double background = verdict.IsTrembling
            ? Math.Max(EdgeMedianRatio * verdict.UnforetoldRms, EdgeTremorRatio * verdict.TremorRms)
            : Math.Max(EdgeMedianRatio * verdict.Median, verdict.IsWalking ? EdgeStepRatio * verdict.TypicalPeak : verdict.IsAtRest ? verdict.TypicalPeak : 0);
        double floor = verdict.IsTrembling ? verdict.TremorRms : verdict.Median;
        for (long sample = first; sample < end; sample++)
        {
            double value = _levels.Magnitude(sample);
            double fast = _signal.Fast(sample);
            if (_jerk.IsOpen && sample - _jerk.Last > _gapSamples)
            {
                CloseJerk();
            }

            if (_step.IsOpen && sample - _step.Last > _stepGapSamples)
            {
                CloseStep();
            }

            if (value > _levels.Level(sample))
            {
                _jerk.Add(sample, value, floor, background);
                _step = default;
            }
            else if ((verdict.IsTrembling ? value : fast) > stepLevel && !_jerk.IsOpen)
            {
                // Over a tremor: what it does not foretell, but hides.
                _step.Add(sample, verdict.IsTrembling ? value : fast, floor, verdict.IsTrembling ? background : EdgeMedianRatio * verdict.Median);
            }
        }

        if (_waiting.IsOpen && !_jerk.IsOpen && end > _jerkEnd + (2 * _gapSamples))
        {
            SettleWaiting();
        }
    }

    private void CloseJerk()
    {
        if (!_jerk.IsOpen)
        {
            return;
        }

        MovementCrossing crossing = _jerk;
        _jerk = default;
        (long start, long end) = Edges(crossing, _gapSamples);
        if (_waiting.IsOpen && start <= _jerkEnd)
        {
            // Between the two it never came down to the background: they are one.
            _waiting.Join(crossing);
            _jerkEnd = end;
            return;
        }

        SettleWaiting();
        (_waiting, _waitingStart, _jerkEnd) = (crossing, start, end);
    }

    /// <summary>Settles the jerk that nothing can join any more.</summary>
    private void SettleWaiting()
    {
        if (!_waiting.IsOpen)
        {
            return;
        }

        MovementCrossing crossing = _waiting;
        _waiting = default;
        EventKind kind = crossing.Last - crossing.First >= _limitSamples ? EventKind.Contraction : EventKind.Jerk;
        bool isSlow = crossing.Peak < SlowRatio * SlowPeak(crossing.First, crossing.Last);
        Settle(crossing, _waitingStart, _jerkEnd, kind, isSlow ? BurstRejection.SlowMovement : BurstRejection.None);
    }

    private void CloseStep()
    {
        if (!_step.IsOpen)
        {
            return;
        }

        MovementCrossing crossing = _step;
        _step = default;
        (long start, long end) = Edges(crossing, _stepGapSamples);
        bool isHidden = CellOf(crossing.First).IsTrembling;

        // A jerk spoils what a tremor foretells after it.
        if (end > start && start >= _jerkEnd + (isHidden ? _gapSamples : 0))
        {
            SettleWaiting();
            Settle(crossing, start, end, EventKind.Jerk, isHidden ? BurstRejection.WithinMovement : BurstRejection.Gait);
            _jerkEnd = end;
        }
    }

    /// <summary>Gives where what crossed a level begins and ends, not before the last one's end.</summary>
    private (long Start, long End) Edges(in MovementCrossing crossing, long gapSamples)
    {
        double edge = Math.Max(EdgeFraction * crossing.Peak, crossing.Background);
        long earliest = Math.Max(_jerkEnd, crossing.First - _gapSamples);
        long start = Math.Max(earliest, crossing.First);
        for (long sample = start - 1; sample >= Math.Max(earliest, start - _dipSamples); sample--)
        {
            start = _levels.Magnitude(sample) >= edge ? sample : start;
        }

        // The magnitude of one axis passes through zero twice in a swing.
        long latest = Math.Min(_signal.Count, crossing.Last + gapSamples);
        long end = crossing.Last + 1;
        for (long sample = end; sample < latest; sample++)
        {
            end = _levels.Magnitude(sample) >= edge ? sample + 1 : end;
        }

        return (start, Math.Max(end, start + 1));
    }

    private double SlowPeak(long first, long last)
    {
        int reach = (int)Math.Ceiling(SlowReachSeconds * _signal.SampleRate / _signal.BinSamples);
        long from = Math.Max(0, (first / _signal.BinSamples) - reach + _signal.SlowDelayBins);
        long to = Math.Min(_signal.Bins, (last / _signal.BinSamples) + reach + _signal.SlowDelayBins + 1);
        double peak = 0;
        for (long bin = from; bin < to; bin++)
        {
            peak = Math.Max(peak, _signal.Slow(bin));
        }

        return peak;
    }

    private void Settle(in MovementCrossing crossing, long start, long end, EventKind kind, BurstRejection rejection)
    {
        MovementSize size = _signal.Measure(start, end);
        long risen = start;
        while (risen < end && !(_levels.Magnitude(risen) >= 0.9 * crossing.Peak))
        {
            risen++;
        }

        double floor = Math.Max(crossing.Median, 1e-150);
        Burst burst = new(
            start,
            end,
            kind,
            size.PeakIndex,
            size.Peak,
            size.Rms,
            size.Area,
            floor,
            size.Decibels(floor),
            kind == EventKind.Jerk && risen < end ? (risen - start) / _signal.SampleRate : double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            rejection);
        MovementVerdict cell = CellOf(crossing.First);
        bool isJerk = rejection == BurstRejection.None && kind == EventKind.Jerk;
        bool isHidden = rejection == BurstRejection.WithinMovement;
        if (cell.IsAtRest && (!isJerk || end - start > _joltSamples))
        {
            // Of all but short jerks the detector of what the limb does at rest tells.
            return;
        }

        if (isHidden || (isJerk && !cell.IsWalking && (!cell.IsMoving || cell.IsTrembling || !cell.IsBusy)))
        {
            _withheld.Add(new SettledMovement(burst, _signal.Count + _withheldSamples, cell.IsAtRest || isHidden));
        }
        else
        {
            _settled.Add(new SettledMovement(burst, _signal.Count, IsJolt: false));
        }
    }
}
