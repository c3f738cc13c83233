namespace MyoclonusSignal.Synthesis;

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

    /// <summary>Jerks that reach four muscles of both sides one after the other.</summary>
    Spread,
}
