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
    private readonly double[] _powers;
    private readonly double[] _ending;
    private int _binsToCell;
    private double _power;
    private int _filled;
    private int _lastBinSamples;

    public BinHistory(int binSize, int halfWindowBins, int cellBins, int capacityBins)
    {
        BinSize = binSize;
        _lastBinSamples = binSize;
        _cellBins = cellBins;
        HalfWindowBins = halfWindowBins;
        _binsToCell = cellBins + (2 * halfWindowBins);
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
        _powers = new double[cellBins + (4 * halfWindowBins)];
        _ending = new double[cellBins + (3 * halfWindowBins)];
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

    /// <summary>Takes in samples up to the end of the bin that makes another cell of bins known.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="consumed">How many of them were taken in.</param>
    /// <returns>Whether another cell is known; where <see langword="false"/>, all of the input has been taken in.</returns>
    public bool Fill(ReadOnlySpan<double> input, out int consumed)
    {
        consumed = Math.Min((_binsToCell * BinSize) - _filled, input.Length);
        input = input[..consumed];
        Keep(input);

        // A bin is summed in the order of its samples, so that its power does not depend on the blocks.
        if (_filled > 0)
        {
            int rest = Math.Min(BinSize - _filled, input.Length);
            _power = WindowMeans.AddPower(_power, input[..rest]);
            _filled += rest;
            input = input[rest..];
            if (_filled < BinSize)
            {
                return false;
            }

            CloseBin(_power);
        }

        for (; input.Length >= BinSize; input = input[BinSize..])
        {
            CloseBin(WindowMeans.AddPower(0, input[..BinSize]));
        }

        _power = WindowMeans.AddPower(0, input);
        _filled = input.Length;
        if (_binsToCell > 0)
        {
            return false;
        }

        SetWindows(KnownBins, _cellBins);
        KnownBins += _cellBins;
        _binsToCell = _cellBins;
        return true;
    }

    /// <summary>Closes a last, partly filled bin and completes the windows at the end of the signal.</summary>
    public void Finish()
    {
        if (_filled > 0)
        {
            _lastBinSamples = _filled;
            CloseBin(_power);
        }

        long whole = Math.Max(KnownBins, BinCount - (2 * HalfWindowBins) - 1);
        for (long bin = KnownBins; bin < whole; bin += _cellBins)
        {
            SetWindows(bin, (int)Math.Min(_cellBins, whole - bin));
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
        _binsToCell = _cellBins + (2 * HalfWindowBins);
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

    /// <summary>Adds, for each number of lags, the products of a bin's samples with those so many lags before.</summary>
    public void AddProducts(long first, int lag, Span<double> products)
    {
        for (int k = 0; k < products.Length; k++)
        {
            double sum = 0;
            for (int at = (int)first; at < (int)first + BinSize; at++)
            {
                sum += _samples[at & _sampleMask] * _samples[(at - (k * lag)) & _sampleMask];
            }

            products[k] += sum;
        }
    }

    /// <summary>Copies samples that the ring holds.</summary>
    public void CopySamples(long first, Span<double> samples)
    {
        int at = (int)first & _sampleMask;
        int count = Math.Min(samples.Length, _samples.Length - at);
        _samples.AsSpan(at, count).CopyTo(samples);
        _samples.AsSpan(0, samples.Length - count).CopyTo(samples[count..]);
    }

    /// <summary>Gives the mean power in the shortest window around a bin.</summary>
    public double Half(long bin) => _half[(int)bin & _binMask];

    /// <summary>Gives the mean power in the middle window around a bin.</summary>
    public double Middle(long bin) => _middle[(int)bin & _binMask];

    /// <summary>Gives the mean power in the longest window around a bin.</summary>
    public double Double(long bin) => _double[(int)bin & _binMask];

    /// <summary>Gives the mean power in the window of one, two or four times the shortest length around a bin.</summary>
    public double Around(long bin, int halves) => (halves == 1 ? _half : halves == 2 ? _middle : _double)[(int)bin & _binMask];

    /// <summary>
    /// Returns true if windows around a bin reach beyond the signal, so that their means are those of fewer samples.
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

    /// <summary>Returns true if the power in any of the windows around the bins [<paramref name="first"/>, <paramref name="end"/>) reaches its level.</summary>
    public bool IsReached(long first, long end, double half, double middle, double twice)
    {
        for (int done = 0; done < end - first;)
        {
            int at = (int)(first + done) & _binMask;
            int count = (int)Math.Min(end - first - done, _half.Length - at);
            if (WindowMeans.Reach(_half.AsSpan(at, count), half) || WindowMeans.Reach(_middle.AsSpan(at, count), middle) || WindowMeans.Reach(_double.AsSpan(at, count), twice))
            {
                return true;
            }

            done += count;
        }

        return false;
    }

    /// <summary>Gives the mean power of one bin, or NaN where the signal has none.</summary>
    public double BinMean(long bin) => bin < 0 || bin >= BinCount ? double.NaN : _binPower[(int)bin & _binMask] / Weight(bin);

    /// <summary>Gives the mean power over the bins [<paramref name="start"/>, <paramref name="end"/>), or NaN where there are none.</summary>
    public double MeanPower(long start, long end)
    {
        start = Math.Max(start, Math.Max(0, BinCount - _binPower.Length));
        end = Math.Min(end, BinCount);
        double power = PowerOf(start, end);
        return end > start ? power / (((end - start - 1) * BinSize) + Weight(end - 1)) : double.NaN;
    }

    /// <summary>The sum over some bins, in four lanes: one addition has not to wait for the last.</summary>
    private double PowerOf(long start, long end)
    {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        long bin = start;
        for (; bin + 4 <= end; bin += 4)
        {
            a += _binPower[(int)bin & _binMask];
            b += _binPower[(int)(bin + 1) & _binMask];
            c += _binPower[(int)(bin + 2) & _binMask];
            d += _binPower[(int)(bin + 3) & _binMask];
        }

        for (; bin < end; bin++)
        {
            a += _binPower[(int)bin & _binMask];
        }

        return (a + b) + (c + d);
    }

    private int Weight(long bin) => bin == BinCount - 1 ? _lastBinSamples : BinSize;

    private void Keep(ReadOnlySpan<double> input)
    {
        int at = (int)SampleCount & _sampleMask;
        int first = Math.Min(input.Length, _samples.Length - at);
        input[..first].CopyTo(_samples.AsSpan(at));
        input[first..].CopyTo(_samples);
        SampleCount += input.Length;
    }

    private void CloseBin(double power)
    {
        _binPower[(int)BinCount++ & _binMask] = power;
        _binsToCell--;
        _filled = 0;
    }

    /// <summary>Sets the means around some bins, behind which all bins of their windows are there.</summary>
    private void SetWindows(long first, int count)
    {
        int at = (int)first & _binMask;
        if (count > _half.Length - at)
        {
            int part = _half.Length - at;
            SetWindows(first, part);
            SetWindows(first + part, count - part);
            return;
        }

        // A window of n bins around a bin ends n / 2 bins behind it; the mean of a longer window is that of two shorter ones.
        int h = HalfWindowBins;
        Span<double> ending = _ending.AsSpan(0, count + (3 * h));
        SetEnding(first - h, ending);
        ending.Slice(h + (h / 2), count).CopyTo(_half.AsSpan(at));
        Span<double> middle = _middle.AsSpan(at, count);
        Span<double> twice = _double.AsSpan(at, count);
        int i = 0;
        for (; i + Vector<double>.Count <= count; i += Vector<double>.Count)
        {
            Vector<double> behind = new(ending[(i + (2 * h))..]);
            Vector<double> here = new(ending[(i + h)..]);
            (0.5 * (behind + here)).CopyTo(middle[i..]);
            Vector<double> ahead = 0.5 * (new Vector<double>(ending[(i + (3 * h))..]) + behind);
            (0.5 * (ahead + (0.5 * (here + new Vector<double>(ending[i..]))))).CopyTo(twice[i..]);
        }

        for (; i < count; i++)
        {
            double behind = ending[i + (2 * h)];
            double here = ending[i + h];
            middle[i] = 0.5 * (behind + here);
            twice[i] = 0.5 * ((0.5 * (ending[i + (3 * h)] + behind)) + (0.5 * (here + ending[i])));
        }

        // At the start a window has a part of its samples only.
        for (long bin = first; bin < Math.Min(first + count, 2 * h); bin++)
        {
            SetDirectly(bin);
        }
    }

    /// <summary>Gives the mean power of the shortest window that ends with each bin from the first one on; it may lie before the signal.</summary>
    private void SetEnding(long first, Span<double> ending)
    {
        int h = HalfWindowBins;
        Span<double> powers = _powers.AsSpan(0, ending.Length + h - 1);
        long start = first - h + 1;
        int missing = (int)Math.Clamp(-start, 0, powers.Length);
        powers[..missing].Clear();
        for (int done = missing; done < powers.Length;)
        {
            int at = (int)(start + done) & _binMask;
            int part = Math.Min(powers.Length - done, _binPower.Length - at);
            _binPower.AsSpan(at, part).CopyTo(powers[done..]);
            done += part;
        }

        WindowMeans.Slide(powers, h, _perHalf, ending);
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
