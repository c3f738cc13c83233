namespace MyoclonusSignal.Spectra;

/// <summary>Tells where a window ends; SciPy's spectra use periodic windows, MATLAB's symmetric ones.</summary>
public enum WindowSymmetry
{
    /// <summary>One period of the window of length n: the sample behind the last equals the first. For spectra.</summary>
    Periodic,

    /// <summary>The first sample equals the last. For filter design and for comparison with symmetric tools.</summary>
    Symmetric,
}
