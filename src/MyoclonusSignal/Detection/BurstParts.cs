namespace MyoclonusSignal.Detection;

/// <summary>
/// Divides a region of raised power into its bursts: one region may hold several whose smoothed power does not come down to the
/// lower threshold between them.
/// </summary>
/// <remarks>
/// What stands before the first or behind the last of them and is no larger than noise may be is left out: noise that happened to
/// reach the lower threshold beside a strong burst moved its onset by up to 90 ms. Between two bursts it stays, as the weak
/// part of an uneven burst.
/// </remarks>
internal sealed class BurstParts(BinHistory bins, NoiseFloor floor, DetectorGeometry geometry)
{
    // A pause between two bursts of one region: power below a fifth of both peaks and below twice the floor; or, as between
    // strong bursts the filters ring above the floor, below DetectorGeometry.PauseFraction of both.
    private const double PauseFraction = 0.2;
    private const double PauseRatio = 2;

    // One window of noise in ten thousand is as large. Beside a burst some ten of them are looked at, so that one burst in
    // a thousand takes noise before it for its beginning.
    private const double NoiseDeviate = 3.72;

    private readonly List<(long StartBin, long EndBin, double Peak)> _parts = new(16);
    private int _first;

    /// <summary>Gets how many bursts the region holds.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the bins of a burst.</summary>
    public (long StartBin, long EndBin) this[int index] => (_parts[_first + index].StartBin, _parts[_first + index].EndBin);

    /// <summary>Divides the bins [<paramref name="regionStart"/>, <paramref name="regionEnd"/>).</summary>
    public void Divide(long regionStart, long regionEnd)
    {
        _parts.Clear();
        double strongest = 0;
        long start = regionStart;
        double peak = 0;
        double valley = double.PositiveInfinity;
        long valleyBin = start;
        double pause = PauseRatio * floor.Power(regionStart / geometry.CellBins);
        for (long bin = regionStart; bin < regionEnd; bin++)
        {
            double power = bins.Around(bin, geometry.PauseHalves);
            strongest = Math.Max(strongest, power);
            if (power < valley && peak > 0)
            {
                valley = power;
                valleyBin = bin;
            }

            double lesser = Math.Min(peak, power);
            bool isPause = valley < geometry.PauseFraction * lesser || (valley < pause && valley < PauseFraction * lesser);
            if (isPause)
            {
                _parts.Add((start, valleyBin, peak));
                start = valleyBin;
                peak = power;
                valley = double.PositiveInfinity;
            }
            else if (power > peak)
            {
                peak = power;
                valley = double.PositiveInfinity;
            }
        }

        _parts.Add((start, regionEnd, peak));

        int last = _parts.Count - 1;
        while (last > 0 && !IsBurst(_parts[last], strongest))
        {
            last--;
        }

        _first = 0;
        while (_first < last && !IsBurst(_parts[_first], strongest))
        {
            _first++;
        }

        Count = last + 1 - _first;
    }

    /// <summary>Returns true if a part is the strongest one or holds more than noise does, in the window by which pauses are found, or as a whole.</summary>
    private bool IsBurst((long StartBin, long EndBin, double Peak) part, double strongest)
    {
        (long startBin, long endBin, double peak) = part;
        if (peak >= strongest)
        {
            return true;
        }

        long cell = startBin / geometry.CellBins;
        double noise = floor.Power(cell);
        double freedom = floor.DegreesOfFreedom(cell);
        double windows = (endBin - startBin) / (2.0 * geometry.HalfWindowBins);
        return peak >= noise * NormalDistribution.MeanSquareQuantile(freedom * geometry.PauseHalves / 2, NoiseDeviate)
            || bins.MeanPower(startBin, endBin) >= noise * NormalDistribution.MeanSquareQuantile(freedom * windows, NoiseDeviate);
    }
}
