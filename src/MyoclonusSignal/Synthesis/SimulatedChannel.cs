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
