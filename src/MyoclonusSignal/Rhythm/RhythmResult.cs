namespace MyoclonusSignal.Rhythm;

/// <summary>Whether a record is rhythmic, at which frequency, when, and how sure that is.</summary>
public sealed record RhythmResult
{
    /// <summary>
    /// The least probability that is given, here and of jerks and lines: the tests rest on noise that is Gaussian in its
    /// spectrum, and so far out in the tails nobody can check that. A value of 10⁻¹⁵ means that or less.
    /// </summary>
    internal const double LeastPValue = 1e-15;

    /// <summary>Gets whether there is a rhythm in the band, at the level of <see cref="RhythmOptions.Significance"/>.</summary>
    public bool IsRhythmic => Verdict == RhythmVerdict.Rhythmic;

    /// <summary>Gets why.</summary>
    public required RhythmVerdict Verdict { get; init; }

    /// <summary>Gets why, in words with numbers.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the mean frequency in Hz; null unless rhythmic.</summary>
    public double? FrequencyHz { get; init; }

    /// <summary>Gets the interval that covers the mean frequency of the process in 95 of 100 records; null unless rhythmic.</summary>
    /// <remarks>
    /// The process is what made the record and would make another like it: with independent intervals the record's own mean is
    /// not that of the process, and is covered almost always. A steady phase, such as a motor's, is covered in nearly all records,
    /// since a wandering too small to be seen cannot be excluded; so is the mean over a drift.
    /// </remarks>
    public ConfidenceInterval? FrequencyCi95 { get; init; }

    /// <summary>Gets the probability of so strong a peak in a record without a rhythm; null when nothing could be tested.</summary>
    /// <remarks>
    /// Corrected for the search over the band, the two widths of peak and the stretches of time. 10⁻¹⁵ means that or less: the
    /// test tells nothing beyond it.
    /// </remarks>
    public double? PValue { get; init; }

    /// <summary>Gets how far the peak rises above the background, in dB; null unless rhythmic.</summary>
    public double? SnrDb { get; init; }

    /// <summary>Gets the width of the peak at half height, less the window's own, in Hz; null unless rhythmic.</summary>
    public double? BandwidthHz { get; init; }

    /// <summary>Gets the fraction of the analysed time in which a rhythm was present, 0 to 1.</summary>
    public double Occupancy { get; init; }

    /// <summary>Gets the stretches of time in which a rhythm was present, each with its own frequency, which may drift.</summary>
    public IReadOnlyList<RhythmBout> Bouts { get; init; } = [];

    /// <summary>Gets the frequency of the most conspicuous peak in the band, in Hz, rhythm or not; null when nothing could be tested.</summary>
    public double? CandidateHz { get; init; }

    /// <summary>
    /// Gets the frequencies of further rhythms in the band, in Hz, harmonics left out: at the same time where the spectrum of the
    /// whole record has another significant peak, or at another time, with bouts of their own. Empty unless rhythmic.
    /// </summary>
    public IReadOnlyList<double> OtherHz { get; init; } = [];

    /// <summary>Gets the rhythms of <see cref="OtherHz"/> with their intervals and bouts.</summary>
    public IReadOnlyList<FurtherRhythm> Others { get; init; } = [];

    /// <summary>Gets the time that was analysed: the segments long enough for a window, in seconds.</summary>
    public double AnalysedSeconds { get; init; }

    /// <summary>Gets the band that was looked at.</summary>
    internal (double LowHz, double HighHz) Band { get; init; }

    /// <summary>Gets the direction of the rhythm in space as a unit vector; null for a single signal, or unless rhythmic.</summary>
    public IReadOnlyList<double>? PrincipalAxis { get; init; }

    /// <summary>Gets the spectrum behind the decision; null when nothing could be tested.</summary>
    public RhythmSpectrum? Spectrum { get; init; }

    /// <summary>Gets the spectrum as it changes with time; null when nothing could be tested.</summary>
    public RhythmSpectrogram? Spectrogram { get; init; }

    /// <summary>Gets the amplitude of the fundamental over all bouts, as <see cref="RhythmBout.Amplitude"/>; null unless rhythmic.</summary>
    public double? Amplitude { get; init; }

    /// <summary>Gets how the frequency changes over the record; null unless rhythmic for ten seconds.</summary>
    public FrequencyDrift? Drift { get; init; }

    /// <summary>Gets the rhythm cycle by cycle; null unless rhythmic.</summary>
    public RhythmCycles? Cycles { get; init; }

    /// <summary>Gets how the power is shared among the harmonics, axis by axis; empty unless rhythmic.</summary>
    public IReadOnlyList<AxisHarmonics> Harmonics { get; init; } = [];

    /// <summary>Gets the second view, which tells lines of constant phase; null when nothing could be tested.</summary>
    public LineEvidence? Line { get; init; }

    /// <summary>
    /// Gets the channel of the same recording that has the fundamental of which this one's strongest peak is a harmonic; null
    /// where there is none.
    /// </summary>
    public SharedFundamental? Fundamental { get; init; }

    /// <summary>Gets the second view of samples at uneven times; null where the clock is even, or nothing could be tested.</summary>
    public PeriodogramView? Periodogram { get; init; }

    /// <summary>
    /// Gets the frequency of a rhythm outside the band, in Hz, where there is none inside: it was found by the same test, at the
    /// same level, over the whole record, from a quarter of the band's lower edge to twice its upper one. Null where there is none, or one inside.
    /// </summary>
    public double? OutsideHz { get; init; }
}
