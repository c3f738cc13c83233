using System.Globalization;
using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Decides between rhythmic myoclonus and random jerks.</summary>
internal static class RegularityDecision
{
    // Intervals and spectrum measure the same with errors of some per cent: onsets are found late or early with the burst.
    private const double Tolerance = 0.02;

    // Onsets that belong to the rhythm keep to its phase for so long, and beyond chance at this level.
    private const double PieceCycles = 10;
    private const double PhaseSignificance = 0.01;

    /// <summary>Decides.</summary>
    /// <param name="trains">The onsets in seconds, one list for each gap-free stretch.</param>
    /// <param name="rhythm">What the spectrum says, its bouts on the same clock; null where it was not asked.</param>
    /// <param name="refractorySeconds">The dead time behind an onset.</param>
    public static JerkRegularity Of(IReadOnlyList<double[]> trains, RhythmResult? rhythm, double refractorySeconds)
    {
        RhythmResult? spectral = rhythm is { IsRhythmic: true } ? rhythm : null;
        IReadOnlyList<double[]> used = spectral is null ? trains : InBouts(trains, OwnBouts(spectral));
        IntervalSet intervals = new(used);
        IntervalStatistics statistics = intervals.Statistics();
        double refractory = Math.Min(refractorySeconds, intervals.ShortestSeconds);
        ConfidenceInterval? variation = intervals.LocalVariationCi95(0);
        ConfidenceInterval? revised = intervals.LocalVariationCi95(refractory);
        ConfidenceInterval? frequency = intervals.FrequencyCi95();
        bool? agree = spectral?.FrequencyCi95 is ConfidenceInterval spectrum && frequency is ConfidenceInterval own
            ? own.Low * (1 - Tolerance) <= spectrum.High && spectrum.Low <= own.High * (1 + Tolerance)
            : null;
        (double? strength, double? probability) = spectral is null ? (null, null) : Rayleigh(used, OwnBouts(spectral));
        (JerkVerdict verdict, string reason) = Decide(statistics, (variation, intervals.LocalVariation(refractory), revised), agree, spectral, probability);
        if (spectral is null && verdict == JerkVerdict.Regular && IsDenied(rhythm, statistics, frequency))
        {
            (verdict, reason) = (JerkVerdict.Undetermined, Say($"the intervals seem regular at {1 / statistics.MedianSeconds:0.00} Hz, revised local variation {intervals.LocalVariation(refractory):0.00}, but the spectrum has no peak there: {rhythm!.Reason}"));
        }

        return new JerkRegularity
        {
            Verdict = verdict,
            Reason = reason,
            Intervals = statistics,
            LocalVariationCi95 = variation,
            RevisedLocalVariation = intervals.LocalVariation(refractory),
            RevisedLocalVariationCi95 = revised,
            RefractorySeconds = refractory,
            JerksInBouts = spectral is null ? null : used.Sum(train => train.Length),
            IntervalFrequencyHz = statistics.IntervalCount > 0 ? 1 / statistics.MedianSeconds : null,
            IntervalFrequencyCi95 = frequency,
            FrequenciesAgree = agree,
            VectorStrength = strength,
            RayleighPValue = probability,
        };
    }

    // A frequency in the band was tested; where no rhythm was found at it, there is none, unless it was reported as one of the border.
    private static bool IsDenied(RhythmResult? rhythm, IntervalStatistics statistics, ConfidenceInterval? frequency)
    {
        double own = 1 / statistics.MedianSeconds;
        return rhythm?.PValue is not null
            && own >= rhythm.Band.LowHz
            && own <= rhythm.Band.HighHz
            && !(rhythm.OutsideHz is double outside && frequency is ConfidenceInterval interval
                && outside >= interval.Low * (1 - Tolerance) && outside <= interval.High * (1 + Tolerance));
    }

    private static (JerkVerdict Verdict, string Reason) Decide(
        IntervalStatistics statistics,
        (ConfidenceInterval? Plain, double Revised, ConfidenceInterval? RevisedCi95) variation,
        bool? agree,
        RhythmResult? spectral,
        double? phaseProbability)
    {
        if (variation is not { Plain: ConfidenceInterval plain, RevisedCi95: ConfidenceInterval range })
        {
            return (JerkVerdict.TooFew, Say($"too few intervals between jerks to tell: {statistics.IntervalCount}, of {JerkRegularity.LeastIntervals}"));
        }

        double interval = statistics.MedianSeconds;
        string shown = Say($"revised local variation {variation.Revised:0.00} ({range.Low:0.00}-{range.High:0.00}; 0 for a clock, 1 for chance)");
        bool isRegular = range.High < JerkRegularity.RegularBelow;
        bool isIrregular = !isRegular && plain.Low > JerkRegularity.IrregularAbove;
        if (spectral is null)
        {
            return (isRegular, isIrregular) switch
            {
                (true, _) => (JerkVerdict.Regular, Say($"regular intervals of {interval:0.000} s ({1 / interval:0.00} Hz), {shown}, without a rhythm in the band")),
                (_, true) => (JerkVerdict.Random, Say($"random jerks: no rhythm in the band, and irregular intervals, {shown}")),
                _ => (JerkVerdict.Undetermined, Say($"no rhythm in the band, but too few intervals to call them irregular, {shown}")),
            };
        }

        return (isRegular, agree) switch
        {
            (true, true) when phaseProbability > PhaseSignificance => (JerkVerdict.Undetermined, Say($"the intervals have the frequency of the spectrum's rhythm ({spectral.FrequencyHz:0.00} Hz), {shown}, but the jerks do not keep to its phase (p = {phaseProbability:0.##})")),
            (true, true) => (JerkVerdict.Rhythmic, Say($"rhythmic jerks: an interval of {interval:0.000} s ({1 / interval:0.00} Hz) as the spectrum has it ({spectral.FrequencyHz:0.00} Hz), {shown}")),
            (true, _) => (JerkVerdict.Discordant, Say($"the intervals are regular at {1 / interval:0.00} Hz, {shown}, but the spectrum has its rhythm at {spectral.FrequencyHz:0.00} Hz")),
            _ when isIrregular => (JerkVerdict.Discordant, Say($"the spectrum has a rhythm at {spectral.FrequencyHz:0.00} Hz, but the intervals between the jerks are irregular, {shown}: jerks were missed or split, or the rhythm is another movement's")),
            _ => (JerkVerdict.Undetermined, Say($"the spectrum has a rhythm at {spectral.FrequencyHz:0.00} Hz; the intervals leave it open, {shown}")),
        };
    }

    /// <summary>Gives the bouts of the rhythm itself: those of others, at other times, have intervals of their own.</summary>
    public static List<RhythmBout> OwnBouts(RhythmResult rhythm) =>
        [.. rhythm.Bouts.Where(bout => !rhythm.Others.Any(other =>
            Math.Abs(bout.FrequencyHz - other.FrequencyHz) < Math.Abs(bout.FrequencyHz - rhythm.FrequencyHz!.Value)))];

    private static List<double[]> InBouts(IReadOnlyList<double[]> trains, IReadOnlyList<RhythmBout> bouts) =>
        [.. trains.SelectMany(train => bouts.Select(bout => Within(train, bout))).Where(train => train.Length > 0)];

    private static double[] Within(double[] train, RhythmBout bout) =>
        [.. train.Where(onset => onset >= bout.StartSeconds && onset <= bout.EndSeconds)];

    // Each piece has its own phase: n·R² of all pieces add up to half a chi-square value with two degrees of freedom a piece.
    private static (double? Strength, double? Probability) Rayleigh(IReadOnlyList<double[]> trains, IReadOnlyList<RhythmBout> bouts)
    {
        double strength = 0;
        double sum = 0;
        int count = 0;
        int tests = 0;
        foreach (double[] train in trains)
        {
            RhythmBout bout = bouts.First(b => train[0] >= b.StartSeconds && train[0] <= b.EndSeconds);
            double own = RayleighTest.Of(train, bout.FrequencyHz).VectorStrength;
            strength += own * train.Length;
            count += train.Length;
            foreach (IGrouping<double, double> piece in train.GroupBy(onset => Math.Floor((onset - bout.StartSeconds) * bout.FrequencyHz / PieceCycles)))
            {
                double[] onsets = [.. piece];
                if (onsets.Length > 1)
                {
                    double held = RayleighTest.Of(onsets, FrequencyAt(bout, Statistics.UpperMedian(onsets))).VectorStrength;
                    sum += 2 * onsets.Length * held * held;
                    tests++;
                }
            }
        }

        return tests == 0 ? (null, null) : (strength / count, Math.Max(1 - ChiSquared.CDF(2 * tests, sum), RhythmResult.LeastPValue));
    }

    private static double FrequencyAt(in RhythmBout bout, double seconds)
    {
        double fromMiddle = seconds - ((bout.StartSeconds + bout.EndSeconds) / 2);
        return double.IsNaN(bout.DriftHzPerMinute)
            ? bout.FrequencyHz
            : Math.Max(0.1 * bout.FrequencyHz, bout.FrequencyHz + (bout.DriftHzPerMinute * fromMiddle / 60));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
