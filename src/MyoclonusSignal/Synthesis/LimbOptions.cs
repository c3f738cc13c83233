using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>
/// The limb an accelerometer sits on: a mass on a damped spring, pushed by a pulse of force in a direction that changes
/// from jerk to jerk, and held in a posture that changes slowly under gravity.
/// </summary>
public sealed record LimbOptions
{
    /// <summary>Gets the resonance of the limb in Hz. Default 8, an assumption of the order of a hand held out.</summary>
    public double ResonanceHz { get; init; } = 8;

    /// <summary>Gets the damping ratio, 0.05 to 2; 1 is critical. Default 0.5.</summary>
    public double DampingRatio { get; init; } = 0.5;

    /// <summary>Gets the angle, in degrees, by which each change of posture tilts the sensor. Default 20.</summary>
    public double PostureChangeDegrees { get; init; } = 20;

    /// <summary>Gets the mean rate of changes of posture per minute; each takes two seconds. Default 2.</summary>
    public double PostureChangesPerMinute { get; init; } = 2;

    /// <summary>Gets what the limb does besides jerking, or <see langword="null"/> where it rests.</summary>
    public DailyLifeOptions? DailyLife { get; init; }

    internal void Validate(double sampleRate)
    {
        DailyLife?.Validate();
        Guard.ThrowIfOutside(ResonanceHz, 0.5, 50);
        Guard.ThrowIfNotCutoff(ResonanceHz, sampleRate);
        Guard.ThrowIfOutside(DampingRatio, 0.05, 2);
        Guard.ThrowIfOutside(PostureChangeDegrees, 0, 90);
        Guard.ThrowIfOutside(PostureChangesPerMinute, 0, 20);
    }
}
