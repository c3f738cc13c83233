using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Takes a rhythm back that its own jerks contradict: nearly every cycle has its jerk, and they come irregularly.</summary>
/// <remarks>
/// That the intervals alone are irregular is no contradiction: of trains at 3 dB a third of the jerks is missed, and three of four are
/// discordant; and jerks may come at random above a tremor. Where hardly a cycle is without its jerk none was missed, and the jerks are
/// the rhythm. Of 3500 trains of 3 to 20 dB whose intervals vary by up to 0.15 none is taken back.
/// </remarks>
internal static class IntervalVeto
{
    // Trains at 6 dB whose intervals vary by 0.15 have jerks in 0.73 to 0.97 of their cycles, and the more the more regular they are.
    private const double LeastJerksPerCycle = 0.9;

    // More than one a cycle are double bursts, or bursts that were told in two: their intervals alternate, and contradict nothing.
    private const double MostJerksPerCycle = 1.2;

    /// <summary>Gives the rhythm, or the same without one where the intervals contradict it.</summary>
    /// <param name="rhythm">What the spectrum says.</param>
    /// <param name="regularity">What the jerks say of it.</param>
    public static RhythmResult Of(RhythmResult rhythm, JerkRegularity regularity)
    {
        if (!rhythm.IsRhythmic
            || regularity is not { Verdict: JerkVerdict.Discordant, LocalVariationCi95: ConfidenceInterval plain, RevisedLocalVariationCi95: ConfidenceInterval revised }
            || plain.Low <= JerkRegularity.IrregularAbove
            || revised.High < JerkRegularity.RegularBelow)
        {
            return rhythm;
        }

        double cycles = RegularityDecision.OwnBouts(rhythm).Sum(bout => bout.DurationSeconds * bout.FrequencyHz);
        if (regularity.JerksInBouts is not int jerks || jerks < LeastJerksPerCycle * cycles || jerks > MostJerksPerCycle * cycles)
        {
            return rhythm;
        }

        return new RhythmResult
        {
            Verdict = RhythmVerdict.PulseShape,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"the peak at {rhythm.CandidateHz:0.00} Hz is that of {jerks} jerks in {cycles:0} cycles, which come at irregular intervals: revised local variation {regularity.RevisedLocalVariation:0.00} ({revised.Low:0.00}-{revised.High:0.00}; 0 for a clock, 1 for chance)"),
            PValue = rhythm.PValue,
            CandidateHz = rhythm.CandidateHz,
            AnalysedSeconds = rhythm.AnalysedSeconds,
            Band = rhythm.Band,
            Spectrum = rhythm.Spectrum,
            Spectrogram = rhythm.Spectrogram,
            Line = rhythm.Line,
            Periodogram = rhythm.Periodogram,
        };
    }
}
