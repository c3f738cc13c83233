namespace MyoclonusSignal.Spectra;

/// <summary>How wide the peak of a pure sine is in the power spectrum of a Hann window.</summary>
/// <remarks>
/// Half of the power is left 0.7203/T beside the middle for windows of T seconds: the root of sinc²(x)/(1 − x²)² = ½ (Harris
/// (1978), doi:10.1109/PROC.1978.10837, has 1.44 bins for the whole width).
/// </remarks>
internal static class HannPeak
{
    private const double HalfWidthBins = 0.72;

    /// <summary>Gives the distance from the middle to half of the power, in Hz.</summary>
    public static double HalfWidthHz(double windowSeconds) => HalfWidthBins / windowSeconds;

    /// <summary>Gives the width at half of the power, in Hz.</summary>
    public static double WidthHz(double windowSeconds) => 2 * HalfWidthBins / windowSeconds;
}
