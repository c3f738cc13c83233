namespace MyoclonusSignal.Synthesis;

/// <summary>The course of a burst's amplitude. A burst's duration is the time its envelope is at least 10 % of its peak.</summary>
public enum BurstShape
{
    /// <summary>Full from the first to the last sample.</summary>
    Rectangular,

    /// <summary>Straight rise and fall over a fifth of the burst each, level between them.</summary>
    Trapezoid,

    /// <summary>A raised cosine (Hann window): smooth rise and fall, no level part.</summary>
    RaisedCosine,

    /// <summary>Fast rise, slow decay: (t/p)² · exp(2 − 2t/p), peak at about a quarter of the duration.</summary>
    FastRise,
}
