using System.Numerics;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The recent past of a signal: its samples, the sums of their squares over bins of some 2 ms, and the mean power in centred
/// windows of three lengths at every bin. Rings of fixed size; nothing is allocated after construction.
/// </summary>
internal sealed class BinHistory
{
    private readonly double[] _samples;
    private readonly int _sampleMask;
    private readonly double[] _binPower;
    private readonly double[] _binWeight;
    private readonly WindowedPower _half;
    private readonly WindowedPower _middle;
    private readonly WindowedPower _double;
    private readonly int _binMask;
    private readonly int _cellBins;
    private int _binsToCell;
    private double _power;
    private int _filled;

    public BinHistory(int binSize, int halfWindowBins, int cellBins, int capacityBins)
    {
        BinSize = binSize;
        _cellBins = cellBins;
        _binsToCell = cellBins;
        HalfWindowBins = halfWindowBins;
        int bins = (int)BitOperations.RoundUpToPowerOf2((uint)(capacityBins + 8 * halfWindowBins));
        int samples = (int)BitOperations.RoundUpToPowerOf2((uint)(bins * (long)binSize));
        _binMask = bins - 1;
        _sampleMask = samples - 1;
        _samples = new double[samples];
        _binPower = new double[bins];
        _binWeight = new double[bins];
        _half = new WindowedPower(bins, halfWindowBins * binSize);
        _middle = new WindowedPower(bins, 2 * halfWindowBins * binSize);
        _double = new WindowedPower(bins, 4 * halfWindowBins * binSize);
    }

    /// <summary>Gets the number of samples in a bin.</summary>
    public int BinSize { get; }

    /// <summary>Gets the number of bins in the shortest window; the others are twice and four times as long.</summary>
    public int HalfWindowBins { get; }

    /// <summary>Gets the number of samples taken in.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Gets the number of bins with samples in them.</summary>
    public long BinCount { get; private set; }

    /// <summary>Gets the number of bins at whose centre all windows are known.</summary>
    public long KnownBins { get; private set; }

    private long Pushed { get; set; }

    /// <summary>Takes in samples up to the end of the bin that makes another cell of bins known.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="consumed">How many of them were taken in.</param>
    /// <returns>Whether another cell is known; where <see langword="false"/>, all of the input has been taken in.</returns>
    public bool Fill(ReadOnlySpan<double> input, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length)
        {
            int count = Math.Min(BinSize - _filled, input.Length - consumed);
            double power = _power;
            int at = (int)SampleCount & _sampleMask;

            // A bin can wrap around the ring, so the position is masked at every sample.
            foreach (double sample in input.Slice(consumed, count))
            {
                _samples[at] = sample;
                at = (at + 1) & _sampleMask;
                power += sample * sample;
            }

            consumed += count;
            SampleCount += count;
            _filled += count;
            _power = power;
            if (_filled == BinSize)
            {
                long known = KnownBins;
                CloseBin();
                if (KnownBins > known && --_binsToCell == 0)
                {
                    _binsToCell = _cellBins;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Closes a last, partly filled bin and completes the windows at the end of the signal.</summary>
    public void Finish()
    {
        if (_filled > 0)
        {
            CloseBin();
        }

        for (int i = 0; i < 4 * HalfWindowBins; i++)
        {
            Push(0, 0);
        }

        KnownBins = BinCount;
    }

    public void Reset()
    {
        SampleCount = 0;
        BinCount = 0;
        KnownBins = 0;
        Pushed = 0;
        _binsToCell = _cellBins;
        _power = 0;
        _filled = 0;
        Array.Clear(_binPower);
        Array.Clear(_binWeight);
        _half.Clear();
        _middle.Clear();
        _double.Clear();
    }

    /// <summary>Gives one sample; it must be among the last ones that the ring holds.</summary>
    public double Sample(long index) => _samples[(int)index & _sampleMask];

    /// <summary>Gives one squared sample; it must be among the last ones that the ring holds.</summary>
    public double Square(long index)
    {
        double sample = _samples[(int)index & _sampleMask];
        return sample * sample;
    }

    /// <summary>Gives the mean power in the shortest window around a bin.</summary>
    public double Half(long bin) => _half.Mean((int)bin & _binMask);

    /// <summary>Gives the mean power in the middle window around a bin.</summary>
    public double Middle(long bin) => _middle.Mean((int)bin & _binMask);

    /// <summary>Gives the mean power in the longest window around a bin.</summary>
    public double Double(long bin) => _double.Mean((int)bin & _binMask);

    /// <summary>Gives the mean power of one bin, or NaN where the signal has none.</summary>
    public double BinMean(long bin) =>
        bin < 0 || bin >= BinCount ? double.NaN : _binPower[(int)bin & _binMask] / _binWeight[(int)bin & _binMask];

    /// <summary>Gives the mean power over the bins [<paramref name="start"/>, <paramref name="end"/>), or NaN where there are none.</summary>
    public double MeanPower(long start, long end)
    {
        start = Math.Max(start, Math.Max(0, Pushed - _binPower.Length));
        end = Math.Min(end, BinCount);
        double power = 0;
        double weight = 0;
        for (long bin = start; bin < end; bin++)
        {
            power += _binPower[(int)bin & _binMask];
            weight += _binWeight[(int)bin & _binMask];
        }

        return power / weight;
    }

    private void CloseBin()
    {
        BinCount++;
        Push(_power, _filled);
        KnownBins = Math.Max(0, Pushed - (2 * HalfWindowBins));
        _power = 0;
        _filled = 0;
    }

    private void Push(double power, double weight)
    {
        int h = HalfWindowBins;
        long bin = Pushed++;
        int at = (int)bin & _binMask;
        _binPower[at] = power;
        _binWeight[at] = weight;

        double windowPower = 0;
        double windowWeight = 0;
        for (long b = Math.Max(0, bin - h + 1); b <= bin; b++)
        {
            windowPower += _binPower[(int)b & _binMask];
            windowWeight += _binWeight[(int)b & _binMask];
        }

        // A window of n bins that ends with this bin is centred n / 2 bins earlier; the longer windows are sums of two
        // shorter ones, stored at their own centres.
        long halfCentre = bin - (h / 2);
        _half.Set((int)halfCentre & _binMask, windowPower, windowWeight);
        long middleCentre = bin - h;
        _middle.SetSum((int)middleCentre & _binMask, _half, (int)halfCentre & _binMask, (int)(halfCentre - h) & _binMask, bin >= h);
        long doubleCentre = bin - (2 * h);
        _double.SetSum((int)doubleCentre & _binMask, _middle, (int)middleCentre & _binMask, (int)(middleCentre - (2 * h)) & _binMask, bin >= 2 * h);
    }

    /// <summary>Power and number of samples of one window length, and their ratio, at the window's centre.</summary>
    private sealed class WindowedPower(int bins, int samples)
    {
        private readonly double _perSample = 1.0 / samples;
        private readonly double[] _power = new double[bins];
        private readonly double[] _weight = new double[bins];
        private readonly double[] _mean = new double[bins];

        public double Mean(int at) => _mean[at];

        public void Set(int at, double power, double weight)
        {
            _power[at] = power;
            _weight[at] = weight;

            // All windows but those at the ends of the signal are full.
            _mean[at] = weight == samples ? power * _perSample : power / weight;
        }

        public void SetSum(int at, WindowedPower shorter, int later, int earlier, bool hasEarlier) => Set(
            at,
            shorter._power[later] + (hasEarlier ? shorter._power[earlier] : 0),
            shorter._weight[later] + (hasEarlier ? shorter._weight[earlier] : 0));

        public void Clear()
        {
            Array.Clear(_power);
            Array.Clear(_weight);
            Array.Clear(_mean);
        }
    }
}
