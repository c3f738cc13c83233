using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>A whole analysis that takes part in a comparison beside detectors of conditioned samples: it sees the recording as it was made.</summary>
/// <param name="Name">The name under which its results are shown.</param>
/// <param name="Detect">Gives the events that are looked for, in seconds from the first sample.</param>
internal sealed record RecordingDetector(string Name, Func<SimulatedRecording, IReadOnlyList<Interval>> Detect);
