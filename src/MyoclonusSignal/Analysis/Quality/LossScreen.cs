using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Finds the lost packets of one channel: stretches that stand still, at zero or at the last value, in a signal that does not
/// stand still of itself. Their samples are made missing.
/// </summary>
/// <remarks>
/// How long the signal stands still of itself is measured on it: a run of at least <see cref="LeastSeconds"/> that is less likely
/// than <see cref="RunLikelihood.LeastLikely"/> is a loss, and so is one of that length whose value is reached and left by leaps. A run
/// at the largest or smallest value is clipped if the signal came to it or went from it by degrees, as a burst and an electrode's
/// pop do. What all but stands still is lost by <see cref="StillScreen"/>. The axes of an accelerometer are lost together. What cannot be decided yet at the end of a block, a few samples, waits
/// for the next one, so that any block size gives the same. Not thread-safe; allocates only for a block larger than
/// those before.
/// </remarks>
internal sealed class LossScreen
{
    /// <summary>The shortest loss in seconds; shorter ones are as fast as the signal itself.</summary>
    public const double LeastSeconds = 0.005;

    // Slow signals: as many equal samples as tell a run from two or three that happen to be equal.
    private const int LeastSamples = 5;

    // A value that is filled in is left and reached by steps that the signal beside it does not make.
    private const double LeastLeap = 4;

    // What a clipped burst does before the rail, within this time, reaches at least this part of it; a pop leaves it by less in one sample.
    private const double ApproachSeconds = 0.05;
    private const double RailFraction = 0.5;

    // The commonest value of Gaussian noise is followed by itself √2 times as often as values are on average.
    private static readonly double CommonestValue = Math.Sqrt(2);

    private readonly int[] _signals;
    private readonly double[] _middles;
    private readonly double _sampleRate;
    private readonly int _leastRun;
    private readonly double _fade;
    private readonly RunLikelihood _likelihood;
    private readonly double[] _value;
    private readonly double[] _before;
    private readonly double[] _leap;
    private readonly double[] _largestStep;
    private readonly double[] _largest;
    private readonly double[] _smallest;
    private readonly double[] _recent;
    private readonly List<(int Start, int Settled)> _found = [];
    private readonly List<int> _fillers = [];
    private readonly List<(int Start, int End)> _freed = [];
    private readonly StillScreen _still;
    private SampleBlock? _block;
    private int _count;
    private RunKind _kind = RunKind.Own;
    private long _run;
    private int _needed;
    private bool _isExtreme;
    private bool _hasLeapt;
    private int _kept;
    private int _waited;
    private bool _isFirstEqual;
    private double _runSeconds;
    private double _stillSeconds;

    /// <summary>Initializes a new instance of the <see cref="LossScreen"/> class.</summary>
    /// <param name="signals">The signals of the channel.</param>
    /// <param name="ranges">Where the middle of each is.</param>
    /// <param name="sampleRate">Their sampling rate in Hz.</param>
    public LossScreen(IReadOnlyList<int> signals, IReadOnlyList<PlausibleRange> ranges, double sampleRate)
    {
        _signals = [.. signals];
        _middles = [.. ranges.Select(range => range.Middle)];
        _sampleRate = sampleRate;
        _leastRun = Math.Max(LeastSamples, (int)Math.Ceiling((LeastSeconds * sampleRate) - 1e-6));
        _likelihood = new RunLikelihood(sampleRate, _leastRun, CommonestValue);
        Lines = new LineScreen(signals, sampleRate, _leastRun);
        _still = new StillScreen(sampleRate);
        _fade = Math.Exp(-1 / (ApproachSeconds * sampleRate));
        _value = [.. signals.Select(_ => double.NaN)];
        _before = [.. _value];
        _leap = [.. _value];
        _largestStep = [.. _value];
        _largest = [.. signals.Select(_ => double.NegativeInfinity)];
        _smallest = [.. signals.Select(_ => double.PositiveInfinity)];
        _recent = new double[signals.Count];
    }

    private enum RunKind
    {
        Open,
        Lost,
        Own,
    }

    /// <summary>Gets what finds losses that were filled in by straight lines: first, as rounding makes steps of a gentle one.</summary>
    public LineScreen Lines { get; }

    /// <summary>Gets the losses that have ended.</summary>
    public LossTally Tally { get; } = new();

    /// <summary>Gets the number of samples of each axis in losses too short to be reported as flat stretches.</summary>
    public long BriefSampleCount { get; private set; }

    /// <summary>Gets the number of samples that wait for the next block.</summary>
    public int HeldCount { get; private set; }

    /// <summary>Learns from the start of a recording how often the channel stands still of itself.</summary>
    /// <param name="samples">The samples of each axis.</param>
    public void Learn(IReadOnlyList<List<double>> samples)
    {
        int count = samples[0].Count;
        SampleBlock block = new(_signals.Max() + 1, Math.Max(1, count));
        block.Begin(startsSegment: true, 0);
        for (int axis = 0; axis < samples.Count; axis++)
        {
            samples[axis].CopyTo(block.Room(_signals[axis]));
            block.SetCount(_signals[axis], count);
        }

        Lines.Learn(block, count);
        long still = 0;
        long longRuns = 0;
        for (int i = 0; i < count; i++)
        {
            if (i > 0 && (i += PassMoving(block, i, count, 0)) == count)
            {
                break;
            }

            Take(block, i, 0);
            still += _run == _leastRun ? _run : _run > _leastRun ? 1 : 0;
            longRuns += _run == _leastRun ? 1 : 0;
        }

        EndRun(0);
        _before.AsSpan().Fill(double.NaN);
        _likelihood.EndLearning(still, count, longRuns);

        // The axes of an accelerometer at rest are as quiet as its sensor, which is no loss.
        if (samples.Count == 1)
        {
            _still.Learn(samples[0]);
        }

        BriefSampleCount = 0;
        Tally.Clear();
    }

    /// <summary>Takes in the samples of a block, behind those that waited.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">The first sample looked at.</param>
    /// <param name="end">The sample behind the last one.</param>
    /// <param name="seconds">The time of the first one.</param>
    /// <param name="count">How many samples of the result are settled.</param>
    /// <returns>A block with those that waited and the new ones, the lost ones missing; the next call fills it again.</returns>
    public SampleBlock Process(SampleBlock block, int start, int end, double seconds, out int count)
    {
        int waited = HeldCount;
        SampleBlock known = MoveHeld(waited + end - start);
        foreach (int signal in _signals)
        {
            block[signal][start..end].CopyTo(known.Room(signal)[waited..]);
        }

        Lines.Process(known, waited, waited + end - start, seconds);
        _found.Clear();
        _fillers.Clear();
        _freed.Clear();
        _waited = waited;
        _isFirstEqual = waited == 0 && end > start && GoesOn(known, 0);
        for (int i = waited; i < waited + end - start; i++)
        {
            if (i > waited && (i += PassMoving(known, i, waited + end - start, seconds)) == waited + end - start)
            {
                break;
            }

            Take(known, i, seconds + ((i - waited) / _sampleRate));
        }

        HeldCount = Math.Max(_kind == RunKind.Open ? (int)_run - _kept : 0, _still.Waiting);
        count = _count = waited + end - start - HeldCount;
        return known;
    }

    /// <summary>Gives the samples that waited and that nothing follows; none of them is lost.</summary>
    /// <param name="seconds">The time behind the last one.</param>
    /// <param name="count">How many.</param>
    public SampleBlock? Flush(double seconds, out int count)
    {
        count = HeldCount;
        SampleBlock? known = count == 0 ? null : MoveHeld(count);
        _freed.Clear();
        if (_still.IsLost)
        {
            NoteStill(seconds, _still.Run - 1);
        }

        _still.Forget();
        EndRun(seconds);
        Lines.EndStretch(seconds);
        _before.AsSpan().Fill(double.NaN);
        (_count, HeldCount) = (count, 0);
        return known;
    }

    /// <summary>
    /// Gives the sample of the block given last with which it was known what another one of it is: of one that is there the
    /// next that differs, of the first of a loss the one that made the run too long.
    /// </summary>
    public int Settling(int sample)
    {
        foreach ((int start, int settled) in _found)
        {
            if (start == sample)
            {
                return settled;
            }
        }

        foreach ((int start, int freed) in _freed)
        {
            if (start <= sample && sample < freed)
            {
                return freed;
            }
        }

        int end = _count + HeldCount;
        bool hasWaited = sample >= 0 && sample < end
            && (sample < _waited || (sample == 0 ? _isFirstEqual : AreEqual(sample - 1, sample)) || _fillers.Contains(sample));
        int next = sample + 1;
        while (hasWaited && next < end && AreEqual(sample, next))
        {
            next++;
        }

        return hasWaited && next < end ? next : sample;
    }

    private bool AreEqual(int a, int b)
    {
        foreach (int signal in _signals)
        {
            if (_block![signal][a] != _block[signal][b])
            {
                return false;
            }
        }

        return true;
    }

    private SampleBlock MoveHeld(int total)
    {
        SampleBlock? last = _block;
        if (_block is null || _block.Capacity < total)
        {
            _block = new SampleBlock(_signals.Max() + 1, Math.Max(1, total));
        }

        foreach (int signal in _signals)
        {
            last?.Room(signal).Slice(_count, HeldCount).CopyTo(_block.Room(signal));
            _block.SetCount(signal, total);
        }

        return _block;
    }

    /// <summary>Takes in one sample, and makes those missing that are now known to be lost.</summary>
    private void Take(SampleBlock block, int sample, double seconds)
    {
        if (!GoesOn(block, sample))
        {
            bool isFilled = _kind == RunKind.Open && _hasLeapt && _run >= _leastRun && HasLeaptBack(block, sample);
            if (isFilled || (_isExtreme && HasLeaptFrom(block, sample)))
            {
                _kind = RunKind.Lost;
                Lose(block, sample - (int)_run + _kept, sample, settled: sample);
            }

            EndRun(seconds);
            BeginRun(block, sample, seconds);
        }

        _run++;
        if (_kind == RunKind.Lost)
        {
            Lose(block, sample, sample + 1, settled: sample);
        }
        else if (_kind == RunKind.Open && _run >= _leastRun)
        {
            Tell(block, sample);
        }

        if (_still.Tolerance > 0)
        {
            TakeStill(block, sample, seconds);
        }
    }

    /// <summary>Takes in one sample as of a stretch that all but stands still.</summary>
    private void TakeStill(SampleBlock block, int sample, double seconds)
    {
        double value = _value[0];
        int waiting = _still.Waiting;
        bool isSame = _run >= _leastRun && !_still.IsLost;
        if (isSame || !_still.GoesOn(value))
        {
            if (_still.IsLost)
            {
                NoteStill(seconds, _still.Run - 1);
            }

            Free(sample, waiting);
            waiting = 0;
            _still.Begin(value);
            _stillSeconds = seconds;
        }

        if (isSame)
        {
            _still.Forget();
            return;
        }

        bool wasLost = _still.IsLost;
        if (_still.Take(value, value + _still.Tolerance >= _largest[0] || value - _still.Tolerance <= _smallest[0]))
        {
            Lose(block, sample + 2 - _still.Run, sample + 1, settled: sample);
        }
        else if (_still.IsLost)
        {
            Lose(block, sample, sample + 1, settled: sample);
        }
        else if (wasLost)
        {
            NoteStill(seconds, _still.Run - 2);
        }
        else if (_still.Waiting == 0)
        {
            Free(sample, waiting);
        }
    }

    /// <summary>Notes that the last samples, which waited, are none of a loss.</summary>
    private void Free(int sample, int waiting)
    {
        if (waiting > 0)
        {
            _freed.Add((sample - waiting, sample));
        }
    }

    /// <summary>
    /// Takes in the samples from one on of which each differs from the one before: nearly all of an EMG. It is what <see cref="Take"/>
    /// does with them, one run of one sample after the other.
    /// </summary>
    /// <returns>How many.</returns>
    private int PassMoving(SampleBlock block, int start, int end, double seconds)
    {
        if (_signals.Length != 1 || _run != 1 || _kind != RunKind.Open || _isExtreme || double.IsNaN(_largestStep[0]) || double.IsNaN(_leap[0])
            || (_still.Tolerance > 0 && (_still.Run != 1 || _still.IsLost)))
        {
            return 0;
        }

        ReadOnlySpan<double> samples = block[_signals[0]][..end];
        double before = _before[0];
        double value = _value[0];
        double leap = _leap[0];
        double largest = _largest[0];
        double smallest = _smallest[0];
        double largestStep = _largestStep[0];
        double recent = _recent[0];
        double fade = _fade;
        double middle = _middles[0];
        double tolerance = _still.Tolerance;
        bool hasLeapt = _hasLeapt;
        bool isFiller = _kept == 0;
        int i = start;
        for (; i < samples.Length; i++)
        {
            double next = samples[i];
            if (Math.Abs(next - value) <= tolerance || !MissingSample.IsPresent(next))
            {
                break;
            }

            // None of them is NaN: the instruction alone is the maximum.
            largest = double.MaxNative(largest, value);
            smallest = double.MinNative(smallest, value);
            largestStep = double.MaxNative(largestStep * fade, leap);
            recent = double.MaxNative(recent * fade, Math.Abs(value - middle));
            leap = Math.Abs(next - value);
            hasLeapt = leap > LeastLeap * largestStep;
            before = value;
            value = next;
            isFiller = hasLeapt || value == 0 || value >= largest || value <= smallest;
            if (isFiller)
            {
                _fillers.Add(i);
            }
        }

        int passed = i - start;
        if (passed > 0)
        {
            (_value[0], _before[0], _leap[0], _hasLeapt, _kept) = (value, before, leap, hasLeapt, isFiller ? 0 : 1);
            (_largest[0], _smallest[0], _largestStep[0], _recent[0]) = (largest, smallest, largestStep, recent);
            _runSeconds = seconds + ((i - 1 - _waited) / _sampleRate);
            _likelihood.AddSingles(passed);
            _still.Pass(passed, value);
            _stillSeconds = _runSeconds;
        }

        return passed;
    }

    /// <summary>Tells, where that can be told, whether a run that goes on is lost.</summary>
    private void Tell(SampleBlock block, int sample)
    {
        // Equal samples within a stretch that is lost already are no further loss.
        _needed = _run == _leastRun ? _likelihood.Needed() : _needed;
        if (_needed == 0 || _still.IsLost)
        {
            _kind = RunKind.Own;
            return;
        }

        if (_run == _needed)
        {
            _isExtreme = IsExtreme(out bool isApproached) && !isApproached;
            _kind = isApproached ? RunKind.Own : _isExtreme ? RunKind.Open : RunKind.Lost;
        }

        // Longer than any pop: an electrode that has come off.
        _kind = _isExtreme && _run >= QualityMeter.FlatSeconds * _sampleRate ? RunKind.Lost : _kind;
        if (_kind == RunKind.Lost)
        {
            _isExtreme = false;
            Lose(block, sample + 1 - (int)_run + _kept, sample + 1, settled: sample);
        }
    }

    private void Lose(SampleBlock block, int start, int end, int settled)
    {
        foreach (int signal in _signals)
        {
            block.Room(signal)[start..end].Fill(double.NaN);
        }

        if (end - start > 1)
        {
            _found.Add((start, settled));
        }
    }

    private bool GoesOn(SampleBlock block, int sample)
    {
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            if (block[_signals[axis]][sample] != _value[axis])
            {
                return false;
            }
        }

        return true;
    }

    private void BeginRun(SampleBlock block, int sample, double seconds)
    {
        _kind = RunKind.Open;
        _isExtreme = false;
        _hasLeapt = false;
        _run = 0;
        _runSeconds = seconds;
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            _value[axis] = block[_signals[axis]][sample];
            _kind = MissingSample.IsPresent(_value[axis]) ? _kind : RunKind.Own;
            _leap[axis] = Math.Abs(_value[axis] - _before[axis]);
            _hasLeapt |= _leap[axis] > LeastLeap * _largestStep[axis];
        }

        // The value that is held is a sample, what is filled in is not: zero, or what the signal never reaches.
        bool isFiller = _kind == RunKind.Open && (Array.TrueForAll(_value, value => value == 0) || _hasLeapt || IsExtreme(out _));
        _kept = isFiller ? 0 : 1;
        if (isFiller)
        {
            _fillers.Add(sample);
        }
    }

    /// <summary>Counts what the run that has ended tells of the signal, or of its losses.</summary>
    private void EndRun(double seconds)
    {
        if (_kind == RunKind.Lost)
        {
            NoteEqual(seconds);
        }
        else if (_kind == RunKind.Open)
        {
            for (int axis = 0; axis < _signals.Length; axis++)
            {
                _largest[axis] = Math.Max(_largest[axis], _value[axis]);
                _smallest[axis] = Math.Min(_smallest[axis], _value[axis]);
                _largestStep[axis] = double.IsNaN(_leap[axis]) ? _largestStep[axis]
                    : double.IsNaN(_largestStep[axis]) ? _leap[axis] : Math.Max(_largestStep[axis] * _fade, _leap[axis]);
                _recent[axis] = Math.Max(_recent[axis] * _fade, Math.Abs(_value[axis] - _middles[axis]));
            }
        }

        if (_run > 0)
        {
            _value.CopyTo(_before, 0);
        }

        if (_kind == RunKind.Lost)
        {
            _before.AsSpan().Fill(double.NaN);
        }

        _likelihood.Add(_run);
        _value.AsSpan().Fill(double.NaN);
        _run = 0;
        _kind = RunKind.Own;
    }

    private void NoteEqual(double seconds)
    {
        int count = (int)_run - _kept;
        BriefSampleCount += _run < QualityMeter.FlatSeconds * _sampleRate ? count : 0;
        Tally.Add(_runSeconds + (_kept / _sampleRate), seconds, count / _sampleRate);
    }

    private void NoteStill(double seconds, int count)
    {
        BriefSampleCount += count;
        Tally.Add(_stillSeconds + (1 / _sampleRate), seconds, count / _sampleRate);
    }

    /// <summary>Returns true if the run is at or beyond all that the signal has reached; gives whether the signal was on its way there.</summary>
    private bool IsExtreme(out bool isApproached)
    {
        (bool isExtreme, isApproached) = (false, false);
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            // Where the signal is for most of the time is no rail.
            if ((_value[axis] >= _largest[axis] || _value[axis] <= _smallest[axis]) && _value[axis] != _middles[axis])
            {
                isExtreme = true;
                isApproached |= _recent[axis] >= RailFraction * Math.Abs(_value[axis] - _middles[axis]);
            }
        }

        return isExtreme;
    }

    /// <summary>Returns true if an axis that leapt to the value of the run leaps back from it.</summary>
    private bool HasLeaptBack(SampleBlock block, int sample)
    {
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            double left = Math.Abs(block[_signals[axis]][sample] - _value[axis]);
            if (_leap[axis] > LeastLeap * _largestStep[axis] && left > LeastLeap * _largestStep[axis] && left >= RailFraction * _leap[axis])
            {
                return true;
            }
        }

        return false;
    }

    private bool HasLeaptFrom(SampleBlock block, int sample)
    {
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            double left = Math.Abs(block[_signals[axis]][sample] - _value[axis]);
            if (!(left >= RailFraction * Math.Abs(_value[axis] - _middles[axis])))
            {
                return false;
            }
        }

        return true;
    }
}
