using System.Numerics;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The recent past of a moving sensor: its magnitude above the band of voluntary movement, sample by sample; the same and the
/// slow movement itself in bins of some 40 ms; and what cells of some 0.75 s hold of both. Rings of fixed size.
/// </summary>
internal sealed class MovementSignal
{
    /// <summary>Cells on either side whose typical peak a cell is held against: together nine cells, some 7 s.</summary>
    public const int NeighbourCells = 4;

    // What a reaching hand and the swing of an arm leave falls with the fourth power below it. Of reaches of 0.3 to 0.9 s with
    // jerks of 0.3 g, fourth order left 0 false jerks an hour where third order left 120 and second order 220; at 4 Hz it was
    // 180, at 6 Hz the answers of limbs of 4 to 5 Hz grow small.
    private const double FastLowHz = 5;
    private const int FastOrder = 4;

    // Reaching, arm swing and strides. A limb that answers a jerk at 4 Hz leaves a tenth of its amplitude here.
    private const double SlowHighHz = 2.2;
    private const int SlowOrder = 4;

    private const double BinSeconds = 0.04;
    private const double CellSeconds = 0.75;

    private readonly SosFilter[] _fastFilters;
    private readonly SosFilter[] _slowFilters;
    private readonly double[][] _work;
    private readonly double[] _slowSums;
    private readonly double[] _slowMeans = new double[1];
    private readonly double[] _fast;
    private readonly double[][] _fastAxes;
    private readonly double[] _whole;
    private readonly double[][] _wholeAxes;
    private readonly double[] _envelope;
    private readonly double[] _slow;
    private readonly double[][] _meanAxes;
    private readonly double[] _peaks;
    private readonly double[] _medians;
    private readonly double[] _fastPowers;
    private readonly double[] _slowPowers;
    private readonly double[] _wholePowers;
    private readonly double[] _sorted;
    private readonly int _sampleMask;
    private readonly int _binMask;
    private readonly int _cellMask;
    private double _binPower;
    private int _filled;

    /// <summary>Initializes a new instance of the <see cref="MovementSignal"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="axes">The number of axes.</param>
    /// <param name="mostSamples">The most samples taken in at once.</param>
    /// <param name="keptSeconds">For how long samples are asked for after they came in.</param>
    public MovementSignal(double sampleRate, int axes, int mostSamples, double keptSeconds)
    {
        SampleRate = sampleRate;
        BinSamples = Math.Max(1, (int)Math.Round(BinSeconds * sampleRate));
        CellBins = Math.Max(4, (int)Math.Round(CellSeconds * sampleRate / BinSamples));
        SosCoefficients fast = Butterworth.HighPass(FastOrder, FastLowHz, sampleRate);
        SosCoefficients slow = Butterworth.LowPass(SlowOrder, SlowHighHz, sampleRate / BinSamples);
        SlowDelayBins = (int)Math.Round(BandDelay.LeastSeconds(slow, SlowHighHz / 4, SlowHighHz / 2) * sampleRate / BinSamples);
        _fastFilters = [.. Enumerable.Range(0, axes).Select(_ => new SosFilter(fast))];
        _slowFilters = [.. Enumerable.Range(0, axes).Select(_ => new SosFilter(slow))];
        _work = [.. Enumerable.Range(0, axes).Select(_ => new double[mostSamples])];
        _slowSums = new double[axes];
        int cells = (int)Math.Ceiling((keptSeconds * sampleRate) + mostSamples) / CellSamples;
        cells = (int)BitOperations.RoundUpToPowerOf2((uint)(cells + (2 * NeighbourCells) + (2 * StepWeights.KnownCells)));
        int bins = (int)BitOperations.RoundUpToPowerOf2((uint)(cells * CellBins));
        int samples = (int)BitOperations.RoundUpToPowerOf2((uint)(cells * CellSamples));
        (_cellMask, _binMask, _sampleMask) = (cells - 1, bins - 1, samples - 1);
        _fast = new double[samples];
        _fastAxes = [.. Enumerable.Range(0, axes).Select(_ => new double[samples])];
        _whole = new double[samples];
        _wholeAxes = [.. Enumerable.Range(0, axes).Select(_ => new double[samples])];
        _envelope = new double[bins];
        _slow = new double[bins];
        _meanAxes = [.. Enumerable.Range(0, axes).Select(_ => new double[bins])];
        _peaks = new double[cells];
        _medians = new double[cells];
        _fastPowers = new double[cells];
        _slowPowers = new double[cells];
        _wholePowers = new double[cells];
        _sorted = new double[CellSamples];
    }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the number of axes.</summary>
    public int Axes => _fastAxes.Length;

    /// <summary>Gets the samples in a bin.</summary>
    public int BinSamples { get; }

    /// <summary>Gets the bins in a cell.</summary>
    public int CellBins { get; }

    /// <summary>Gets the samples in a cell.</summary>
    public int CellSamples => CellBins * BinSamples;

    /// <summary>Gets by how many bins the slow movement comes late.</summary>
    public int SlowDelayBins { get; }

    /// <summary>Gets the number of samples taken in.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the number of bins.</summary>
    public long Bins { get; private set; }

    /// <summary>Gets the number of whole cells; of a segment that has ended, also the last one.</summary>
    public long Cells { get; private set; }

    /// <summary>Begins a new segment.</summary>
    public void Reset()
    {
        foreach (SosFilter filter in _fastFilters.Concat(_slowFilters))
        {
            filter.Reset();
        }

        Array.Clear(_slowSums);
        (Count, Bins, Cells, _filled, _binPower) = (0, 0, 0, 0, 0);
    }

    /// <summary>Takes in samples up to the end of a cell.</summary>
    /// <param name="jerks">The samples in the band of jerks, one array an axis.</param>
    /// <param name="all">The samples that hold slow movement too.</param>
    /// <param name="start">The first of them.</param>
    /// <param name="end">The end of them.</param>
    /// <returns>How many were taken in.</returns>
    public int Fill(double[][] jerks, double[][] all, int start, int end)
    {
        int count = Math.Min(end - start, (int)(((Cells + 1) * CellSamples) - Count));
        for (int axis = 0; axis < _work.Length; axis++)
        {
            _fastFilters[axis].Process(jerks[axis].AsSpan(start, count), _work[axis].AsSpan(0, count));
        }

        for (int i = 0; i < count; i++)
        {
            double fast = 0;
            double whole = 0;
            for (int axis = 0; axis < _work.Length; axis++)
            {
                _fastAxes[axis][(int)Count & _sampleMask] = _work[axis][i];
                fast += _work[axis][i] * _work[axis][i];
                _wholeAxes[axis][(int)Count & _sampleMask] = jerks[axis][start + i];
                whole += jerks[axis][start + i] * jerks[axis][start + i];
                _slowSums[axis] += all[axis][start + i];
            }

            _fast[(int)Count & _sampleMask] = Math.Sqrt(fast);
            _whole[(int)Count++ & _sampleMask] = Math.Sqrt(whole);
            _binPower += fast;
            if (++_filled == BinSamples)
            {
                CloseBin();
            }
        }

        if (Count == (Cells + 1) * CellSamples)
        {
            CloseCell();
        }

        return count;
    }

    /// <summary>Closes the last bin and the last cell, which may be shorter.</summary>
    public void Finish()
    {
        if (_filled > 0)
        {
            CloseBin();
        }

        if (Count > Cells * CellSamples)
        {
            CloseCell();
        }
    }

    /// <summary>Gives the magnitude above the band of voluntary movement at a sample.</summary>
    public double Fast(long sample) => _fast[(int)sample & _sampleMask];

    /// <summary>Gives what an axis holds above the band of voluntary movement at a sample.</summary>
    public double FastAlong(int axis, long sample) => _fastAxes[axis][(int)sample & _sampleMask];

    /// <summary>Gives the magnitude in the band of jerks at a sample.</summary>
    public double Whole(long sample) => _whole[(int)sample & _sampleMask];

    /// <summary>Gives what an axis holds in the band of jerks at a sample.</summary>
    public double WholeAlong(int axis, long sample) => _wholeAxes[axis][(int)sample & _sampleMask];

    /// <summary>Gives the mean powers around a sample; what lies above the band of movement is no more than the whole.</summary>
    public (double Fast, double Whole) PowersAround(long sample, int window)
    {
        long first = Math.Max(0, sample - (window / 2));
        long end = Math.Min(Count, first + window);
        double fast = 0;
        double whole = 0;
        for (long near = first; near < end; near++)
        {
            double value = Fast(near);
            fast += value * value;
            value = Whole(near);
            whole += value * value;
        }

        return (Math.Min(fast, whole) / (end - first), whole / (end - first));
    }

    /// <summary>Gives the root mean square of <see cref="Fast"/> in a bin.</summary>
    public double Envelope(long bin) => _envelope[(int)bin & _binMask];

    /// <summary>Gives the magnitude of the slow movement in a bin.</summary>
    public double Slow(long bin) => _slow[(int)bin & _binMask];

    /// <summary>Gives the mean of an axis in a bin, slow movement and all.</summary>
    public double MeanAlong(int axis, long bin) => _meanAxes[axis][(int)bin & _binMask];

    /// <summary>Gives the largest <see cref="Fast"/> of a cell.</summary>
    public double Peak(long cell) => _peaks[(int)cell & _cellMask];

    /// <summary>Gives the median of <see cref="Fast"/> in a cell.</summary>
    public double Median(long cell) => _medians[(int)cell & _cellMask];

    /// <summary>Gives the mean power of <see cref="Fast"/> in a cell.</summary>
    public double FastPower(long cell) => _fastPowers[(int)cell & _cellMask];

    /// <summary>Gives the mean power of <see cref="Slow"/> in a cell.</summary>
    public double SlowPower(long cell) => _slowPowers[(int)cell & _cellMask];

    /// <summary>Measures <see cref="Whole"/> over a stretch.</summary>
    /// <param name="start">Its first sample.</param>
    /// <param name="end">The sample behind its last one.</param>
    public MovementSize Measure(long start, long end)
    {
        double power = 0;
        double area = 0;
        double peak = 0;
        long peakAt = start;
        for (long sample = start; sample < end; sample++)
        {
            double value = Whole(sample);
            power += value * value;
            area += value;
            if (value > peak)
            {
                (peak, peakAt) = (value, sample);
            }
        }

        return new MovementSize(peakAt, peak, Math.Sqrt(power / (end - start)), area / SampleRate);
    }

    /// <summary>Gives the mean power of <see cref="Whole"/> in a cell.</summary>
    public double WholePower(long cell) => _wholePowers[(int)cell & _cellMask];

    private void CloseBin()
    {
        int at = (int)Bins++ & _binMask;
        double square = 0;
        for (int axis = 0; axis < _slowSums.Length; axis++)
        {
            _slowMeans[0] = _slowSums[axis] / _filled;
            _meanAxes[axis][at] = _slowMeans[0];
            _slowFilters[axis].Process(_slowMeans, _slowMeans);
            square += _slowMeans[0] * _slowMeans[0];
            _slowSums[axis] = 0;
        }

        _slow[at] = Math.Sqrt(square);
        _envelope[at] = Math.Sqrt(_binPower / _filled);
        _binPower = 0;
        _filled = 0;
    }

    private void CloseCell()
    {
        int at = (int)Cells & _cellMask;
        long first = Cells * CellSamples;
        int count = (int)(Count - first);
        double peak = 0;
        double power = 0;
        double whole = 0;
        for (int i = 0; i < count; i++)
        {
            double value = Fast(first + i);
            _sorted[i] = value;
            peak = Math.Max(peak, value);
            power += value * value;
            whole += Whole(first + i) * Whole(first + i);
        }

        double slow = 0;
        for (long bin = Cells * CellBins; bin < Bins; bin++)
        {
            slow += Slow(bin) * Slow(bin);
        }

        _peaks[at] = peak;
        _medians[at] = Selection.Nth(_sorted.AsSpan(0, count), count / 2);
        _fastPowers[at] = power / count;
        _wholePowers[at] = whole / count;
        _slowPowers[at] = slow / Math.Max(1, Bins - (Cells * CellBins));
        Cells++;
    }
}

/// <summary>How large a movement is in the band of jerks.</summary>
/// <param name="PeakIndex">The sample at which its magnitude is largest.</param>
/// <param name="Peak">That magnitude, in the signal's unit.</param>
/// <param name="Rms">Its root mean square.</param>
/// <param name="Area">The area under it, in the signal's unit times seconds.</param>
internal readonly record struct MovementSize(long PeakIndex, double Peak, double Rms, double Area)
{
    /// <summary>Gives the root mean square over that of noise, in decibels.</summary>
    public double Decibels(double floorRms) => 20 * Math.Log10(Math.Max(Rms / floorRms, 1e-150));
}
