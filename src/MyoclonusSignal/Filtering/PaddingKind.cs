namespace MyoclonusSignal.Filtering;

/// <summary>How a signal is continued beyond its ends before it is filtered forwards and backwards.</summary>
public enum PaddingKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Turned by half a turn about the end sample: value and slope go on. SciPy's default.</summary>
    Odd,

    /// <summary>Mirrored at the end sample.</summary>
    Even,

    /// <summary>The end sample again and again.</summary>
    Constant,
}
