using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>What <see cref="MyoclonusAnalyzer"/> is to do. The defaults need no change for a surface-EMG or accelerometer recording.</summary>
public sealed record AnalysisOptions
{
    /// <summary>
    /// Gets the options for live use: no look-ahead and a preview of 4 s, which is about the detector's latency without it.
    /// Jerks, trains and contractions are found as with the defaults, five seconds sooner (F1 at 6, 10 dB and in trains, and
    /// false events in ten hours of noise, do not differ by more than 0.0005); only a contraction in the first seconds of a
    /// recording, before any rest, is not reported as one. A rhythm is asked for at the level of 0.001: a decision is made each
    /// second, and at 0.01 noise alone is reported as a rhythm eleven times an hour, at 0.001 1.4 times (41 in 30 hours).
    /// </summary>
    public static AnalysisOptions ForLive { get; } = new()
    {
        PreviewSeconds = 4,
        EmgDetector = JerkDetectorOptions.ForEmg with { LookAheadSeconds = 0 },
        AccelerationDetector = JerkDetectorOptions.ForAcceleration with { LookAheadSeconds = 0 },
        Rhythm = new() { Significance = 0.001 },
    };

    /// <summary>
    /// Gets how the recording is read, and the sleep stages that belong to it. <see cref="MyoclonusAnalyzer"/> opens a path with it; a
    /// recording that is open already has been opened with options of its own, which the result states in place of these, so that
    /// the options of a result repeat its analysis. <see cref="LiveAnalyzer"/> is given blocks and does not look at it.
    /// </summary>
    public RecordingOptions Reading { get; init; } = new();

    /// <summary>Gets the names of the channels to analyse, or <see langword="null"/> for every EMG and acceleration channel.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>
    /// Gets the pass band of EMG in Hz. Default 20–450: below 20 Hz lie movement artefacts, above 450 Hz hardly any power
    /// of the surface EMG (De Luca et al. (2010), doi:10.1016/j.jbiomech.2010.01.027). It is narrowed where the sampling rate asks for it.
    /// </summary>
    public FrequencyBand EmgBand { get; init; } = new(20, 450);

    /// <summary>
    /// Gets the pass band in Hz in which jerks are looked for in acceleration. Default 2–40: posture and voluntary movement
    /// lie below 2 Hz, a limb's answer to a jerk at 4–12 Hz and its harmonics.
    /// </summary>
    public FrequencyBand AccelerationBand { get; init; } = new(2, 40);

    /// <summary>
    /// Gets the frequency of the mains in Hz, 10 to 1000; 0 to take no line out; or <see langword="null"/> for the one that the
    /// recording states (<see cref="Recordings.RecordingReader.LineFrequencyHz"/>), or else for whatever lines are found in it.
    /// </summary>
    public double? LineFrequencyHz { get; init; }

    /// <summary>
    /// Gets a value indicating whether samples whose times are uneven are interpolated onto the even grid of their mean rate
    /// (<see cref="Recordings.RecordingReader.ResampleUnevenClock"/>). Default: they are taken as they are, with a warning:
    /// where only the time stamps jitter and the sensor samples evenly, interpolating would put the jitter into the signal.
    /// <see cref="LiveAnalyzer"/> is given blocks, not a reader, and takes them as they are.
    /// </summary>
    public bool Resample { get; init; }

    /// <summary>
    /// Gets a value indicating whether the heart is taken out of every EMG channel before jerks are looked for, by
    /// subtracting from each beat the mean of its neighbours. Default: it is not, and bursts that are nothing but a
    /// heartbeat are rejected. With it, a jerk under a beat has its own onset, offset and size; results come some 40 s
    /// later in the stream.
    /// </summary>
    public bool RemoveEcg { get; init; }

    /// <summary>
    /// Gets how much of the recording is held back until the mains and the step of quantisation have been measured on it, in seconds,
    /// 1 to 600. Default 30; with many signals at a high rate it is less, so that they fit into memory.
    /// </summary>
    public double PreviewSeconds { get; init; } = 30;

    /// <summary>Gets where in the recording to begin, in seconds from its first sample.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Gets where in the recording to stop, in seconds from its first sample.</summary>
    public double StopSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Gets the detector to use for EMG in place of <see cref="JerkDetector"/>, or <see langword="null"/> (the default) for that
    /// one: to see what one of the literature, or your own, finds in the same conditioned signal. It is given whole segments,
    /// which are kept in memory meanwhile, eight bytes a sample; what it finds is taken as it is, heartbeats and other artefacts
    /// included, and the floor is the root mean square of what it leaves out.
    /// </summary>
    public IBurstDetector? EmgBurstDetector { get; init; }

    /// <summary>Gets the options of the jerk detector for EMG.</summary>
    public JerkDetectorOptions EmgDetector { get; init; } = JerkDetectorOptions.ForEmg;

    /// <summary>Gets the options of the jerk detector for acceleration.</summary>
    public JerkDetectorOptions AccelerationDetector { get; init; } = JerkDetectorOptions.ForAcceleration;

    /// <summary>Gets the options of the search for silent periods (negative jerks) in EMG.</summary>
    public SilentPeriodOptions SilentPeriods { get; init; } = new();

    /// <summary>Gets the options of the rhythm estimate.</summary>
    public RhythmOptions Rhythm { get; init; } = new();

    /// <summary>
    /// Gets the longest time in seconds between the onsets of events on two channels that belong to one movement. Default
    /// 0.1: the slowest spread published is 3–7 m/s along the cord (propriospinal), some 100 ms from neck to foot.
    /// </summary>
    public double GroupSeconds { get; init; } = 0.1;

    /// <summary>Throws where an option is outside its range; the analyzer does the same before it begins.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public void Validate()
    {
        ThrowIfNotBand(EmgBand, nameof(EmgBand));
        ThrowIfNotBand(AccelerationBand, nameof(AccelerationBand));
        if (LineFrequencyHz is double line)
        {
            Guard.ThrowIfOutside(line, line == 0 ? 0 : Recordings.RecordingReader.LowestLineHz, Recordings.RecordingReader.HighestLineHz, nameof(LineFrequencyHz));
        }

        Reading.Validate();
        Guard.ThrowIfOutside(PreviewSeconds, 1, 600);
        Guard.ThrowIfOutside(StartSeconds, 0, double.MaxValue);
        if (!(StopSeconds > StartSeconds))
        {
            throw new ArgumentOutOfRangeException(nameof(StopSeconds), StopSeconds, "The stop must lie behind the start.");
        }

        Guard.ThrowIfOutside(GroupSeconds, 0, 10);

        // Whether a channel is sampled fast enough for the band is seen channel by channel.
        Rhythm.Validate(double.MaxValue);
        EmgDetector.Validate();
        AccelerationDetector.Validate();
        SilentPeriods.Validate();
    }

    private static void ThrowIfNotBand(FrequencyBand band, string name)
    {
        if (!(band.LowHz > 0 && band.HighHz > band.LowHz && double.IsFinite(band.HighHz)))
        {
            throw new ArgumentOutOfRangeException(name, band, "A band needs 0 < low < high.");
        }
    }
}
