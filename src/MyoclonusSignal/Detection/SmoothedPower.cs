namespace MyoclonusSignal.Detection;

/// <summary>
/// The power of the signal behind a moving mean of 2 ms (<see cref="EdgeSmoother"/>) in windows around a bin, for weak bursts in a
/// resting background that is white.
/// </summary>
/// <remarks>
/// Surface EMG has most of its power below 200 Hz, white noise fills the band: behind the mean jerks of motor units stand 2 dB
/// farther out. Of jerks of 3 dB and 30 to 100 ms the power itself finds 0.87 (of those below 40 ms 0.55), both together find 0.91
/// with as many false alarms. It is computed where power is raised already, which in noise is one bin in a hundred.
/// </remarks>
internal sealed class SmoothedPower
{
    /// <summary>The part of the false alarms that it may give; the power itself may give the rest.</summary>
    public const double AlarmShare = 0.5;

    // What is above it may belong to a burst.
    private const double MostQuiet = 1.5;

    // As long as that of PowerHistogram, which holds the same background.
    private const double MemorySeconds = 20;

    // So many cells tell how much of the noise is left to five per cent.
    private const double LeastCells = 10;

    private readonly BinHistory _bins;
    private readonly NoiseFloor _floor;
    private readonly EdgeSmoother _smoother;
    private readonly int _cellBins;
    private readonly double _middleDeviate;
    private readonly double _doubleDeviate;
    private readonly double _freedomLeft;
    private readonly double _kept;
    private double _power;
    private double _smoothed;
    private double _cells;
    private double _middleUpper;
    private double _doubleUpper;

    /// <summary>Initializes a new instance of the <see cref="SmoothedPower"/> class.</summary>
    /// <param name="bins">The signal.</param>
    /// <param name="floor">Its noise floor.</param>
    /// <param name="geometry">The lengths.</param>
    /// <param name="bandwidthHz">The width of the band in Hz.</param>
    /// <param name="alarmsPerHour">How often noise may exceed a threshold.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public SmoothedPower(
        BinHistory bins, NoiseFloor floor, DetectorGeometry geometry, double bandwidthHz, double alarmsPerHour, double sampleRate)
    {
        _bins = bins;
        _floor = floor;
        _smoother = new EdgeSmoother(bins, sampleRate);
        _cellBins = geometry.CellBins;
        double middleSeconds = 2 * geometry.HalfWindowBins * geometry.BinSamples / sampleRate;
        _middleDeviate = BurstSegmenter.Deviate(alarmsPerHour, middleSeconds);
        _doubleDeviate = BurstSegmenter.Deviate(alarmsPerHour, 2 * middleSeconds);
        _freedomLeft = _smoother.FreedomOfNoise(bandwidthHz);
        _kept = Math.Exp(-geometry.CellSeconds / MemorySeconds);
    }

    public void Reset()
    {
        _power = 0;
        _smoothed = 0;
        _cells = 0;
    }

    /// <summary>Learns from a cell whose floor has just become known, ahead of the search.</summary>
    public void Learn(long cell)
    {
        long bin = (cell * _cellBins) + (_cellBins / 2);
        (long first, long end) = Window(bin, 4);
        double power = _bins.Double(bin);
        if (_floor.IsRaised(cell) || power > MostQuiet * _floor.Power(cell) || !_smoother.Reaches(first, end))
        {
            return;
        }

        _power = (_kept * _power) + power;
        _smoothed = (_kept * _smoothed) + _smoother.Power(first, end);
        _cells = (_kept * _cells) + 1;
    }

    /// <summary>Sets the thresholds for a cell, and tells whether its bins are to be looked at.</summary>
    public bool TryBegin(long cell)
    {
        if (_cells < LeastCells || !(_power > 0) || _floor.IsRaised(cell))
        {
            return false;
        }

        double floor = _floor.Power(cell) * _smoothed / _power;
        double freedom = _freedomLeft * _floor.DegreesOfFreedom(cell);
        _middleUpper = floor * NormalDistribution.MeanSquareQuantile(freedom, _middleDeviate);
        _doubleUpper = floor * NormalDistribution.MeanSquareQuantile(2 * freedom, _doubleDeviate);
        return true;
    }

    /// <summary>Gives how many times the power around a bin of the cell is what that of noise exceeds; from 1 on it is an alarm.</summary>
    public double Margin(long bin)
    {
        (long first, long end) = Window(bin, 4);
        if (!_smoother.Reaches(first, end))
        {
            return 0;
        }

        // The longer window has the shorter one in its middle.
        (long firstMiddle, long endMiddle) = Window(bin, 2);
        double middle = _smoother.Power(firstMiddle, endMiddle);
        double twice = (0.5 * middle) + (0.25 * (_smoother.Power(first, firstMiddle) + _smoother.Power(endMiddle, end)));
        return Math.Max(middle / _middleUpper, twice / _doubleUpper);
    }

    /// <summary>The samples of the window of so many half windows around a bin, as in <see cref="BinHistory"/>.</summary>
    private (long First, long End) Window(long bin, int halves)
    {
        int length = halves * _bins.HalfWindowBins;
        long end = bin + (length / 2) + 1;
        return ((end - length) * _bins.BinSize, end * _bins.BinSize);
    }
}
