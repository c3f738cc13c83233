namespace MyoclonusSignal.Spectra;

/// <summary>What happens to a gap-free segment that is shorter than the window.</summary>
public enum ShortSegments
{
    /// <summary>It is left out and counted as skipped samples, as SciPy leaves out a remainder.</summary>
    Skip,

    /// <summary>
    /// It gets a window shrunk to its own length and a weight of its length in windows, if it is at least half a window
    /// long. The frequency grid stays that of the full window; the resolution of this part is lower.
    /// </summary>
    Shrink,
}
