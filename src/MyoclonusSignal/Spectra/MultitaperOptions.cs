using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>How a multitaper spectrum is made; the defaults are those of MNE.</summary>
public sealed record MultitaperOptions
{
    /// <summary>Gets NW: half the bandwidth in units of 1/duration. Default: 4 (MNE, nitime).</summary>
    public double TimeHalfBandwidth { get; init; } = 4;

    /// <summary>Gets the largest number of tapers. Default: 2·NW rounded down, before the weakly concentrated ones go.</summary>
    public int? TaperCount { get; init; }

    /// <summary>Gets the least concentration of a taper that is used, 0 to below 1. Default: 0.9 (MNE, nitime).</summary>
    public double MinimumConcentration { get; init; } = 0.9;

    /// <summary>Gets how the tapers are averaged. Default: by their concentration (MNE).</summary>
    public TaperWeighting Weighting { get; init; } = TaperWeighting.Concentration;

    /// <summary>Gets what is subtracted from the samples. Default: their mean.</summary>
    public Detrend Detrend { get; init; } = Detrend.Constant;

    /// <summary>
    /// Gets the length of the transform in samples, at least that of the piece; the rest is zeros, which draws the
    /// spectrum on a finer grid but resolves no more. Default: the next length that is fast to transform.
    /// </summary>
    public int? FftLength { get; init; }

    internal void Validate(int length, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfOutside(length, 4, RealFft.LongestLength / 4);
        Guard.ThrowIfOutside(TimeHalfBandwidth, 1, Math.BitDecrement(length / 2.0), nameof(TimeHalfBandwidth));
        Guard.ThrowIfOutside(TaperCount ?? 1, 1, length, nameof(TaperCount));
        Guard.ThrowIfOutside(MinimumConcentration, 0, Math.BitDecrement(1.0), nameof(MinimumConcentration));
        Guard.ThrowIfOutside((int)Weighting, (int)TaperWeighting.Concentration, (int)TaperWeighting.Adaptive, nameof(Weighting));
        Guard.ThrowIfOutside((int)Detrend, (int)Detrend.None, (int)Detrend.Linear, nameof(Detrend));
        Guard.ThrowIfOutside(FftLength ?? length, length, RealFft.LongestLength, nameof(FftLength));
    }
}

/// <summary>How the spectra of the tapers are averaged.</summary>
public enum TaperWeighting
{
    /// <summary>Each taper counts by its concentration.</summary>
    Concentration,

    /// <summary>All tapers count the same.</summary>
    Equal,

    /// <summary>
    /// Each taper counts, frequency by frequency, by how little leakage it adds there: for spectra that fall steeply.
    /// Thomson (1982), doi:10.1109/PROC.1982.12433.
    /// </summary>
    Adaptive,
}
