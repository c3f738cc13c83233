namespace MyoclonusSignal.Detection;

/// <summary>The lengths of a detector in samples, bins and cells, derived once from its options and the sampling rate.</summary>
internal sealed class DetectorGeometry
{
    /// <summary>A cell is this many middle windows: 0.3 s at the default scale, one period of a 3 Hz rhythm.</summary>
    private const double CellScales = 12.5;

    // Below it the band is so narrow that the filter rings for longer than a jerk, and longer windows join what is apart.
    private const double LeastRateHz = 90;

    // Degrees of freedom of white noise in 12 ms of a band of 190 Hz (a rate of 470 Hz). With fewer the power within a burst comes
    // down by chance as far as in a pause: at 200 Hz half a window has 1.7, and one jerk in sixteen was reported as two.
    private const double PauseFreedom = 4.5;

    // Jerks of 80 ms leave so much of the periods of a train of 8 Hz, whatever the band.
    private const double MostPauseSeconds = 0.04;

    /// <summary>Initializes a new instance of the <see cref="DetectorGeometry"/> class.</summary>
    /// <param name="options">The lengths in seconds.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="freedomPerSecond">The degrees of freedom of white noise in a second.</param>
    public DetectorGeometry(JerkDetectorOptions options, double sampleRate, double freedomPerSecond)
    {
        // Twelve bins in the middle window: fine enough for the windows to move smoothly, coarse enough to cost little.
        BinSamples = Math.Max(1, (int)(options.ScaleSeconds / 12 * sampleRate));
        double binSeconds = BinSamples / sampleRate;

        // Below 110 Hz two samples of a muscle's narrow band are hardly one degree of freedom, whose scatter cannot be measured.
        HalfWindowBins = Math.Max(options.RenewalRatio > 0 || sampleRate < LeastRateHz ? 1 : 2, (int)Math.Round(options.ScaleSeconds / 2 / binSeconds));
        CellBins = Math.Max(8, (int)Math.Round(CellScales * options.ScaleSeconds / binSeconds));
        CellSeconds = CellBins * binSeconds;
        LookAheadCells = (int)Math.Ceiling(options.LookAheadSeconds / CellSeconds);
        LookBackCells = (int)Math.Ceiling(options.LookBackSeconds / CellSeconds);
        double pauseSeconds = options.RenewalRatio > 0 || sampleRate < LeastRateHz ? 0 : Math.Min(MostPauseSeconds, PauseFreedom / freedomPerSecond);

        // The window of the three whose length is nearest, as a ratio.
        PauseHalves = (pauseSeconds / (HalfWindowBins * binSeconds)) switch { < 1.5 => 1, < 3 => 2, _ => 4 };
        double joinSeconds = Math.Max(options.JoinGapSeconds, pauseSeconds);
        JoinBins = (int)Math.Round(joinSeconds / binSeconds);
        FlankBins = Math.Max(2, (int)Math.Round(options.FlankSeconds / binSeconds));
        JerkLimitSamples = (long)Math.Round(options.JerkLimitSeconds * sampleRate);
        MinimumSamples = Math.Max(1, (long)Math.Round(options.MinimumDurationSeconds * sampleRate));
        JoinSamples = (long)Math.Round(joinSeconds * sampleRate);
        JoinSeconds = joinSeconds;
        RingSamples = options.RenewalRatio > 0 ? 2 * JoinSamples : 0;

        // Contractions are settled this much earlier than jerks, so that a jerk knows whether it is a contraction's edge.
        LagCells = (int)Math.Ceiling((options.JerkLimitSeconds + 0.5) / CellSeconds) + NoiseFloor.NeighbourCells;
        LongestRegionBins = (int)Math.Ceiling(((2 * options.JerkLimitSeconds) + 1) / binSeconds);
        int heldCells = LookAheadCells + LagCells + (2 * NoiseFloor.NeighbourCells) + 4;
        HeldBins = (heldCells * CellBins) + LongestRegionBins + (4 * FlankBins) + (16 * HalfWindowBins);
        LatencySamples = (long)(LookAheadCells + LagCells + NoiseFloor.NeighbourCells + 1) * CellBins * BinSamples;
    }

    public int BinSamples { get; }

    public int HalfWindowBins { get; }

    /// <summary>Gets how many bins beyond its last raised one the edge of a contraction may lie.</summary>
    public int EdgePad => 4 * HalfWindowBins;

    /// <summary>Gets how many times the shortest window is as long as the one by which a pause within a burst is found.</summary>
    public int PauseHalves { get; }

    public int CellBins { get; }

    public double CellSeconds { get; }

    public int LookAheadCells { get; }

    public int LookBackCells { get; }

    public int LagCells { get; }

    public int JoinBins { get; }

    public int FlankBins { get; }

    public int LongestRegionBins { get; }

    public int HeldBins { get; }

    public long JerkLimitSamples { get; }

    public long MinimumSamples { get; }

    public long JoinSamples { get; }

    /// <summary>Gets the longest pause inside one burst in seconds.</summary>
    public double JoinSeconds { get; }

    /// <summary>
    /// Gets the part of the power of the bursts on both sides (−14 dB) below which a whole middle window is a pause between two,
    /// however short the edges, which lie on the feet of the bursts, leave it; 0 where a limb rings, whose swings pass through zero.
    /// </summary>
    public double PauseFraction => RingSamples > 0 ? 0 : 0.04;

    /// <summary>Gets the longest pause before a weaker part of what rings on; 0 where nothing rings.</summary>
    public long RingSamples { get; }

    /// <summary>Gets how long what follows a burst may still be a part of it.</summary>
    public long WaitSamples => Math.Max(JoinSamples, RingSamples);

    public long LatencySamples { get; }
}
