namespace MyoclonusSignal.Spectra;

/// <summary>How the spectra of the tapers are averaged.</summary>
public enum TaperWeighting
{
    /// <summary>Each taper counts by its concentration.</summary>
    Concentration,

    /// <summary>All tapers count the same.</summary>
    Equal,

    /// <summary>
    /// Each taper counts, frequency by frequency, by how little leakage it adds there: for spectra that fall steeply.
    /// Thomson (1982), doi:10.1109/PROC.1982.12433.
    /// </summary>
    Adaptive,
}
