namespace MyoclonusSignal.Synthesis;

/// <summary>A simulated recording with its truth.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Signals">The signals in the order of the channels; an accelerometer gives three.</param>
/// <param name="Truth">The events a detector should find, sorted by onset.</param>
/// <param name="Disturbances">
/// What a detector should not report, sorted by onset: <c>heartbeat</c> (the R wave), <c>electrode_pop</c>,
/// <c>noise_change</c>, <c>posture_change</c>, <c>reach</c>, <c>walking</c> and <c>gap</c>.
/// </param>
public sealed record SimulatedRecording(
    SimulationOptions Options,
    IReadOnlyList<SimulatedSignal> Signals,
    IReadOnlyList<TrueEvent> Truth,
    IReadOnlyList<Disturbance> Disturbances);

/// <summary>One column of a simulated recording.</summary>
/// <param name="Name">The name without its unit: <c>emg_ta</c>, <c>acc_x</c>.</param>
/// <param name="Unit">The unit (<c>uV</c>, <c>g</c>), or <see langword="null"/> for a converter's counts.</param>
/// <param name="Samples">The samples in that unit; a missing one is <see cref="double.NaN"/>.</param>
public sealed record SimulatedSignal(string Name, string? Unit, double[] Samples)
{
    /// <summary>Gets the heading of a CSV column: <c>emg_ta [uV]</c>, or the bare name where there is no unit.</summary>
    public string Header => Unit is null ? Name : $"{Name} [{Unit}]";
}
