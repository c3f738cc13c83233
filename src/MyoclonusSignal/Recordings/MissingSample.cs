namespace MyoclonusSignal.Recordings;

/// <summary>What stands for a sample that is missing.</summary>
internal static class MissingSample
{
    // Exports fill in ±3.4e38, the largest number of single precision, for what is missing; no unit makes a signal so large.
    private const double LargestPresent = 1e30;

    /// <summary>Tells whether a number is a sample, neither NaN nor a filler.</summary>
    public static bool IsPresent(double sample) => Math.Abs(sample) < LargestPresent;
}
