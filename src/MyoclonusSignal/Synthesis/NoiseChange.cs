using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>A stretch with a louder or quieter noise floor: a step (no ramp) or a slow change. Changes that overlap multiply.</summary>
/// <param name="StartSeconds">When the floor begins to change, in seconds.</param>
/// <param name="EndSeconds">When it is back, in seconds; the recording's end or later: never.</param>
/// <param name="Factor">What the noise's amplitude is multiplied by, above 0.</param>
/// <param name="RampSeconds">How long the change takes at either end, in seconds.</param>
public sealed record NoiseChange(double StartSeconds, double EndSeconds, double Factor, double RampSeconds = 0)
{
    internal void Validate()
    {
        Guard.ThrowIfOutside(StartSeconds, 0, 1e9);
        Guard.ThrowIfOutside(EndSeconds, StartSeconds, 1e9);
        Guard.ThrowIfOutside(Factor, 1e-6, 1e6);
        Guard.ThrowIfOutside(RampSeconds, 0, (EndSeconds - StartSeconds) / 2);
    }

    /// <summary>The factor at one time; straight ramps.</summary>
    internal double FactorAt(double seconds)
    {
        if (seconds < StartSeconds || seconds >= EndSeconds)
        {
            return 1;
        }

        double toEdge = Math.Min(seconds - StartSeconds, EndSeconds - seconds);
        return toEdge < RampSeconds ? 1 + ((Factor - 1) * toEdge / RampSeconds) : Factor;
    }
}
