namespace MyoclonusSignal.Spectra;

/// <summary>What is subtracted from each piece of a signal before it is windowed.</summary>
public enum Detrend
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean of the piece.</summary>
    Constant,

    /// <summary>The least-squares line through the piece.</summary>
    Linear,
}
