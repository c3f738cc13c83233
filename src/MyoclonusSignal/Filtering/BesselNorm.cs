namespace MyoclonusSignal.Filtering;

/// <summary>What the cutoff of a Bessel filter means.</summary>
public enum BesselNorm
{
    /// <summary>Far from the cutoff the response is that of a Butterworth filter, so that the phase at the cutoff is about half its final value; SciPy's default.</summary>
    Phase,

    /// <summary>The group delay in the pass band is 1/ω of the cutoff: the polynomial's own scale.</summary>
    Delay,

    /// <summary>The response is −3 dB at the cutoff.</summary>
    Magnitude,
}
