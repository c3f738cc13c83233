namespace MyoclonusSignal.Sleep;

/// <summary>A sleep stage in the terms of the AASM; stage 4 of Rechtschaffen and Kales is N3.</summary>
public enum SleepStage
{
    /// <summary>Not scored, or not known.</summary>
    Unscored,

    /// <summary>Awake.</summary>
    Wake,

    /// <summary>The lightest sleep.</summary>
    N1,

    /// <summary>Light sleep.</summary>
    N2,

    /// <summary>Deep sleep: stages 3 and 4 of Rechtschaffen and Kales.</summary>
    N3,

    /// <summary>Sleep with rapid eye movements.</summary>
    Rem,

    /// <summary>Movement time, or an artefact.</summary>
    Movement,
}
