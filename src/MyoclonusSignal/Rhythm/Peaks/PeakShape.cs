namespace MyoclonusSignal.Rhythm;

/// <summary>Which frequencies count as the peak at f, and which as its flanks.</summary>
/// <param name="CoreFraction">Half the width of the peak, as a fraction of f; 0 for a single bin.</param>
/// <param name="InnerFraction">Distance of the near edge of the flanks, as a fraction of f.</param>
/// <param name="InnerBins">The same at least, in 1/window length.</param>
/// <param name="OuterFraction">Distance of the far edge of the flanks, as a fraction of f.</param>
/// <param name="LeastFlankBins">Least width of a flank, in 1/window length.</param>
internal readonly record struct PeakShape(
    double CoreFraction, double InnerFraction, double InnerBins, double OuterFraction, double LeastFlankBins)
{
    /// <summary>
    /// Gets the shape for a train with jitter: intervals with the coefficient of variation c make a Lorentzian of the
    /// width 2πc²f, 0.14·f at c = 0.15.
    /// </summary>
    public static PeakShape Jittered => new(0.06, 0.2, 2.2, 0.42, 1.2);

    /// <summary>Gets the shape for a line as narrow as the window resolves.</summary>
    public static PeakShape Line => new(0, 0.12, 1.6, 0.4, 1.2);

    public (double Core, double Inner, double Outer) Widths(double frequencyHz, double windowSeconds)
    {
        double inner = Math.Max(InnerFraction * frequencyHz, InnerBins / windowSeconds);
        double outer = Math.Max(OuterFraction * frequencyHz, inner + (LeastFlankBins / windowSeconds));
        return (CoreFraction * frequencyHz, inner, outer);
    }
}
