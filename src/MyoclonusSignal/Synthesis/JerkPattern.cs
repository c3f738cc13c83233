namespace MyoclonusSignal.Synthesis;

/// <summary>How jerks follow one another.</summary>
public enum JerkPattern
{
    /// <summary>A Poisson process with a dead time: no memory beyond the shortest interval.</summary>
    Random,

    /// <summary>Gamma-distributed intervals with a stated coefficient of variation: between a clock (0) and chance (1).</summary>
    Irregular,

    /// <summary>A train at a stated frequency with small changes of the period.</summary>
    Rhythmic,
}
