namespace MyoclonusSignal.Spectra;

/// <summary>The shape of the window laid over each piece of a signal.</summary>
public enum WindowShape
{
    /// <summary>Half a turn of a raised cosine, zero at its ends: little leakage, the usual choice.</summary>
    Hann,

    /// <summary>A raised cosine on a pedestal of 0.08: a lower first side lobe, a higher floor far away.</summary>
    Hamming,

    /// <summary>Three cosine terms: leakage below −58 dB, wider peak.</summary>
    Blackman,

    /// <summary>All ones: the narrowest peak and the most leakage.</summary>
    Rectangular,

    /// <summary>Ones with a half cosine at each end (Tukey's window).</summary>
    CosineTaper,
}
