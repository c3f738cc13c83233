using System.Numerics;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Finds losses of one channel that a recorder filled in by straight lines, in a signal that does not go straight of itself. Their
/// samples are made missing.
/// </summary>
/// <remarks>
/// A stretch is straight where the changes from sample to sample of every axis lie within one step of quantisation, as those of a
/// rounded line do. How often the signal goes on straight of itself is measured on it (<see cref="RunLikelihood"/>). The first few
/// milliseconds of a line cannot be told from the signal and stay: no event comes of them. What stands still is no line: see
/// <see cref="LossScreen"/>. Samples are taken in one by one, so that any block size gives the same. Not thread-safe; allocates
/// nothing after construction.
/// </remarks>
internal sealed class LineScreen
{
    // The values of a file of decimals lie on their grid to some 1e-12 of it.
    private const double StepFraction = 1.5;

    // Twice the last bit of a 32-bit number: what rounding makes of the change between two of them.
    private const double RoundingFraction = 1.0 / (1 << 22);

    private const int MostPlaces = 20;

    // Where white noise has gone straight for some samples, the next change must be met by what is new in one sample: its deviation
    // is √6 times less than that of the second difference.
    private static readonly double Straightest = Math.Sqrt(6);

    private readonly int[] _signals;
    private readonly double _sampleRate;
    private readonly int _leastRun;
    private readonly RunLikelihood _likelihood;
    private readonly double[] _last;
    private readonly double[] _least;
    private readonly double[] _most;
    private readonly double[] _step;
    private readonly List<double> _places = [];
    private RunKind _kind = RunKind.Own;
    private bool _hasLast;
    private int _needed;
    private long _run;
    private long _lost;
    private double _lostSeconds;

    /// <summary>Initializes a new instance of the <see cref="LineScreen"/> class.</summary>
    /// <param name="signals">The signals of the channel.</param>
    /// <param name="sampleRate">Their sampling rate in Hz.</param>
    /// <param name="leastRun">The shortest loss in samples.</param>
    public LineScreen(IReadOnlyList<int> signals, double sampleRate, int leastRun)
    {
        _signals = [.. signals];
        _sampleRate = sampleRate;
        _leastRun = leastRun;
        _likelihood = new RunLikelihood(sampleRate, leastRun, Straightest);
        _last = new double[signals.Count];
        _least = new double[signals.Count];
        _most = new double[signals.Count];
        _step = [.. signals.Select(_ => double.PositiveInfinity)];
    }

    private enum RunKind
    {
        Open,
        Lost,
        Own,
    }

    /// <summary>Gets the number of losses that have ended.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the number of samples of each axis that were made missing.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Gets the length of the shortest and of the longest line in seconds.</summary>
    public (double Shortest, double Longest) Lengths { get; private set; } = (double.PositiveInfinity, 0);

    /// <summary>Gets where the first twenty lines begin, in seconds to the microsecond.</summary>
    public IReadOnlyList<double> Places => _places;

    /// <summary>Gets where the last line ends, in seconds.</summary>
    public double LastEndSeconds { get; private set; }

    /// <summary>Learns from the start of a recording how often the channel goes straight of itself.</summary>
    /// <param name="block">Its samples, which are changed.</param>
    /// <param name="count">How many.</param>
    public void Learn(SampleBlock block, int count)
    {
        long straight = 0;
        long lines = 0;
        for (int i = 0; i < count; i++)
        {
            if (i > 0 && (i += PassBent(block, i, count)) == count)
            {
                break;
            }

            Take(block, i, 0);
            straight += _run == _leastRun ? _run : _run > _leastRun ? 1 : 0;
            lines += _run == _leastRun ? 1 : 0;
        }

        EndStretch(0);
        _likelihood.EndLearning(straight, count, lines);
        (Count, SampleCount, Lengths) = (0, 0, (double.PositiveInfinity, 0));
        _places.Clear();
    }

    /// <summary>Takes in samples, and makes those missing that are now known to be lost.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="end">The sample behind the last one.</param>
    /// <param name="seconds">The time of the first one.</param>
    public void Process(SampleBlock block, int start, int end, double seconds)
    {
        for (int i = start; i < end; i++)
        {
            if (i > start && (i += PassBent(block, i, end)) == end)
            {
                return;
            }

            Take(block, i, seconds + ((i - start) / _sampleRate));
        }
    }

    /// <summary>Ends a line at a jump of the clock, or at the end.</summary>
    public void EndStretch(double seconds)
    {
        EndRun(seconds);
        _hasLast = false;
    }

    private void Take(SampleBlock block, int sample, double seconds)
    {
        foreach (int signal in _signals)
        {
            if (!MissingSample.IsPresent(block[signal][sample]))
            {
                EndStretch(seconds);
                return;
            }
        }

        if (_hasLast && !GoesOn(block, sample))
        {
            EndRun(seconds);
            BeginRun(block, sample);
        }

        _run += _hasLast ? 1 : 0;
        _hasLast = true;
        bool isSloped = false;
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            _last[axis] = block[_signals[axis]][sample];
            isSloped |= _least[axis] != 0 || _most[axis] != 0;
        }

        if (_kind == RunKind.Open && _run >= _leastRun)
        {
            _needed = _run == _leastRun ? _likelihood.Needed() : _needed;
            _kind = _needed == 0 ? RunKind.Own : _run >= _needed && isSloped ? RunKind.Lost : RunKind.Open;
            _lostSeconds = _kind == RunKind.Lost ? seconds - (_run / _sampleRate) : _lostSeconds;
        }

        if (_kind == RunKind.Lost)
        {
            _lost++;
            foreach (int signal in _signals)
            {
                block.Room(signal)[sample] = double.NaN;
            }
        }
    }

    /// <summary>
    /// Takes in the samples from one on at each of which the only axis bends, so that none makes a run of two: nearly all of an EMG. It is
    /// what <see cref="Take"/> does with them, in whole vectors.
    /// </summary>
    /// <returns>How many.</returns>
    private int PassBent(SampleBlock block, int start, int end)
    {
        if (_signals.Length != 1 || _run != 1 || _kind != RunKind.Open || start < 2 || _leastRun < 2)
        {
            return 0;
        }

        ReadOnlySpan<double> samples = block[_signals[0]][..end];
        if (samples[start - 1] - samples[start - 2] != _least[0])
        {
            return 0;
        }

        Vector<double> present = new(MissingSample.LargestPresent);
        Vector<double> rounding = new(RoundingFraction);
        Vector<double> least = new(_step[0]);
        int i = start;
        for (; i + Vector<double>.Count <= end; i += Vector<double>.Count)
        {
            Vector<double> before = new(samples[(i - 1)..]);
            Vector<double> here = new(samples[i..]);
            Vector<double> change = here - before;
            Vector<double> size = Vector.Abs(here);
            Vector<double> bend = Vector.Abs(change - (before - new Vector<double>(samples[(i - 2)..])));

            // The steps before the vector are no smaller than those in it: where a bend is larger than they allow, it is larger than any.
            if (!Vector.GreaterThanAll(bend, Vector.Max(least * StepFraction, size * rounding)) || !Vector.LessThanAll(size, present))
            {
                break;
            }

            Vector<double> step = Vector.Abs(change);
            least = Vector.Min(least, Vector.ConditionalSelect(Vector.Equals(step, Vector<double>.Zero), least, step));
            if (!Vector.EqualsAll(least, new Vector<double>(_step[0])))
            {
                for (int lane = 0; lane < Vector<double>.Count; lane++)
                {
                    _step[0] = Math.Min(_step[0], least[lane]);
                }

                least = new(_step[0]);
            }
        }

        int passed = i - start;
        if (passed > 0)
        {
            _likelihood.AddSingles(passed);
            _least[0] = _most[0] = samples[i - 1] - samples[i - 2];
            _last[0] = samples[i - 1];
        }

        return passed;
    }

    /// <summary>Returns true if the change to a sample is that of the run, to within rounding.</summary>
    private bool GoesOn(SampleBlock block, int sample)
    {
        bool goesOn = _run > 0;
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            double value = block[_signals[axis]][sample];
            double change = value - _last[axis];
            _step[axis] = change == 0 ? _step[axis] : Math.Min(_step[axis], Math.Abs(change));
            _least[axis] = Math.Min(_least[axis], change);
            _most[axis] = Math.Max(_most[axis], change);
            double rounding = Math.Max(StepFraction * _step[axis], RoundingFraction * Math.Abs(value));
            goesOn &= _most[axis] - _least[axis] <= rounding;
        }

        return goesOn;
    }

    private void BeginRun(SampleBlock block, int sample)
    {
        _kind = RunKind.Open;
        for (int axis = 0; axis < _signals.Length; axis++)
        {
            _least[axis] = _most[axis] = block[_signals[axis]][sample] - _last[axis];
        }
    }

    private void EndRun(double seconds)
    {
        if (_kind == RunKind.Lost)
        {
            double length = _run / _sampleRate;
            Count++;
            SampleCount += _lost;
            Lengths = (Math.Min(Lengths.Shortest, length), Math.Max(Lengths.Longest, length));
            LastEndSeconds = Math.Round(seconds, 6);
            if (_places.Count < MostPlaces)
            {
                _places.Add(Math.Round(_lostSeconds, 6));
            }
        }

        _likelihood.Add(_run);
        (_run, _lost, _kind) = (0, 0, RunKind.Own);
    }
}
