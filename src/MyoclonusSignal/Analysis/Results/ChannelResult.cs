using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>What was found in one channel.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Unit">Its unit, or <see langword="null"/> where the recording states none.</param>
/// <param name="SampleRate">Its sampling rate in Hz.</param>
/// <param name="SignalNames">The names of its signals: one, or three axes.</param>
/// <param name="Band">The pass band in use, or <see langword="null"/> where nothing was looked for.</param>
/// <param name="LinesHz">The frequencies of the lines that were taken out, in Hz.</param>
/// <param name="AnalysedSeconds">The time in which jerks were looked for.</param>
/// <param name="Segments">The gap-free stretches as times.</param>
/// <param name="Quality">How good the signal is.</param>
/// <param name="Jerks">Its jerks in numbers, or <see langword="null"/> where none were looked for.</param>
/// <param name="Rejected">What rose above the noise and is no event, with the reasons, sorted by onset.</param>
/// <param name="Rhythm">Whether it is rhythmic, or <see langword="null"/> where that was not asked.</param>
/// <param name="NegativeJerks">Its negative jerks in numbers, or <see langword="null"/> where none were looked for: in all but EMG.</param>
public sealed record ChannelResult(
    string Name,
    ChannelKind Kind,
    string? Unit,
    double SampleRate,
    IReadOnlyList<string> SignalNames,
    FrequencyBand? Band,
    IReadOnlyList<double> LinesHz,
    double AnalysedSeconds,
    IReadOnlyList<Interval> Segments,
    SignalQuality Quality,
    JerkSummary? Jerks,
    IReadOnlyList<RejectedCandidate> Rejected,
    RhythmResult? Rhythm,
    NegativeJerkSummary? NegativeJerks = null)
{
    /// <summary>Gets how the samples were converted from the unit in the file, or <see langword="null"/> where they were not.</summary>
    public string? UnitConversion { get; init; }

    /// <summary>
    /// Gets the stretches in which samples lie at a rail (<see cref="SignalQuality.ClippedFraction"/>), sorted; those less
    /// than a second apart are one. The events in them are kept, but their amplitudes are too small.
    /// </summary>
    public IReadOnlyList<QualityPlace> Clipped { get; init; } = [];

    /// <summary>Gets the stretches without any change (<see cref="SignalQuality.FlatFraction"/>), sorted; those less than a second apart are one.</summary>
    public IReadOnlyList<QualityPlace> Flat { get; init; } = [];

    /// <summary>
    /// Gets whether the jerks are rhythmic or come at random, with the evidence; <see langword="null"/> where no jerks were
    /// looked for or no rhythm was asked.
    /// </summary>
    public JerkRegularity? Regularity { get; init; }

    /// <summary>
    /// Gets how far the limb moves in the rhythm of an acceleration, where the unit tells; <see langword="null"/> where
    /// there is no rhythm, or no acceleration.
    /// </summary>
    public RhythmDisplacement? Displacement { get; init; }

    /// <summary>
    /// Gets the 95 % interval of the jerks' frequency in Hz where they come like a clock: their number in a time varies less than
    /// any interval of a rate can say, and this one says it. <see langword="null"/> where they do not.
    /// </summary>
    public ConfidenceInterval? ClockCi95 =>
        Regularity is { Verdict: JerkVerdict.Rhythmic or JerkVerdict.Regular, IntervalFrequencyCi95: ConfidenceInterval interval }
            && Jerks?.Blocks is { Seconds: > 0 } blocks && RateInterval.OfBlocks(blocks).Dispersion <= 1
            ? interval
            : null;

    /// <summary>Gets the stretches in which a jerk would have been counted, as times; together they are <see cref="AnalysedSeconds"/>.</summary>
    internal IReadOnlyList<Interval> Searched { get; init; } = Segments;

    /// <summary>Gets the stretches of contraction, each with the seconds of it in which a silent period would have been counted.</summary>
    internal IReadOnlyList<(Interval Stretch, double Seconds)> Contracted { get; init; } = [];

    /// <summary>Gets how long after an onset no other jerk could be found, in seconds.</summary>
    internal double DeadSeconds { get; init; }

    /// <summary>Gets what the rhythm was estimated from; <see langword="null"/> where none was looked for.</summary>
    internal RhythmSource? RhythmSource { get; init; }
}

/// <summary>The jerks of one channel in numbers. What cannot be computed from so few jerks is <see langword="null"/>.</summary>
/// <param name="Count">The number of jerks; contractions are not counted.</param>
/// <param name="RatePerMinute">Jerks per minute of signal analysed.</param>
/// <param name="RateCi95">The 95 % interval of that rate, also of jerks in clusters, trains or active phases (<see cref="RateInterval.OfBlocks"/>).</param>
/// <param name="DurationMilliseconds">Median and quartiles of the duration in milliseconds.</param>
/// <param name="IntervalMedianSeconds">Median of the intervals between onsets in seconds; intervals across a gap do not count.</param>
/// <param name="IntervalCv">Coefficient of variation of these intervals: 1 for jerks at random, near 0 for a rhythm.</param>
/// <param name="Classes">The number of jerks in each class of duration, in the order of <see cref="BurstClasses.All"/>.</param>
/// <param name="ContractionCount">The number of contractions.</param>
public sealed record JerkSummary(
    int Count,
    double? RatePerMinute,
    ConfidenceInterval? RateCi95,
    (double Median, double Q1, double Q3)? DurationMilliseconds,
    double? IntervalMedianSeconds,
    double? IntervalCv,
    IReadOnlyList<(string Name, int Count)> Classes,
    int ContractionCount)
{
    /// <summary>Gets the exact 95 % interval of a Poisson count (Garwood 1936), for jerks that come independently of each other.</summary>
    public ConfidenceInterval? RateCi95Poisson { get; init; }

    /// <summary>Gets the jerks in blocks of time; <see langword="null"/> where no time was analysed.</summary>
    public TimeBlocks? Blocks { get; init; }
}

/// <summary>The negative jerks (silent periods inside contractions) of one EMG channel in numbers.</summary>
/// <param name="Count">The number of negative jerks.</param>
/// <param name="RatePerMinute">Negative jerks per minute of contraction; <see langword="null"/> without any contraction.</param>
/// <param name="RateCi95">The 95 % interval of that rate, also of lapses in series (<see cref="RateInterval.OfBlocks"/>).</param>
/// <param name="ContractionSeconds">The time in seconds during which the muscle was contracted, its silences included.</param>
/// <param name="DurationMilliseconds">Median and quartiles of the duration in milliseconds; <see langword="null"/> without any.</param>
public sealed record NegativeJerkSummary(
    int Count,
    double? RatePerMinute,
    ConfidenceInterval? RateCi95,
    double ContractionSeconds,
    (double Median, double Q1, double Q3)? DurationMilliseconds)
{
    /// <summary>Gets the exact 95 % interval of a Poisson count (Garwood 1936), for lapses that come independently of each other.</summary>
    public ConfidenceInterval? RateCi95Poisson { get; init; }

    /// <summary>
    /// Gets the negative jerks in blocks of time, of which the time of contraction counts; <see langword="null"/> without any. It
    /// is counted in cells of the detector, so that a block beside a silent period may hold a little more than its length.
    /// </summary>
    public TimeBlocks? Blocks { get; init; }
}
