using System.Text.Json.Serialization;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>Something that rose above the noise of a channel and is no event, with the reason.</summary>
/// <param name="OnsetSeconds">Onset in seconds from the recording's first sample, on the recording's own clock.</param>
/// <param name="DurationSeconds">Duration in seconds.</param>
/// <param name="PeakTimeSeconds">Time of the largest magnitude in seconds.</param>
/// <param name="PeakAmplitude">That magnitude after conditioning, in the channel's unit.</param>
/// <param name="SnrDb">Its power over the power of the noise floor around it, in decibels.</param>
/// <param name="Reason">Why it is no event.</param>
public sealed record RejectedCandidate(
    double OnsetSeconds,
    double DurationSeconds,
    double PeakTimeSeconds,
    double PeakAmplitude,
    double SnrDb,
    BurstRejection Reason)
{
    /// <summary>Gets the reason as it stands in files: <c>heartbeat</c>, <c>level-change</c>, …</summary>
    [JsonIgnore]
    public string ReasonName => NameOf(Reason);

    /// <summary>Gives a reason as it stands in files.</summary>
    /// <param name="reason">The reason.</param>
    public static string NameOf(BurstRejection reason) => reason switch
    {
        BurstRejection.None => "none",
        BurstRejection.MissingSamples => "missing-samples",
        BurstRejection.ShortSegment => "short-segment",
        BurstRejection.TooShort => "too-short",
        BurstRejection.LevelChange => "level-change",
        BurstRejection.BesideContraction => "beside-contraction",
        BurstRejection.AtStart => "at-start",
        BurstRejection.Heartbeat => "heartbeat",
        BurstRejection.ElectrodePop => "electrode-pop",
        BurstRejection.Stimulus => "stimulus",
        BurstRejection.MainsBurst => "mains-burst",
        BurstRejection.MovementArtefact => "movement-artefact",
        BurstRejection.BesideSilence => "beside-silence",
        BurstRejection.SlowMovement => "slow-movement",
        BurstRejection.Gait => "gait",
        BurstRejection.WithinMovement => "within-movement",
        BurstRejection.MotorUnit => "motor-unit",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Expected one of the named reasons."),
    };
}
