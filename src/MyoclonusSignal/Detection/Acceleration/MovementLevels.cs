namespace MyoclonusSignal.Detection;

/// <summary>
/// What a jerk in movement is held against, bin by bin, and the magnitude that is held against it: above the band of voluntary
/// movement, and among steps with the directions weighed against theirs.
/// </summary>
internal sealed class MovementLevels
{
    /// <summary>Over the nearby median: noise alone reaches 3.3 times its median once a second at 100 Hz.</summary>
    public const double MedianRatio = 6;

    /// <summary>Over the root mean square of what a tremor does not foretell: six times the median of three axes of noise.</summary>
    public const double UnforetoldRatio = 5.5;

    // Over the median of the nearby cells' peaks, where all of them hold steps. Of walking, whose steps differ by a third, 1.6 finds
    // 0.99 of jerks twice as large as hard steps and 15 false an hour.
    private const double WalkingPeakRatio = 1.6;

    // Otherwise over what six of nine cells exceed: with a jerk every two seconds three are free of any. Of a wrist in brisk ordinary
    // movement most peaks stand below 3.5 times that, of a reaching hand jerks of half its acceleration above 10 times.
    private const double FreePeakRatio = 3.5;

    // The same where no slow movement prevails and all cells are alike: what taps or is driven over a road jolts the limb. Where movement comes
    // and goes a single movement of a wrist has as sharp a part. Set on seeds 700 to 711.
    private const double JoltPeakRatio = 2;

    // Over the root mean square of the tremor itself, whose amplitude is the root of two: what is smaller does not stand out.
    private const double TremorRatio = 1.7;

    private readonly MovementSignal _signal;
    private readonly TremorMeter _tremor;
    private readonly StepWeights _weights;
    private readonly StrideComparison _strides;
    private readonly double[] _levels;
    private readonly double[] _magnitudes;

    /// <summary>Initializes a new instance of the <see cref="MovementLevels"/> class.</summary>
    /// <param name="signal">The sensor.</param>
    /// <param name="tremor">What tells of its tremor.</param>
    /// <param name="cells">For how many cells levels are kept.</param>
    public MovementLevels(MovementSignal signal, TremorMeter tremor, int cells)
    {
        _signal = signal;
        _tremor = tremor;
        _weights = new StepWeights(signal);
        _strides = new StrideComparison(signal, _weights);
        _levels = new double[cells * signal.CellBins];
        _magnitudes = new double[cells * signal.CellSamples];
    }

    /// <summary>Sets the levels and the magnitudes of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="steppingCell">The cell whose neighbours show what steps are, where the wearer walks.</param>
    /// <param name="cadenceHz">The steps a second.</param>
    /// <param name="verdict">What was decided of the cell.</param>
    public void Set(long cell, long steppingCell, double cadenceHz, in MovementVerdict verdict)
    {
        if (verdict.IsWalking)
        {
            _weights.Learn(steppingCell, verdict.TypicalPeak);
            _weights.Weigh(cell);
        }

        long end = Math.Min(_signal.Count, (cell + 1) * _signal.CellSamples);
        for (long sample = cell * _signal.CellSamples; sample < end; sample++)
        {
            _magnitudes[sample % _magnitudes.Length] = verdict.IsWalking ? _weights.Magnitude(sample)
                : verdict.IsTrembling ? _tremor.Unforetold(sample)
                : _signal.Fast(sample);
        }

        long first = cell * _signal.CellBins;
        double strideBins = cadenceHz > 0 ? 2 / cadenceHz * _signal.SampleRate / _signal.BinSamples : 0;
        double ratio = verdict.IsWalking ? WalkingPeakRatio : verdict.IsAtRest ? JoltPeakRatio : FreePeakRatio;
        for (long bin = first; bin < first + _signal.CellBins; bin++)
        {
            if (verdict.IsTrembling)
            {
                _levels[bin % _levels.Length] = Math.Max(UnforetoldRatio * verdict.UnforetoldRms, TremorRatio * verdict.TremorRms);
                continue;
            }

            double typical = Math.Max(verdict.TypicalPeak, strideBins > 0 ? _strides.TypicalPeak(bin, strideBins) : 0);
            _levels[bin % _levels.Length] = !verdict.IsAtRest || verdict.IsSustained
                ? Math.Max(ratio * typical, MedianRatio * verdict.Median)
                : double.PositiveInfinity;
        }
    }

    /// <summary>Gives what a jolt of a limb at rest must exceed to be larger than those around it.</summary>
    /// <param name="verdict">What is known of its surroundings.</param>
    public static double JoltLevel(in MovementVerdict verdict) => Math.Max(JoltPeakRatio * verdict.TypicalPeak, MedianRatio * verdict.Median);

    /// <summary>Gives what a jerk must exceed at a sample.</summary>
    public double Level(long sample) => _levels[sample / _signal.BinSamples % _levels.Length];

    /// <summary>Gives what is held against <see cref="Level"/>.</summary>
    public double Magnitude(long sample) => _magnitudes[sample % _magnitudes.Length];
}
