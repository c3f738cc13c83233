using System.Numerics;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The recent past of a signal for the search of silences: its squares, their means over bins of some 5 ms and over cells of
/// some 50 ms. Rings of fixed size; nothing is allocated after construction.
/// </summary>
internal sealed class SilenceHistory
{
    // Half of what the steepest edge lasts (10 ms), and short against the shortest silence.
    private const double BinSeconds = 0.005;

    // A cell is as long as the shortest silence: a silence cannot hide between two.
    private const double CellSecondsAimed = 0.05;

    private readonly double[] _samples;
    private readonly double[] _squares;
    private readonly double[] _bins;
    private readonly double[] _cells;
    private readonly int _sampleMask;
    private readonly int _binMask;
    private readonly int _cellMask;
    private double _binPower;
    private int _binFilled;
    private double _cellPower;
    private int _cellFilled;

    public SilenceHistory(double sampleRate, double heldSeconds)
    {
        BinSamples = Math.Max(1, (int)Math.Round(BinSeconds * sampleRate));
        CellBins = Math.Max(1, (int)Math.Round(CellSecondsAimed * sampleRate / BinSamples));
        CellSamples = CellBins * BinSamples;
        int cells = (int)Math.Ceiling(heldSeconds * sampleRate / CellSamples) + 2;
        _cells = new double[BitOperations.RoundUpToPowerOf2((uint)cells)];
        _bins = new double[BitOperations.RoundUpToPowerOf2((uint)(cells * CellBins))];
        _squares = new double[BitOperations.RoundUpToPowerOf2((uint)(cells * CellSamples))];
        _samples = new double[_squares.Length];
        _cellMask = _cells.Length - 1;
        _binMask = _bins.Length - 1;
        _sampleMask = _squares.Length - 1;
    }

    /// <summary>Gets the number of samples in a bin.</summary>
    public int BinSamples { get; }

    /// <summary>Gets the number of bins in a cell.</summary>
    public int CellBins { get; }

    /// <summary>Gets the number of samples in a cell.</summary>
    public int CellSamples { get; }

    /// <summary>Gets the number of samples taken in.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Gets the number of finished bins.</summary>
    public long BinCount { get; private set; }

    /// <summary>Gets the number of finished cells.</summary>
    public long CellCount { get; private set; }

    /// <summary>Gets how often finished cells have been changed.</summary>
    public int Changes { get; private set; }

    /// <summary>Takes in samples up to the end of a cell.</summary>
    /// <returns>Whether a cell was finished; where <see langword="false"/>, all of the input has been taken in.</returns>
    public bool Fill(ReadOnlySpan<double> input, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length)
        {
            int count = Math.Min(BinSamples - _binFilled, input.Length - consumed);
            int at = (int)SampleCount & _sampleMask;
            double power = _binPower;
            foreach (double sample in input.Slice(consumed, count))
            {
                double square = sample * sample;
                _samples[at] = sample;
                _squares[at] = square;
                at = (at + 1) & _sampleMask;
                power += square;
            }

            consumed += count;
            SampleCount += count;
            _binFilled += count;
            _binPower = power;
            if (_binFilled == BinSamples && CloseBin())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Closes a last bin and cell that are only partly filled.</summary>
    public void Finish()
    {
        if (_binFilled > 0)
        {
            CloseBin();
        }

        if (_cellFilled > 0)
        {
            CloseCell();
        }
    }

    public void Reset()
    {
        SampleCount = 0;
        BinCount = 0;
        CellCount = 0;
        _binPower = 0;
        _binFilled = 0;
        _cellPower = 0;
        _cellFilled = 0;
    }

    /// <summary>Gives one sample as it came in; it must be among the last ones that the ring holds.</summary>
    public double Sample(long index) => _samples[(int)index & _sampleMask];

    /// <summary>Puts other samples in the place of some, of which the ring must hold all.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="samples">The others.</param>
    /// <param name="keepsLess">Whether a bin keeps its own samples where these have more power.</param>
    public void Replace(long first, ReadOnlySpan<double> samples, bool keepsLess)
    {
        Changes++;
        long end = first + samples.Length;
        for (long bin = first / BinSamples; bin < BinCount && bin * BinSamples < end; bin++)
        {
            long from = Math.Max(first, bin * BinSamples);
            ReadOnlySpan<double> part = samples.Slice((int)(from - first), (int)(Math.Min(end, (bin + 1) * BinSamples) - from));
            double power = 0;
            double others = 0;
            for (int i = 0; i < part.Length; i++)
            {
                power += Square(from + i);
                others += part[i] * part[i];
            }

            if (keepsLess && power <= others)
            {
                continue;
            }

            for (int i = 0; i < part.Length; i++)
            {
                _squares[(int)(from + i) & _sampleMask] = part[i] * part[i];
            }

            _bins[(int)bin & _binMask] = MeanPower(bin * BinSamples, Math.Min((bin + 1) * BinSamples, SampleCount));
        }

        for (long cell = first / CellSamples; cell < CellCount && cell * CellSamples < end; cell++)
        {
            long firstBin = cell * CellBins;
            long endBin = Math.Min(firstBin + CellBins, BinCount);
            double sum = 0;
            for (long bin = firstBin; bin < endBin; bin++)
            {
                sum += Bin(bin);
            }

            _cells[(int)cell & _cellMask] = sum / (endBin - firstBin);
        }
    }

    /// <summary>Gives one squared sample; it must be among the last ones that the ring holds.</summary>
    public double Square(long index) => _squares[(int)index & _sampleMask];

    /// <summary>Gives the mean power of a bin.</summary>
    public double Bin(long bin) => _bins[(int)bin & _binMask];

    /// <summary>Gives the mean power of a cell.</summary>
    public double Cell(long cell) => _cells[(int)cell & _cellMask];

    /// <summary>Gives the mean power of the samples [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public double MeanPower(long start, long end)
    {
        double sum = 0;
        for (long n = start; n < end; n++)
        {
            sum += Square(n);
        }

        return sum / Math.Max(1, end - start);
    }

    private bool CloseBin()
    {
        double mean = _binPower / _binFilled;
        _bins[(int)BinCount++ & _binMask] = mean;
        _cellPower += mean;
        _binPower = 0;
        _binFilled = 0;
        if (++_cellFilled < CellBins)
        {
            return false;
        }

        CloseCell();
        return true;
    }

    private void CloseCell()
    {
        _cells[(int)CellCount++ & _cellMask] = _cellPower / _cellFilled;
        _cellPower = 0;
        _cellFilled = 0;
    }
}
