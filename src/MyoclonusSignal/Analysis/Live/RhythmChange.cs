namespace MyoclonusSignal.Analysis;

/// <summary>What happened to a rhythm that a <see cref="LiveAnalyzer"/> follows.</summary>
public enum RhythmChange
{
    /// <summary>It has begun.</summary>
    Began,

    /// <summary>It goes on at another frequency.</summary>
    Frequency,

    /// <summary>It is there no more.</summary>
    Faded,

    /// <summary>A gap, or the end of the recording, cut it off.</summary>
    Interrupted,
}
