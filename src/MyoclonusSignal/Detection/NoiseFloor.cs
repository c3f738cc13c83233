using System.Numerics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The noise floor of a signal, cell by cell (a cell is some 0.3 s): a local floor that keeps the edges of lasting changes,
/// a resting level over the last half minute, and how much the smoothed power of noise scatters around it.
/// </summary>
/// <remarks>
/// A cell's low quantile of smoothed power ignores bursts that fill less than 85 % of the cell, strong ones with short pauses up
/// to 95 %; the quantile over a few
/// neighbouring cells ignores what fills a few of them and follows a step of the noise within one cell. What remains
/// is the floor up to a factor; that factor and the effective degrees of freedom are read off the lower flank of the
/// distribution of power over floor, which bursts do not reach.
/// </remarks>
internal sealed class NoiseFloor
{
    /// <summary>Cells on either side that the local floor looks at.</summary>
    public const int NeighbourCells = 4;

    private const double CellQuantile = 0.15;
    private const double LocalQuantile = 0.45;

    // Strong bursts may fill more of a cell: of a train of 8 Hz with bursts of 90 ms the middle window sees the pauses in a tenth of
    // the time. Where most cells around have pauses as deep as between two bursts, the level is that of the pauses (14 dB, as
    // DetectorGeometry.PauseFraction), and deeper than one window of noise in a hundred. At 10 dB contractions of 15 units had such
    // pauses, and were counted as jerks.
    private const double MostPause = 0.04;
    private const double PauseDeviate = -2.33;

    // How many times further apart than of noise the two quantiles are there by which the scatter of the noise is measured; such a
    // cell would spoil that.
    private const double FilledRatio = 2.5;
    private const double RestQuantile = 0.25;

    // Contractions that fill up to nine tenths of the time leave every tenth cell at rest, most of it or a part; the local floor,
    // which looks at several cells, does not come down there. Tonic activity of few units has single cells some 5 dB below its level.
    private const double BriefRestQuantile = 0.08;
    private const double BriefRestRatio = 8;

    // A cell that lies so far from the floor around it, a short rest or a short contraction, tells nothing of how noise scatters.
    private const double MostApart = 10;

    // 4 dB: well above the scatter of the floor (some 0.5 dB), below the weakest contraction one would call active.
    private const double RaisedRatio = 2.5;

    private readonly BinHistory _bins;
    private readonly int _cellBins;
    private readonly int _stride;
    private readonly int _lookAheadCells;
    private readonly int _lookBackCells;
    private readonly double _minimumPower;
    private readonly bool _seesBriefRest;
    private readonly bool _seesPauses;
    private readonly double[] _cellLow;
    private readonly double[] _cellPause;
    private readonly double[] _cellEvenness;
    private readonly double[] _local;
    private readonly double[] _floor;
    private readonly double[] _rest;
    private readonly double[] _degreesOfFreedom;
    private readonly bool[] _isRaised;
    private readonly bool[] _isFilled;
    private readonly double _mostPause;
    private readonly double _leastFilled;
    private readonly double[] _values;
    private readonly PowerHistogram _noise;
    private readonly PowerHistogram _raised;
    private readonly SortedWindow _nearby;
    private readonly SortedWindow _nearbyLow;
    private readonly int _mask;
    private long _nearbyFrom;
    private long _nearbyTo;
    private readonly (double Low, double Pause)[] _before = new (double, double)[NeighbourCells];
    private int _beforeCells;
    private long _lowCells;
    private long _localCells;

    /// <summary>Initializes a new instance of the <see cref="NoiseFloor"/> class.</summary>
    /// <param name="bins">The signal.</param>
    /// <param name="cellBins">The number of bins in a cell.</param>
    /// <param name="cellSeconds">The length of a cell.</param>
    /// <param name="lookAheadCells">How many cells the resting level looks ahead.</param>
    /// <param name="lookBackCells">How many it looks back.</param>
    /// <param name="nominalDegreesOfFreedom">The degrees of freedom of white noise in the middle window.</param>
    /// <param name="minimumPower">The least power of noise.</param>
    /// <param name="seesBriefRest">
    /// Whether rests of less than a second tell the resting level: of a muscle. A limb that swings is still for a moment, too.
    /// </param>
    /// <param name="seesPauses">Whether the pauses between strong and fast bursts tell the level of the noise.</param>
    public NoiseFloor(
        BinHistory bins,
        int cellBins,
        double cellSeconds,
        int lookAheadCells,
        int lookBackCells,
        double nominalDegreesOfFreedom,
        double minimumPower,
        bool seesBriefRest,
        bool seesPauses)
    {
        _seesBriefRest = seesBriefRest;
        _seesPauses = seesPauses;
        _bins = bins;
        _cellBins = cellBins;

        // Windows a quarter of their length apart share most of their samples: looking at those between tells nothing new.
        _stride = Math.Max(1, bins.HalfWindowBins / 2);
        _lookAheadCells = lookAheadCells;
        _lookBackCells = lookBackCells;
        _minimumPower = minimumPower;
        _noise = new PowerHistogram(cellSeconds, nominalDegreesOfFreedom);
        _raised = new PowerHistogram(cellSeconds, nominalDegreesOfFreedom);
        int cells = (int)BitOperations.RoundUpToPowerOf2(
            (uint)(lookBackCells + lookAheadCells + (4 * NeighbourCells) + 8));
        _mask = cells - 1;
        _nearby = new SortedWindow(cells);
        _nearbyLow = new SortedWindow(cells);
        _cellLow = new double[cells];
        _cellPause = new double[cells];
        _cellEvenness = new double[cells];
        _local = new double[cells];
        _floor = new double[cells];
        _rest = new double[cells];
        _degreesOfFreedom = new double[cells];
        _isRaised = new bool[cells];
        _isFilled = new bool[cells];
        _mostPause = Math.Min(MostPause, NormalDistribution.MeanSquareQuantile(nominalDegreesOfFreedom, PauseDeviate));
        _leastFilled = FilledRatio * NormalDistribution.MeanSquareQuantile(nominalDegreesOfFreedom, PowerHistogram.HighDeviate)
            / NormalDistribution.MeanSquareQuantile(nominalDegreesOfFreedom, PowerHistogram.LowDeviate);
        _values = new double[Math.Max(cellBins, cells)];
    }

    /// <summary>Gets the number of cells whose floor and resting level are known.</summary>
    public long KnownCells { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Continue();
        _beforeCells = 0;
        _noise.Clear();
        _raised.Clear();
    }

    /// <summary>Begins another segment of the same signal, before its samples are forgotten: what is known of the noise before the gap counts as if there were none.</summary>
    public void Continue()
    {
        // The last cells before the gap, the latest first: a segment of a second has too few of its own. A part of a cell at the
        // end tells too little.
        long whole = Math.Min(_lowCells, _bins.BinCount / _cellBins);
        int fresh = (int)Math.Min(whole, NeighbourCells);
        _before.AsSpan(0, NeighbourCells - fresh).CopyTo(_before.AsSpan(fresh));
        for (int i = 0; i < fresh; i++)
        {
            int at = (int)(whole - 1 - i) & _mask;
            _before[i] = (_cellLow[at], _cellPause[at]);
        }

        _beforeCells = Math.Min(NeighbourCells, _beforeCells + fresh);
        _lowCells = 0;
        _localCells = 0;
        KnownCells = 0;
        _nearby.Clear();
        _nearbyLow.Clear();
        _nearbyFrom = 0;
        _nearbyTo = 0;
    }

    /// <summary>Takes in every cell that the bins now complete; at the end of the signal also the last, shorter one.</summary>
    public void Advance(bool isFinal)
    {
        long cells = isFinal ? (_bins.BinCount + _cellBins - 1) / _cellBins : _bins.KnownBins / _cellBins;
        while (_lowCells < cells)
        {
            AddCellLow(_lowCells++);
            AdvanceLocal(isFinal: false);
        }

        if (isFinal)
        {
            AdvanceLocal(isFinal: true);
        }
    }

    /// <summary>Gives the mean power of the noise in a cell.</summary>
    public double Power(long cell) => _floor[(int)cell & _mask];

    /// <summary>Gives the power that a cell hardly ever falls below, whatever its neighbours do.</summary>
    public double CellLow(long cell) => _cellLow[(int)cell & _mask];

    /// <summary>
    /// Gives how even the power around a cell is: its low quantile over its mean, the median of a few cells. Noise and
    /// sustained activity have a half, activity of few motor units a quarter, a train of bursts a hundredth.
    /// </summary>
    public double Evenness(long cell)
    {
        CopyToValues(_cellEvenness, Math.Max(0, cell - NeighbourCells), Math.Min(_lowCells, cell + NeighbourCells + 1), out int count);
        return Quantile(count, 0.5);
    }

    /// <summary>Gives the mean power of the resting level at a cell.</summary>
    public double RestPower(long cell) => _rest[(int)cell & _mask];

    /// <summary>Gives the effective degrees of freedom of the power in the middle window, where only noise is.</summary>
    public double DegreesOfFreedom(long cell) => _degreesOfFreedom[(int)cell & _mask];

    /// <summary>Gives whether the floor at a cell is raised above the resting level.</summary>
    public bool IsRaised(long cell) => _isRaised[(int)cell & _mask];

    private void AddCellLow(long cell)
    {
        long first = cell * _cellBins;
        long end = Math.Min(first + _cellBins, _bins.BinCount);
        int count = 0;
        for (long bin = first; bin < end; bin += _stride)
        {
            _values[count++] = _bins.Middle(bin);
        }

        double low = Quantile(count, CellQuantile);
        double mean = _bins.MeanPower(first, end);
        double pause = _seesPauses ? Quantile(count, PowerHistogram.LowFraction) : low;
        bool isFilled = pause < _mostPause * mean && Quantile(count, PowerHistogram.HighFraction) > _leastFilled * pause;
        _isFilled[(int)cell & _mask] = isFilled;
        _cellPause[(int)cell & _mask] = isFilled ? Math.Max(_minimumPower, pause) : Math.Max(_minimumPower, low);
        _cellLow[(int)cell & _mask] = Math.Max(_minimumPower, low);
        _cellEvenness[(int)cell & _mask] = mean > 0 ? (isFilled ? pause : low) / mean : 1;
    }

    private void AdvanceLocal(bool isFinal)
    {
        while (_localCells < _lowCells && (isFinal || _localCells + NeighbourCells < _lowCells))
        {
            long cell = _localCells++;
            bool isTrain = IsFilledAround(cell);
            CopyToValues(isTrain ? _cellPause : _cellLow, Math.Max(0, cell - NeighbourCells), Math.Min(_lowCells, cell + NeighbourCells + 1), out int count);
            for (long before = 0; before < Math.Min(_beforeCells, NeighbourCells - cell); before++)
            {
                _values[count++] = isTrain ? _before[before].Pause : _before[before].Low;
            }

            double local = Quantile(count, LocalQuantile);
            double low = _cellLow[(int)cell & _mask];
            _local[(int)cell & _mask] = local;
            if (!_seesBriefRest || (!(isTrain && _isFilled[(int)cell & _mask]) && MostApart * low >= local && low <= MostApart * local))
            {
                AddTo(_noise, cell);
            }
        }

        while (KnownCells < _localCells && (isFinal || KnownCells + _lookAheadCells < _localCells))
        {
            CompleteCell(KnownCells++);
        }
    }

    private void CompleteCell(long cell)
    {
        int at = (int)cell & _mask;
        double rest = RestAround(cell);

        // What lifts the level of short pauses between strong bursts is that filters ring there, no activity.
        bool isRaised = _local[at] >= RaisedRatio * rest && !IsFilledAround(cell);
        _isRaised[at] = isRaised;
        if (isRaised)
        {
            AddTo(_raised, cell);
        }

        // Muscle activity is no Gaussian noise of the full bandwidth: while it goes on, its own scatter counts.
        _noise.Fit(withPrior: false, out double dof, out double noiseOverLocal);
        _rest[at] = Math.Max(_minimumPower, rest * noiseOverLocal);
        if (isRaised)
        {
            _raised.Fit(withPrior: true, out dof, out noiseOverLocal);
        }

        _degreesOfFreedom[at] = dof;
        _floor[at] = Math.Max(_minimumPower, _local[at] * noiseOverLocal);
    }

    /// <summary>Returns true if in most of the cells around one the level is that of pauses between bursts.</summary>
    private bool IsFilledAround(long cell)
    {
        long first = Math.Max(0, cell - NeighbourCells);
        long end = Math.Min(_lowCells, cell + NeighbourCells + 1);
        int filled = 0;
        for (long other = first; other < end; other++)
        {
            filled += _isFilled[(int)other & _mask] ? 1 : 0;
        }

        return 2 * filled > end - first;
    }

    /// <summary>Gives the resting level around a cell; cells come in their order.</summary>
    private double RestAround(long cell)
    {
        // The local floor is known further ahead than the cell. Single cells tell of the past only: before the noise becomes less
        // there is no contraction.
        long to = Math.Min(_localCells, cell + _lookAheadCells + 1);
        for (; _nearbyTo < to; _nearbyTo++)
        {
            _nearby.Add(_local[(int)_nearbyTo & _mask]);
        }

        // A part of a cell at the end may be the first moment of a loss, which is no rest.
        if (cell == 0 || (cell + 1) * _cellBins <= _bins.BinCount)
        {
            _nearbyLow.Add(_cellLow[(int)cell & _mask]);
        }

        for (; _nearbyFrom < cell - _lookBackCells; _nearbyFrom++)
        {
            _nearby.Remove(_local[(int)_nearbyFrom & _mask]);
            _nearbyLow.Remove(_cellLow[(int)_nearbyFrom & _mask]);
        }

        double lasting = _nearby[Rank(_nearby.Count, RestQuantile)];
        double brief = _nearbyLow[Rank(_nearbyLow.Count, BriefRestQuantile)];
        return _seesBriefRest && BriefRestRatio * brief < lasting ? brief : lasting;
    }

    private void AddTo(PowerHistogram histogram, long cell)
    {
        double local = _local[(int)cell & _mask];
        long first = cell * _cellBins;
        long end = Math.Min(first + _cellBins, _bins.BinCount);
        histogram.Decay();
        for (long bin = first; bin < end; bin += _stride)
        {
            histogram.Add(_bins.Middle(bin) / local);
        }
    }

    private void CopyToValues(double[] ring, long first, long end, out int count)
    {
        count = 0;
        for (long cell = first; cell < end; cell++)
        {
            _values[count++] = ring[(int)cell & _mask];
        }
    }

    private double Quantile(int count, double fraction) => Selection.Nth(_values.AsSpan(0, count), Rank(count, fraction));

    // A rank, not a place between two: between the levels before and after a step there is no level.
    private static int Rank(int count, double fraction) => (int)(fraction * (count - 1));
}
