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
/// <param name="NotchesHz">The frequencies taken out.</param>
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
    IReadOnlyList<double> NotchesHz,
    double AnalysedSeconds,
    IReadOnlyList<(double StartSeconds, double EndSeconds)> Segments,
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

    /// <summary>Gets what the rhythm was told from; <see langword="null"/> where none was looked for.</summary>
    public RhythmSource? RhythmSource { get; init; }
}
