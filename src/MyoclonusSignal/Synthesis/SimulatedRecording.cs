namespace MyoclonusSignal.Synthesis;

/// <summary>A simulated recording with its truth.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Signals">The signals in the order of the channels; an accelerometer gives three.</param>
/// <param name="Truth">The events a detector should find, sorted by onset.</param>
/// <param name="Disturbances">
/// What a detector should not report, sorted by onset: <c>heartbeat</c> (the R wave), <c>electrode_pop</c>,
/// <c>noise_change</c>, <c>posture_change</c> and <c>gap</c>.
/// </param>
public sealed record SimulatedRecording(
    SimulationOptions Options,
    IReadOnlyList<SimulatedSignal> Signals,
    IReadOnlyList<TrueEvent> Truth,
    IReadOnlyList<TrueEvent> Disturbances);
