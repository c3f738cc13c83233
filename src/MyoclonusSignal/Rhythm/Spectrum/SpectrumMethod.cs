namespace MyoclonusSignal.Rhythm;

/// <summary>How the spectra of the windows behind a decision were computed.</summary>
public enum SpectrumMethod
{
    /// <summary>Fourier transforms of Hann windows of samples at even times.</summary>
    Welch,

    /// <summary>Weighted periodograms of Lomb and Scargle of Hann windows of samples at uneven times.</summary>
    LombScargle,
}
