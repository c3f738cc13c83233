namespace MyoclonusSignal.Detection;

/// <summary>One burst of activity, in samples of the detector's input, with its size in the input's unit.</summary>
/// <param name="Start">Index of the first sample of the burst (the onset, refined to the change point).</param>
/// <param name="End">Index of the sample behind the last one (the offset).</param>
/// <param name="Kind">Jerk or contraction, by duration.</param>
/// <param name="PeakIndex">Index of the sample with the largest magnitude.</param>
/// <param name="PeakAmplitude">That magnitude, in the input's unit.</param>
/// <param name="RmsAmplitude">Root mean square over the burst, in the input's unit.</param>
/// <param name="Area">Area under the rectified burst, in the input's unit times seconds.</param>
/// <param name="FloorRms">Root mean square of the noise floor around the burst, in the input's unit.</param>
/// <param name="SnrDb">Power of the burst over the power of the noise floor, in decibels.</param>
/// <param name="RiseSeconds">
/// Time in seconds from the onset to where the moving root mean square (over half of
/// <see cref="JerkDetectorOptions.ScaleSeconds"/>) first reaches 90 % of its largest value; NaN for a contraction.
/// </param>
/// <param name="MeanFrequencyHz">
/// Mean of the frequency weighted by the power spectrum of the burst, in Hz (of the conditioned signal, noise included).
/// </param>
/// <param name="OnsetUncertaintySeconds">Half the width of the central 68 % of the onset's likelihood, in seconds; NaN for a contraction.</param>
/// <param name="OffsetUncertaintySeconds">The same of the offset.</param>
/// <param name="Rejection">Why it is no jerk and no contraction, or <see cref="BurstRejection.None"/>.</param>
public readonly record struct Burst(
    long Start,
    long End,
    EventKind Kind,
    long PeakIndex,
    double PeakAmplitude,
    double RmsAmplitude,
    double Area,
    double FloorRms,
    double SnrDb,
    double RiseSeconds,
    double MeanFrequencyHz,
    double OnsetUncertaintySeconds,
    double OffsetUncertaintySeconds,
    BurstRejection Rejection)
{
    /// <summary>Gets the number of samples of the burst.</summary>
    public long Length => End - Start;

    /// <summary>Gets by how many samples the onset lies behind <see cref="Start"/>, where it is known between samples.</summary>
    internal double StartShift { get; init; }

    /// <summary>Gets by how many samples the offset lies behind <see cref="End"/>.</summary>
    internal double EndShift { get; init; }
}

/// <summary>Why something that rose above the noise is neither a jerk nor a contraction.</summary>
public enum BurstRejection
{
    /// <summary>It was not rejected.</summary>
    None,

    /// <summary>Most of its samples were lost and are bridged.</summary>
    MissingSamples,

    /// <summary>It lies in a stretch between gaps that is too short to tell what is noise; that time is not counted either.</summary>
    ShortSegment,

    /// <summary>It is shorter than <see cref="JerkDetectorOptions.MinimumDurationSeconds"/>.</summary>
    TooShort,

    /// <summary>Its power does not fall off on both sides: a step of the noise, or the edge of something longer.</summary>
    LevelChange,

    /// <summary>It lies right beside a contraction at a small part of its power, or within one and not above its level.</summary>
    BesideContraction,

    /// <summary>It was there before the first sample, so that it has no onset.</summary>
    AtStart,

    /// <summary>It has the shape of many others that follow a pulse: the heart's.</summary>
    Heartbeat,

    /// <summary>It is a sudden step that decays without changing its sign: an electrode that lost contact for a moment.</summary>
    ElectrodePop,

    /// <summary>Its power lies at the mains frequency and its harmonics.</summary>
    MainsBurst,

    /// <summary>Most of its power before conditioning lies below the band of the muscle: a cable or an electrode that moved.</summary>
    MovementArtefact,

    /// <summary>It is the activity of a contraction beside a silent period: what lies between two lapses is no jerk.</summary>
    BesideSilence,

    /// <summary>
    /// In acceleration, nearly all of its energy lies below the band of jerks: the fast part of a voluntary movement or of
    /// a change of posture.
    /// </summary>
    SlowMovement,

    /// <summary>In acceleration, it is one of the steps of walking or running, and no larger than those beside it.</summary>
    Gait,

    /// <summary>It is one of the discharges of a single motor unit that fires tonically.</summary>
    MotorUnit,

    /// <summary>It is the artefact of a stimulator: sudden, large, and the same to within noise as others that a clock times.</summary>
    Stimulus,

    /// <summary>
    /// In acceleration, it does not stand out of what the limb does or suffers around it: keys and taps, a road, or a tremor that is larger.
    /// </summary>
    WithinMovement,
}
