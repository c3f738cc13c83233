namespace MyoclonusSignal.Synthesis;

/// <summary>What a simulated channel measures.</summary>
public enum SimulatedChannelKind
{
    /// <summary>Surface EMG in µV: one signal.</summary>
    Emg,

    /// <summary>An accelerometer in g: three signals, ending in <c>_x</c>, <c>_y</c>, <c>_z</c>.</summary>
    Accelerometer,
}
