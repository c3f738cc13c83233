using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>Ready-made mixtures; change the options with <c>with</c>.</summary>
public static class SimulationScenarios
{
    /// <summary>Gives the options of a scenario; times inside it follow the length of the recording.</summary>
    /// <param name="scenario">The mixture.</param>
    /// <param name="durationSeconds">The length in seconds, at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scenario has no name, or the length is below 1 s.</exception>
    public static SimulationOptions Create(SimulationScenario scenario, double durationSeconds = 60, ulong seed = 1)
    {
        Guard.ThrowIfOutside(durationSeconds, 1, 1e7);
        SimulationOptions plain = new() { DurationSeconds = durationSeconds, Seed = seed };
        return scenario switch
        {
            SimulationScenario.RandomJerks => plain,
            SimulationScenario.RhythmicTrain => plain with { Jerks = [Train(0, null)] },
            SimulationScenario.IrregularJerks => plain with
            {
                Jerks = [new() { Pattern = JerkPattern.Irregular, RatePerMinute = 120 }],
            },
            SimulationScenario.Mixed => plain with
            {
                Jerks =
                [
                    new() { EndSeconds = durationSeconds / 3 },
                    Train(durationSeconds / 3, durationSeconds * 2 / 3),
                    new() { StartSeconds = durationSeconds * 2 / 3 },
                ],
                Hum = new(),
                Drift = new(),
            },
            SimulationScenario.NoiseOnly => plain with { Jerks = [] },
            SimulationScenario.TonicContractions => plain with { Contractions = [.. Contractions(durationSeconds, 20, 3)] },
            SimulationScenario.NoiseSteps => plain with
            {
                NoiseChanges =
                [
                    new(durationSeconds / 4, durationSeconds / 2, 3),
                    new(durationSeconds / 2, durationSeconds, 2, durationSeconds / 6),
                ],
                Jerks = [new() { BurstToNoiseDb = 26 }],
            },
            SimulationScenario.Ecg => plain with { Ecg = new() },
            SimulationScenario.Artefacts => plain with
            {
                Hum = new(),
                Artefacts = new()
                {
                    OffsetMicrovolts = 300,
                    PopsPerMinute = 4,
                    ClipMicrovolts = 700,
                    StepMicrovolts = 0.5,
                    Gaps = [new(durationSeconds * 0.4, durationSeconds * 0.42)],
                },
            },
            SimulationScenario.Accelerometer => plain with
            {
                SampleRate = 100,
                Channels = [SimulatedChannel.Accelerometer("acc")],
            },
            SimulationScenario.DailyLife => plain with
            {
                SampleRate = 100,
                Channels = [SimulatedChannel.Accelerometer("acc")],
                Limb = new() { DailyLife = new() },

                // 0.24 g over the jerk, of a sensor with 3 mg of noise.
                Jerks = [new() { BurstToNoiseDb = 38 }],
            },
            SimulationScenario.JerksInContractions => plain with
            {
                Contractions = [.. Contractions(durationSeconds, 12, 8)],
                AllowJerksInContractions = true,
                Jerks = [new() { BurstToNoiseDb = 27 }],
            },
            SimulationScenario.NegativeMyoclonus => plain with
            {
                Jerks = [],
                Contractions = [.. Contractions(durationSeconds, 15, 12).Select(c => c with { SilentPeriodsPerMinute = 30 })],
            },
            SimulationScenario.Spread => plain with
            {
                Channels =
                [
                    SimulatedChannel.Emg("emg_scm_l"),
                    SimulatedChannel.Emg("emg_scm_r") with { LatencySeconds = 0.002, LatencyJitterSeconds = 0.001 },
                    SimulatedChannel.Emg("emg_ta_l") with { LatencySeconds = 0.045, LatencyJitterSeconds = 0.003, Participation = 0.8 },
                    SimulatedChannel.Emg("emg_ta_r") with { LatencySeconds = 0.047, LatencyJitterSeconds = 0.003, Participation = 0.8 },
                ],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario, "Expected one of the named scenarios."),
        };
    }

    /// <summary>Gives the name of a scenario as commands and files have it: <c>random-jerks</c>.</summary>
    /// <param name="scenario">The mixture.</param>
    public static string NameOf(SimulationScenario scenario) => string.Concat(scenario.ToString().Select(
        (letter, index) => char.IsUpper(letter) ? (index > 0 ? "-" : string.Empty) + char.ToLowerInvariant(letter) : letter.ToString()));

    private static JerkOptions Train(double startSeconds, double? endSeconds) => new()
    {
        Pattern = JerkPattern.Rhythmic,
        StartSeconds = startSeconds,
        EndSeconds = endSeconds,
        MinimumBurstSeconds = 0.04,
        MaximumBurstSeconds = 0.08,
    };

    /// <summary>Contractions that begin a quarter into each period; a recording shorter than one period has one.</summary>
    private static IEnumerable<SimulatedContraction> Contractions(double durationSeconds, double periodSeconds, double contractionSeconds)
    {
        int count = Math.Max(1, (int)(durationSeconds / periodSeconds));
        double period = durationSeconds / count;
        double length = Math.Min(contractionSeconds, period * 0.7);
        for (int index = 0; index < count; index++)
        {
            yield return new SimulatedContraction
            {
                StartSeconds = (index + 0.25) * period,
                DurationSeconds = length,
                RampSeconds = Math.Min(0.1, length / 4),
            };
        }
    }
}

/// <summary>A ready-made mixture for <see cref="SimulationScenarios.Create"/>.</summary>
public enum SimulationScenario
{
    /// <summary>Random jerks, 20 per minute, in quiet EMG.</summary>
    RandomJerks,

    /// <summary>A train of jerks at 5 Hz over the whole recording.</summary>
    RhythmicTrain,

    /// <summary>Jerks at irregular intervals (coefficient of variation 0.5), twice a second.</summary>
    IrregularJerks,

    /// <summary>Random jerks, with a train at 5 Hz in the middle third, hum and a wandering baseline.</summary>
    Mixed,

    /// <summary>Noise floor alone: whatever a detector finds here is false.</summary>
    NoiseOnly,

    /// <summary>Random jerks between sustained contractions.</summary>
    TonicContractions,

    /// <summary>Random jerks while the noise floor rises in a step and falls slowly.</summary>
    NoiseSteps,

    /// <summary>Random jerks under the heart's field.</summary>
    Ecg,

    /// <summary>Random jerks with electrode pops, hum, an offset, clipping and a gap.</summary>
    Artefacts,

    /// <summary>Random jerks in a three-axis accelerometer, 100 Hz.</summary>
    Accelerometer,

    /// <summary>Silent periods (asterixis) in long contractions.</summary>
    NegativeMyoclonus,

    /// <summary>Random jerks in a three-axis accelerometer on a limb that reaches and walks, 100 Hz.</summary>
    DailyLife,

    /// <summary>Random jerks during contractions of 15 dB and between them.</summary>
    JerksInContractions,

    /// <summary>Jerks that reach four muscles of both sides one after the other.</summary>
    Spread,
}
