namespace MyoclonusSignal.Spectra;

/// <summary>The unit of a Lomb–Scargle periodogram.</summary>
public enum LombScargleScaling
{
    /// <summary>The part of the variance that a sinusoid of this frequency explains, 0 to 1.</summary>
    ExplainedVariance,

    /// <summary>A²·N/4 for a sinusoid of amplitude A in N samples, in unit² (SciPy's default).</summary>
    Power,
}
