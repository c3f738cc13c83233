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
    private readonly double[] _half;
    private readonly double[] _middle;
    private readonly double[] _double;
    private readonly int _binMask;
    private readonly int _cellBins;
    private readonly double _perHalf;
    private int _binsToCell;
    private double _power;
    private int _filled;
    private int _lastBinSamples;

    public BinHistory(int binSize, int halfWindowBins, int cellBins, int capacityBins)
    {
        BinSize = binSize;
        _lastBinSamples = binSize;
        _cellBins = cellBins;
        _binsToCell = cellBins;
        HalfWindowBins = halfWindowBins;
        _perHalf = 1.0 / (halfWindowBins * binSize);
        int bins = (int)BitOperations.RoundUpToPowerOf2((uint)(capacityBins + 8 * halfWindowBins));
        int samples = (int)BitOperations.RoundUpToPowerOf2((uint)(bins * (long)binSize));
        _binMask = bins - 1;
        _sampleMask = samples - 1;
        _samples = new double[samples];
        _binPower = new double[bins];
        _half = new double[bins];
        _middle = new double[bins];
        _double = new double[bins];
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
            _lastBinSamples = _filled;
            CloseBin();
        }

        for (int i = 0; i < 4 * HalfWindowBins; i++)
        {
            Push(0);
        }

        for (long bin = Math.Max(0, BinCount - (2 * HalfWindowBins) - 1); bin < BinCount; bin++)
        {
            SetDirectly(bin);
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
        _lastBinSamples = BinSize;
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
    public double Half(long bin) => _half[(int)bin & _binMask];

    /// <summary>Gives the mean power in the middle window around a bin.</summary>
    public double Middle(long bin) => _middle[(int)bin & _binMask];

    /// <summary>Gives the mean power in the longest window around a bin.</summary>
    public double Double(long bin) => _double[(int)bin & _binMask];

    /// <summary>
    /// Tells whether windows around a bin reach beyond the signal, so that their means are those of fewer samples.
    /// </summary>
    public bool IsAtEdge(long bin) => bin < 2 * HalfWindowBins || bin >= BinCount - (2 * HalfWindowBins) - 1;

    /// <summary>Gives the mean powers in the three windows around a bin, with a level in place of what lies beyond the signal.</summary>
    public (double Half, double Middle, double Double) Filled(long bin, double level)
    {
        return (Filled(1), Filled(2), Filled(4));

        double Filled(int halves)
        {
            (double power, double weight) = Window(bin, halves);
            int samples = halves * HalfWindowBins * BinSize;
            return (power + ((samples - weight) * level)) / samples;
        }
    }

    /// <summary>Gives the mean power of one bin, or NaN where the signal has none.</summary>
    public double BinMean(long bin) => bin < 0 || bin >= BinCount ? double.NaN : _binPower[(int)bin & _binMask] / Weight(bin);

    /// <summary>Gives the mean power over the bins [<paramref name="start"/>, <paramref name="end"/>), or NaN where there are none.</summary>
    public double MeanPower(long start, long end)
    {
        start = Math.Max(start, Math.Max(0, Pushed - _binPower.Length));
        end = Math.Min(end, BinCount);
        double power = 0;
        for (long bin = start; bin < end; bin++)
        {
            power += _binPower[(int)bin & _binMask];
        }

        return end > start ? power / (((end - start - 1) * BinSize) + Weight(end - 1)) : double.NaN;
    }

    private int Weight(long bin) => bin == BinCount - 1 ? _lastBinSamples : BinSize;

    private void CloseBin()
    {
        BinCount++;
        Push(_power);
        KnownBins = Math.Max(0, Pushed - (2 * HalfWindowBins));
        _power = 0;
        _filled = 0;
    }

    private void Push(double power)
    {
        int h = HalfWindowBins;
        int mask = _binMask;
        long bin = Pushed++;
        int at = (int)bin;
        double[] binPower = _binPower;
        binPower[at & mask] = power;
        if (bin < (4 * h) - 1)
        {
            // At the start a window has a part of its samples only.
            if (bin >= 2 * h)
            {
                SetDirectly(bin - (2 * h));
            }

            if (bin == (4 * h) - 2)
            {
                for (long early = bin - (2 * h) + 1; early <= bin; early++)
                {
                    SetDirectly(early);
                }
            }

            return;
        }

        double sum = 0;
        for (int b = at - h + 1; b <= at; b++)
        {
            sum += binPower[b & mask];
        }

        // A window of n bins that ends with this bin is centred n / 2 bins earlier; the mean of a longer window is that of
        // two shorter ones, and each is stored at its own centre.
        int halfCentre = at - (h / 2);
        double half = sum * _perHalf;
        _half[halfCentre & mask] = half;
        double middle = 0.5 * (half + _half[(halfCentre - h) & mask]);
        int middleCentre = at - h;
        _middle[middleCentre & mask] = middle;
        _double[(at - (2 * h)) & mask] = 0.5 * (middle + _middle[(middleCentre - (2 * h)) & mask]);
    }

    /// <summary>Sets the means around a bin at an edge of the signal, where windows have fewer samples.</summary>
    private void SetDirectly(long bin)
    {
        int at = (int)bin & _binMask;
        _half[at] = Mean(1);
        _middle[at] = Mean(2);
        _double[at] = Mean(4);

        double Mean(int halves)
        {
            (double power, double weight) = Window(bin, halves);
            return weight > 0 ? power / weight : 0;
        }
    }

    /// <summary>Gives the power and the number of samples in the window of so many half windows around a bin.</summary>
    private (double Power, double Weight) Window(long bin, int halves)
    {
        // The same bins as in the running sums: n bins, of which n / 2 lie behind the centre.
        int length = halves * HalfWindowBins;
        long last = bin + (halves == 1 ? HalfWindowBins / 2 : length / 2);
        double power = 0;
        double weight = 0;
        for (long b = Math.Max(0, last - length + 1); b <= Math.Min(last, BinCount - 1); b++)
        {
            power += _binPower[(int)b & _binMask];
            weight += Weight(b);
        }

        return (power, weight);
    }
}
