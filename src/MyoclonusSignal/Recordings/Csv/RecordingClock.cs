using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// The sampling rate that a time axis tells, and where it jumps. The rate is the slope over the longest stretch of the
/// first rows without a gap, rounded only as far as the resolution of the axis leaves open.
/// </summary>
internal sealed class RecordingClock
{
    // A step longer than this many sampling intervals leaves at least one sample out.
    private const double GapSteps = 1.5;
    private const int MostGapWarnings = 20;

    // How fast the grid follows an uneven clock: a few hundred samples, so that single late samples do not move it.
    private const double GridGain = 0.01;

    private readonly double _period;
    private readonly double _tolerance;
    private readonly bool _isUneven;
    private readonly List<RecordingWarning> _warnings;
    private double _first = double.NaN;
    private double _previous = double.NaN;
    private double _grid;
    private double _segmentStart;
    private long _sinceSegmentStart;
    private long _gaps;
    private double _missingSeconds;

    private RecordingClock(double sampleRate, double tolerance, bool isUneven, List<RecordingWarning> warnings)
    {
        SampleRate = sampleRate;
        _period = 1 / sampleRate;
        _tolerance = tolerance;
        _isUneven = isUneven;
        _warnings = warnings;
    }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the time of the row last taken in, on the even grid of its segment, in seconds from the first row.</summary>
    public double RowSeconds => _segmentStart + ((_sinceSegmentStart - 1) * _period);

    /// <summary>Finds the rate from the first times; <paramref name="quantum"/> is the finest step the axis can express.</summary>
    public static RecordingClock FromTimes(
        ReadOnlySpan<double> times, double quantum, double? statedRate, List<RecordingWarning> warnings)
    {
        double[] steps = new double[times.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = times[i + 1] - times[i];
        }

        double[] sorted = [.. steps];
        Array.Sort(sorted);

        // A coarse clock shows equal times and single steps; its median says nothing, the slope over all of it does.
        double median = sorted[sorted.Length / 2];
        double mean = (times[^1] - times[0]) / steps.Length;
        bool isCoarse = quantum > 0.4 * mean && quantum <= 4 * mean;
        double typical = isCoarse || median <= 0 ? Math.Max(mean, quantum / 1000) : median;
        double gapStep = (GapSteps * typical) + (isCoarse ? quantum : 0.02 * quantum);
        double period = Slope(times, steps, gapStep, out int count);
        double spread = (sorted[(int)(0.99 * (sorted.Length - 1))] - sorted[(int)(0.01 * sorted.Length)]) / 2;
        bool isUneven = spread > (0.1 * period) + (1.01 * quantum);
        double rate = Round(1 / period, quantum, count);
        if (isUneven)
        {
            warnings.Add(new RecordingWarning(
                "irregular-clock",
                null,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The time axis is uneven: steps from {sorted[(int)(0.01 * sorted.Length)] * 1e3:0.###} to {sorted[(int)(0.99 * (sorted.Length - 1))] * 1e3:0.###} ms (central 98 %). The samples are taken as evenly spaced at the mean rate of {rate:0.####} Hz.")));
        }

        if (statedRate is double stated && Math.Abs((stated / rate) - 1) > 0.005)
        {
            warnings.Add(new RecordingWarning(
                "sample-rate-conflict",
                null,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The sampling rate stated is {stated:0.####} Hz, but the time axis runs at {rate:0.####} Hz; the time axis is used.")));
        }

        double tolerance = isUneven || isCoarse ? Math.Max(GapSteps - 1, 2 * spread / period) + (quantum / period) : GapSteps - 1;
        return new RecordingClock(rate, tolerance / rate, isUneven || isCoarse, warnings);
    }

    public static RecordingClock FromRate(double sampleRate, List<RecordingWarning> warnings) =>
        new(sampleRate, double.PositiveInfinity, false, warnings);

    /// <summary>A clock for sample numbers: every missing number is a gap.</summary>
    public static RecordingClock FromCount(double sampleRate, List<RecordingWarning> warnings) =>
        new(sampleRate, (GapSteps - 1) / sampleRate, false, warnings);

    /// <summary>Takes in the next row's time; tells whether the clock jumped before it.</summary>
    public bool Advance(double time)
    {
        if (double.IsNaN(_first))
        {
            _first = time;
            _previous = time;
            _grid = time;
            _sinceSegmentStart = 1;
            return true;
        }

        double expected = _isUneven ? _grid + _period : _previous + _period;
        double late = time - expected;
        bool isGap = late > _tolerance + (1e-9 * Math.Abs(time));
        _grid = isGap ? time : expected + (GridGain * late);
        if (isGap)
        {
            NoteGap(_previous - _first, time - _first);
            _segmentStart = time - _first;
            _sinceSegmentStart = 0;
        }

        _previous = time;
        _sinceSegmentStart++;
        return isGap;
    }

    /// <summary>Takes in the next row of a recording without a time axis.</summary>
    public bool Advance()
    {
        bool isFirst = _sinceSegmentStart == 0;
        _sinceSegmentStart++;
        return isFirst;
    }

    /// <summary>Tells whether a time lies so far before the one before it that the axis runs backwards.</summary>
    public bool IsBackwards(double time, double quantum) =>
        time < _previous || (time == _previous && quantum < 0.4 * _period);

    /// <summary>Gets the time of the row before, as the file has it.</summary>
    public double PreviousTime => _previous;

    /// <summary>Sums up what could not be said of each gap.</summary>
    public void Finish()
    {
        if (_gaps > MostGapWarnings)
        {
            _warnings.Add(new RecordingWarning(
                "time-gaps",
                null,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The time axis has {_gaps} gaps of together {_missingSeconds:0.###} s; the first {MostGapWarnings} are listed.")));
        }

        double drift = _previous - _first - RowSeconds;
        if (double.IsFinite(drift) && Math.Abs(drift) > Math.Max(0.01, 3 * _tolerance))
        {
            _warnings.Add(new RecordingWarning(
                "clock-drift",
                null,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The time axis ends {drift:0.###} s away from where {SampleRate:0.####} Hz leads: its rate changes along the recording, and event times near the end are off by as much.")));
        }
    }

    private static double Slope(ReadOnlySpan<double> times, double[] steps, double gapStep, out int longest)
    {
        longest = 0;
        double period = 0;
        int start = 0;
        for (int i = 0; i <= steps.Length; i++)
        {
            if (i < steps.Length && steps[i] <= gapStep)
            {
                continue;
            }

            if (i - start > longest)
            {
                longest = i - start;
                period = (times[i] - times[start]) / longest;
            }

            start = i + 1;
        }

        return period > 0 ? period : Math.Max(steps.Where(step => step > 0).DefaultIfEmpty(double.NaN).Min(), double.Epsilon);
    }

    /// <summary>The roundest rate that the resolution of the axis cannot tell from the one found.</summary>
    private static double Round(double rate, double quantum, int count)
    {
        // Either end of the stretch can be off by one step of the axis, or by the rounding of doubles.
        double uncertainty = rate * rate * Math.Max(quantum, 1e-9) / Math.Max(1, count);
        foreach (double grid in (ReadOnlySpan<double>)[100, 50, 10, 1, 0.5, 0.25, 0.1, 0.01, 0.001])
        {
            double rounded = Math.Round(rate / grid) * grid;
            if (rounded > 0 && Math.Abs(rounded - rate) <= uncertainty)
            {
                return rounded;
            }
        }

        return rate;
    }

    private void NoteGap(double from, double to)
    {
        _gaps++;
        _missingSeconds += to - from - _period;
        if (_gaps <= MostGapWarnings)
        {
            _warnings.Add(new RecordingWarning(
                "time-gap",
                null,
                from,
                to,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The clock jumps from {from:0.####} to {to:0.####} s: {(to - from - _period) * 1e3:0.#} ms are missing; a new segment starts.")));
        }
    }
}
