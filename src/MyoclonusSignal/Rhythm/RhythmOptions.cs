using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>What is wanted of a <see cref="RhythmEstimator"/>: the band, the level of the test, the windows.</summary>
public sealed record RhythmOptions
{
    /// <summary>Gets the lower edge of the band in which a rhythm is looked for, in Hz; default 3.</summary>
    public double BandLowHz { get; init; } = 3;

    /// <summary>Gets the upper edge of the band, in Hz; default 8.</summary>
    public double BandHighHz { get; init; } = 8;

    /// <summary>Gets the probability of calling a record without a rhythm rhythmic, 10⁻⁹ to 0.5; default 0.01.</summary>
    public double Significance { get; init; } = 0.01;

    /// <summary>Gets the length of the windows in seconds; null for 12 periods of the lower band edge (4 s at 3 Hz).</summary>
    /// <remarks>Shorter segments shrink it, down to 6 periods of the lower band edge.</remarks>
    public double? WindowSeconds { get; init; }

    /// <summary>Gets the overlap of successive windows as a fraction, 0 to 0.95; default 0.75.</summary>
    /// <remarks>The test counts overlapping windows by the independent information they carry, not by their number.</remarks>
    public double Overlap { get; init; } = 0.75;

    /// <summary>Gets how many times a peak must exceed its flanks to count as a rhythm, 1 or more; default 2 (3 dB).</summary>
    /// <remarks>
    /// Jerks at random intervals (Poisson, or gamma with a coefficient of variation of 0.5) have a true hump of up to
    /// about 1.3 times in a long record: significant, yet no rhythm. A train with a coefficient of 0.15 has 4 and more.
    /// </remarks>
    public double MinimumProminence { get; init; } = 2;

    /// <summary>Gets the shortest bout that is reported, in seconds; default 2.</summary>
    public double MinimumBoutSeconds { get; init; } = 2;

    internal double LongWindowSeconds => WindowSeconds ?? (12 / BandLowHz);

    internal double ShortestWindowSeconds => Math.Min(LongWindowSeconds, 6 / BandLowHz);

    internal void Validate(double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfOutside(BandLowHz, 0.1, 1000, nameof(BandLowHz));
        Guard.ThrowIfOutside(BandHighHz, BandLowHz * 1.2, 1000, nameof(BandHighHz));
        Guard.ThrowIfOutside(Significance, 1e-9, 0.5, nameof(Significance));
        Guard.ThrowIfOutside(Overlap, 0, 0.95, nameof(Overlap));
        Guard.ThrowIfOutside(MinimumProminence, 1, 1000, nameof(MinimumProminence));
        Guard.ThrowIfOutside(MinimumBoutSeconds, 0, 3600, nameof(MinimumBoutSeconds));
        Guard.ThrowIfOutside(LongWindowSeconds, 6 / BandLowHz, 1000 / BandLowHz, nameof(WindowSeconds));
        Guard.ThrowIfOutside(sampleRate, 4 * BandHighHz, double.MaxValue, nameof(sampleRate));
    }
}
