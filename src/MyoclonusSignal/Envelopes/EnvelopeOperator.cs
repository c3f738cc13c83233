namespace MyoclonusSignal.Envelopes;

/// <summary>What makes a signal of both signs one of size, before it is smoothed.</summary>
public enum EnvelopeOperator
{
    /// <summary>The magnitude: the unit of the signal.</summary>
    Rectify,

    /// <summary>The magnitude of the Teager–Kaiser energy: the square of the unit, one sample late.</summary>
    TeagerKaiser,
}
