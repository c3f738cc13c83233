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

    /// <summary>The prominence that is left without the window that adds most to the peak and those that share half of it.</summary>
    /// <remarks>Of fewer than four independent windows none can be spared.</remarks>
    public double WithoutItsStrongestMoment()
    {
        WindowedPower power = Search.Power;
        if (power.EffectiveCount(FirstWindow, EndWindow) / power.EffectiveAxes < 4)
        {
            return Evidence.Prominence;
        }

        int strongest = FirstWindow;
        double most = 0;
        for (int k = FirstWindow; k < EndWindow; k++)
        {
            double core = Search.Core(k, Evidence.Index);
            (strongest, most) = core > most ? (k, core) : (strongest, most);
        }

        int reach = power.WindowLength / (2 * power.Hop);
        double prominence = Search.Prominence(
            FirstWindow, EndWindow, Math.Max(FirstWindow, strongest - reach), Math.Min(EndWindow, strongest + reach + 1), Evidence.Index);
        return prominence;
    }
}
