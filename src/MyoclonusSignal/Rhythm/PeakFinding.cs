namespace MyoclonusSignal.Rhythm;

/// <summary>A peak and the windows in which it was found.</summary>
/// <param name="Search">The search that found it.</param>
/// <param name="FirstWindow">The first window.</param>
/// <param name="EndWindow">The window behind the last one.</param>
/// <param name="Evidence">The peak.</param>
internal readonly record struct PeakFinding(PeakSearch Search, int FirstWindow, int EndWindow, PeakEvidence Evidence)
{
    /// <summary>The same with its probability corrected for being one of several tests, with a share of the level.</summary>
    public PeakFinding Shared(double share) =>
        this with { Evidence = Evidence with { Probability = Math.Min(1, Evidence.Probability / share) } };
}
