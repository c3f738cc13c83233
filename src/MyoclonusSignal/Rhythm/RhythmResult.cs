using System.Text.Json.Serialization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Whether a record is rhythmic, at which frequency, when, and how sure that is.</summary>
public sealed record RhythmResult
{
    /// <summary>
    /// The least probability that is given, here and of jerks and lines: the tests rest on noise that is Gaussian in its
    /// spectrum, and so far out in the tails nobody can check that. A value of 10⁻¹⁵ means that or less.
    /// </summary>
    internal const double LeastPValue = 1e-15;

    // Trains whose intervals vary by 0.15 have 6 dB and more at 3 dB over the noise; what has less is faint or broad.
    private const double WeakBelowDb = 6;
    private const double WeakBelowOccupancy = 1.0 / 3;

    /// <summary>Gets whether there is a rhythm in the band, at the level of <see cref="RhythmOptions.Significance"/>.</summary>
    public bool IsRhythmic => Verdict == RhythmVerdict.Rhythmic;

    /// <summary>Gets whether a rhythm is there but weak: less than 6 dB above its background, or in less than a third of the time.</summary>
    public bool IsWeak => IsRhythmic && (SnrDb < WeakBelowDb || Occupancy < WeakBelowOccupancy);

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
    /// Gets further rhythms in the band, harmonics left out: at the same time where the spectrum of the whole record has another
    /// significant peak, or at another time. Empty unless rhythmic.
    /// </summary>
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
    internal RhythmSpectrogram? Spectrogram { get; init; }

    /// <summary>Gets the amplitude of the fundamental over all bouts, as <see cref="RhythmBout.Amplitude"/>; null unless rhythmic.</summary>
    public double? Amplitude { get; init; }

    /// <summary>Gets how the frequency changes over the record; null unless rhythmic for ten seconds.</summary>
    public FrequencyDrift? Drift { get; init; }

    /// <summary>Gets the rhythm cycle by cycle; null unless rhythmic.</summary>
    public RhythmCycles? Cycles { get; init; }

    /// <summary>Gets how the power is shared among the harmonics, axis by axis; empty unless rhythmic.</summary>
    internal IReadOnlyList<AxisHarmonics> Harmonics { get; init; } = [];

    /// <summary>Gets the second view, which tells lines of constant phase; null when nothing could be tested.</summary>
    internal LineEvidence? Line { get; init; }

    /// <summary>
    /// Gets the channel of the same recording that has the fundamental of which this one's strongest peak is a harmonic; null
    /// where there is none.
    /// </summary>
    internal SharedFundamental? Fundamental { get; init; }

    /// <summary>Gets the second view of samples at uneven times; null where the clock is even, or nothing could be tested.</summary>
    internal PeriodogramView? Periodogram { get; init; }

    /// <summary>
    /// Gets the frequency of a rhythm outside the band, in Hz, where there is none inside: it was found by the same test, at the
    /// same level, over the whole record, from a quarter of the band's lower edge to twice its upper one. Null where there is none, or one inside.
    /// </summary>
    public double? OutsideHz { get; init; }
}

/// <summary>A rhythm beside the one that was decided on, followed by itself.</summary>
/// <param name="FrequencyHz">Its mean frequency in Hz.</param>
/// <param name="FrequencyCi95">The interval that covers the true mean frequency in 95 of 100 records.</param>
/// <param name="Bouts">When it was present, at the same time as the other or not; empty where it is too faint to tell.</param>
/// <remarks>The rhythm that was decided on, its second harmonic, and the other further ones are taken off the samples before.</remarks>
public sealed record FurtherRhythm(double FrequencyHz, ConfidenceInterval FrequencyCi95, IReadOnlyList<RhythmBout> Bouts)
{
    /// <summary>Gets the same on another clock and with other amplitudes.</summary>
    internal FurtherRhythm Shifted(double seconds, double amplitudeFactor) =>
        this with { Bouts = [.. Bouts.Select(bout => bout.Shifted(seconds, amplitudeFactor))] };
}

/// <summary>A stretch of time in which the rhythm was present.</summary>
/// <param name="StartSeconds">Start, in seconds from the first sample.</param>
/// <param name="EndSeconds">End, in seconds from the first sample.</param>
/// <param name="FrequencyHz">Mean frequency within the bout, in Hz.</param>
public readonly record struct RhythmBout(double StartSeconds, double EndSeconds, double FrequencyHz)
{
    /// <summary>Gets the length in seconds.</summary>
    [JsonIgnore]
    public double DurationSeconds => EndSeconds - StartSeconds;

    /// <summary>
    /// Gets how strong the rhythm was: the power of its fundamental over the background of the moment, in dB; NaN where the
    /// bout is too short to follow.
    /// </summary>
    public double StrengthDb { get; init; } = double.NaN;

    /// <summary>
    /// Gets the amplitude of the fundamental (half of peak to peak), in the unit of the samples, along the principal axis where
    /// there are several; the background's share is taken off. NaN where the bout is too short to follow.
    /// </summary>
    public double Amplitude { get; init; } = double.NaN;

    /// <summary>Gets how much the frequency changes, in Hz per minute; NaN where the bout is shorter than ten seconds.</summary>
    public double DriftHzPerMinute { get; init; } = double.NaN;

    /// <summary>Gets the same on another clock and with another amplitude.</summary>
    internal RhythmBout Shifted(double seconds, double amplitudeFactor) => this with
    {
        StartSeconds = StartSeconds + seconds,
        EndSeconds = EndSeconds + seconds,
        Amplitude = Amplitude * amplitudeFactor,
    };
}

/// <summary>Why a record was called rhythmic or not.</summary>
public enum RhythmVerdict
{
    /// <summary>A peak in the band that noise and irregular jerks do not explain.</summary>
    Rhythmic,

    /// <summary>No peak in the band that exceeds what noise makes by chance.</summary>
    NoPeak,

    /// <summary>A peak that is significant but hardly rises above its flanks, as irregular jerks make it.</summary>
    TooWeak,

    /// <summary>
    /// A peak that single jerks make by their own shape, such as a limb that rings, or by the distance they keep: its phase does not
    /// hold over several cycles.
    /// </summary>
    PulseShape,

    /// <summary>The maximum lies outside the band; only its skirt reaches into it.</summary>
    BandEdge,

    /// <summary>The peak is a harmonic of a movement slower than the band.</summary>
    Harmonic,

    /// <summary>No gap-free stretch is long enough to tell.</summary>
    TooShort,

    /// <summary>The samples do not change: nothing was measured.</summary>
    Flat,

    /// <summary>No peak in the band, but a rhythm outside it: <see cref="RhythmResult.OutsideHz"/>.</summary>
    OutsideBand,
}
