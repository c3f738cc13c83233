namespace MyoclonusSignal.Detection;

/// <summary>Why something that rose above the noise is neither a jerk nor a contraction.</summary>
public enum BurstRejection
{
    /// <summary>It was not rejected.</summary>
    None,

    /// <summary>It is shorter than <see cref="JerkDetectorOptions.MinimumDurationSeconds"/>.</summary>
    TooShort,

    /// <summary>Its power does not fall off on both sides: a step of the noise, or the edge of something longer.</summary>
    LevelChange,

    /// <summary>It is what lingers beside a contraction, at a small part of its power.</summary>
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
}
