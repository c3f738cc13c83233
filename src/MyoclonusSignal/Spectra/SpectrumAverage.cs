namespace MyoclonusSignal.Spectra;

/// <summary>How the periodograms of the windows become one spectrum.</summary>
public enum SpectrumAverage
{
    /// <summary>The mean: least variance for a stationary signal.</summary>
    Mean,

    /// <summary>The median divided by its bias for chi-square values: robust against a few windows with artefacts.</summary>
    Median,
}
