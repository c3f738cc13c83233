using System.Buffers;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>One electrode pair or sensor of a simulated recording.</summary>
public sealed record SimulatedChannel
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\t,;\"\r\n");

    /// <summary>Gets the name without a unit: <c>emg_ta</c>. No tab, comma, semicolon, quote or line break.</summary>
    public string Name { get; init; } = "emg";

    /// <summary>Gets what the channel measures.</summary>
    public SimulatedChannelKind Kind { get; init; } = SimulatedChannelKind.Emg;

    /// <summary>Gets the root mean square of the white noise floor: µV for EMG, g per axis for an accelerometer. Default 5 µV.</summary>
    public double NoiseRms { get; init; } = 5;

    /// <summary>Gets how much larger (or smaller) every burst is here than its options say, in dB. Default 0.</summary>
    public double GainDb { get; init; }

    /// <summary>Gets how much later than the shared schedule every jerk comes here, in seconds; may be negative. Default 0.</summary>
    public double LatencySeconds { get; init; }

    /// <summary>Gets the standard deviation of that latency from jerk to jerk, in seconds. Default 0.</summary>
    public double LatencyJitterSeconds { get; init; }

    /// <summary>Gets the probability that a shared jerk reaches this channel, 0 to 1. Default 1.</summary>
    public double Participation { get; init; } = 1;

    /// <summary>Gets a value indicating whether the channel jerks on a schedule of its own instead of the shared one.</summary>
    public bool IsIndependent { get; init; }

    /// <summary>Gives a surface-EMG channel with a noise floor of 5 µV.</summary>
    /// <param name="name">The name without a unit.</param>
    public static SimulatedChannel Emg(string name) => new() { Name = name };

    /// <summary>Gives a three-axis accelerometer with a noise floor of 3 mg per axis, as small wearable sensors have.</summary>
    /// <param name="name">The common stem of the three signals.</param>
    public static SimulatedChannel Accelerometer(string name) =>
        new() { Name = name, Kind = SimulatedChannelKind.Accelerometer, NoiseRms = 0.003 };

    /// <summary>Gets the unit as written in a header.</summary>
    internal string Unit => Kind == SimulatedChannelKind.Emg ? "uV" : "g";

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.AsSpan().ContainsAny(NotInNames))
        {
            throw new ArgumentException(
                $"A channel's name must have a visible character and no tab, comma, semicolon, quote or line break; found \"{Name}\".",
                nameof(Name));
        }

        Guard.ThrowIfOutside(NoiseRms, double.Epsilon, 1e9);
        Guard.ThrowIfOutside(GainDb, -200, 200);
        Guard.ThrowIfOutside(LatencySeconds, -10, 10);
        Guard.ThrowIfOutside(LatencyJitterSeconds, 0, 1);
        Guard.ThrowIfOutside(Participation, 0, 1);
    }
}

/// <summary>What a simulated channel measures.</summary>
public enum SimulatedChannelKind
{
    /// <summary>Surface EMG in µV: one signal.</summary>
    Emg,

    /// <summary>An accelerometer in g: three signals, ending in <c>_x</c>, <c>_y</c>, <c>_z</c>.</summary>
    Accelerometer,
}

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

/// <summary>One sustained (tonic) contraction, in every EMG channel of the recording.</summary>
public sealed record SimulatedContraction
{
    /// <summary>Gets the onset in seconds: the amplitude is at 10 % there.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Gets the duration in seconds, between the points of 10 % amplitude. Default 3.</summary>
    public double DurationSeconds { get; init; } = 3;

    /// <summary>Gets how long the amplitude takes to rise, and to fall, in seconds; at most half the duration. Default 0.1.</summary>
    public double RampSeconds { get; init; } = 0.1;

    /// <summary>Gets the size in dB over the noise floor, of the level part. Default 15.</summary>
    public double ContractionToNoiseDb { get; init; } = 15;

    /// <summary>Gets the mean rate of silent periods (negative jerks) per minute within the contraction. Default 0.</summary>
    public double SilentPeriodsPerMinute { get; init; }

    /// <summary>Gets the shortest silent period in seconds. Default 0.05, the low end of asterixis (50–200 ms).</summary>
    public double MinimumSilentSeconds { get; init; } = 0.05;

    /// <summary>Gets the longest silent period in seconds. Default 0.2.</summary>
    public double MaximumSilentSeconds { get; init; } = 0.2;

    /// <summary>Gets the fraction of the amplitude that is left in a silent period, 0 to 1. Default 0.</summary>
    public double SilentAmplitude { get; init; }

    internal double EndSeconds => StartSeconds + DurationSeconds;

    internal void Validate(double recordingSeconds)
    {
        Guard.ThrowIfOutside(StartSeconds, 0, recordingSeconds);
        Guard.ThrowIfOutside(DurationSeconds, 0.01, 1e9);
        Guard.ThrowIfOutside(EndSeconds, 0, recordingSeconds);
        Guard.ThrowIfOutside(RampSeconds, 0, DurationSeconds / 2);
        Guard.ThrowIfOutside(ContractionToNoiseDb, -60, 120);
        Guard.ThrowIfOutside(SilentPeriodsPerMinute, 0, 600);
        Guard.ThrowIfOutside(MinimumSilentSeconds, 0.005, 10);
        Guard.ThrowIfOutside(MaximumSilentSeconds, MinimumSilentSeconds, 10);
        Guard.ThrowIfOutside(SilentAmplitude, 0, 1);
    }
}
