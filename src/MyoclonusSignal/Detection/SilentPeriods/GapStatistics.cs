namespace MyoclonusSignal.Detection;

/// <summary>
/// Measures the gaps that occur naturally in a contraction on that contraction, because contractions of few motor units have many: the
/// gaps too short to be silent periods give the exponential tail by which the long ones are judged.
/// </summary>
/// <remarks>
/// The peaks of a sum of scores with negative mean have an exponential tail (Karlin and Altschul (1990),
/// doi:10.1073/pnas.87.6.2264); its scale depends on the spectrum and on the motor units, so it is fitted to the excesses over a
/// low threshold, cut off below the shortest silence, with the likelihood of the truncated exponential distribution.
/// </remarks>
internal sealed class GapStatistics
{
    /// <summary>Gaps of more than this many silent bins' score count: one may be the zero of a wave.</summary>
    public const double LeastBins = 1;

    // Half a minute of contraction: enough for some hundred gaps, short enough to follow a change of force.
    private const double MemorySeconds = 30;

    // Before anything was seen: a Gaussian signal of 100 Hz, the effective bandwidth of the surface EMG.
    private const double PriorGaps = 10;
    private const double PriorHz = 100;
    private const double PriorGapsPerSecond = 10;

    // More silences than that are the pauses of a train of bursts, or of the discharges of one motor unit; half of the memory
    // must have gone by, as a series of silences at 9 Hz may last for some seconds.
    private const double MostLongGapsPerSecond = 2;

    // The scale is itself an estimate, and of few degrees of freedom (500 Hz) and at 6 dB the tail is a little heavier than the
    // fit: without this allowance 3 false silences an hour were measured there where a half was asked for.
    private const double Allowance = 1.1;

    private readonly double _mostBins;
    private readonly double _priorExcess;
    private double _gaps;
    private double _excess;
    private double _seconds;
    private double _longGaps;

    /// <summary>Initializes a new instance of the <see cref="GapStatistics"/> class.</summary>
    /// <param name="binSeconds">The length of a bin in seconds.</param>
    /// <param name="mostSeconds">The longest gap that is natural, in seconds.</param>
    /// <param name="gain">The score of a silent bin, twice the logarithm of a likelihood ratio for one degree of freedom.</param>
    public GapStatistics(double binSeconds, double mostSeconds, double gain)
    {
        _mostBins = Math.Max(LeastBins + 2, mostSeconds / binSeconds);

        // For Gaussian noise of ν degrees of freedom a bin the scale is 2/ν of score.
        _priorExcess = Math.Min(0.3 * (_mostBins - LeastBins), 1 / (PriorHz * binSeconds * gain));
        Reset();
    }

    /// <summary>Gets a value indicating whether the activity is all gaps: a train of bursts, and no contraction.</summary>
    public bool IsTrain => _longGaps / Math.Max(_seconds, MemorySeconds / 2) > MostLongGapsPerSecond;

    public void Reset()
    {
        _longGaps = 0;
        _gaps = PriorGaps;
        _excess = PriorGaps * _priorExcess;
        _seconds = PriorGaps / PriorGapsPerSecond;
    }

    /// <summary>Takes in the time of a cell of contraction.</summary>
    public void AddTime(double seconds)
    {
        double kept = Math.Exp(-seconds / MemorySeconds);
        _gaps *= kept;
        _excess *= kept;
        _longGaps *= kept;
        _seconds = (_seconds * kept) + seconds;
    }

    /// <summary>Takes in a gap, by its score in silent bins.</summary>
    public void Add(double bins)
    {
        if (bins > LeastBins && bins < _mostBins)
        {
            _gaps++;
            _excess += bins - LeastBins;
        }
        else if (bins >= _mostBins)
        {
            _longGaps++;
        }
    }

    /// <summary>Gives the scale of the tail in silent bins.</summary>
    public double Scale()
    {
        double width = _mostBins - LeastBins;
        double mean = Math.Min(_excess / Math.Max(_gaps, 1e-9) / width, 0.49);

        // The mean of the truncated exponential of scale t on [0, 1] is t − 1/(e^{1/t} − 1).
        double scale = mean;
        for (int i = 0; i < 30; i++)
        {
            scale = mean + (1 / (Math.Exp(1 / scale) - 1));
        }

        return scale * width;
    }

    /// <summary>Gives the score in silent bins that natural gaps exceed a given number of times per hour.</summary>
    public double Threshold(double perHour)
    {
        double scale = Scale();

        // Only gaps below the cut were counted; the fitted tail says how many lie above it.
        double counted = 1 - Math.Exp(-(_mostBins - LeastBins) / scale);
        double gapsPerHour = Math.Max(_gaps, 1) / counted / _seconds * 3600;
        return LeastBins + (Allowance * scale * Math.Log(Math.Max(2, gapsPerHour / perHour)));
    }

    /// <summary>Gives the effective degrees of freedom of a sample of the contraction, at most 1.</summary>
    public double DegreesPerSample(double gain, int binSamples) => Math.Clamp(2 / (Scale() * gain) / binSamples, 0.01, 1);
}
