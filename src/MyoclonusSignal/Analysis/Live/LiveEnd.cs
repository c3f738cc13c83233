namespace MyoclonusSignal.Analysis;

/// <summary>Why a live analysis ended.</summary>
internal enum LiveEnd
{
    /// <summary>The input ended.</summary>
    EndOfInput,

    /// <summary>It was stopped.</summary>
    Interrupted,

    /// <summary>The input was broken.</summary>
    BadData,
}
