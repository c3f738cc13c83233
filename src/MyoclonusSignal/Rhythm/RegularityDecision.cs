using System.Globalization;
using MathNet.Numerics.Distributions;

namespace MyoclonusSignal.Rhythm;

/// <summary>Decides between rhythmic myoclonus and random jerks.</summary>
internal static class RegularityDecision
{
    // Intervals and spectrum measure the same with errors of some per cent: onsets are found late or early with the burst.
    private const double Tolerance = 0.02;

    /// <summary>Decides.</summary>
    /// <param name="trains">The onsets in seconds, one list for each gap-free stretch.</param>
    /// <param name="rhythm">What the spectrum says, its bouts on the same clock; null where it was not asked.</param>
    public static JerkRegularity Of(IReadOnlyList<double[]> trains, RhythmResult? rhythm)
    {
        RhythmResult? spectral = rhythm is { IsRhythmic: true } ? rhythm : null;
        IReadOnlyList<double[]> used = spectral is null ? trains : InBouts(trains, spectral.Bouts);
        IntervalSet intervals = new(used);
        IntervalStatistics statistics = intervals.Statistics();
        ConfidenceInterval? variation = intervals.LocalVariationCi95();
        ConfidenceInterval? frequency = intervals.FrequencyCi95();
        bool? agree = spectral?.FrequencyCi95 is ConfidenceInterval spectrum && frequency is ConfidenceInterval own
            ? own.Low * (1 - Tolerance) <= spectrum.High && spectrum.Low <= own.High * (1 + Tolerance)
            : null;
        (double? strength, double? probability) = spectral is null ? (null, null) : Rayleigh(used, spectral.Bouts);
        (JerkVerdict verdict, string reason) = Decide(statistics, variation, agree, spectral);
        return new JerkRegularity
        {
            Verdict = verdict,
            Reason = reason,
            Intervals = statistics,
            LocalVariationCi95 = variation,
            JerksInBouts = spectral is null ? null : used.Sum(train => train.Length),
            IntervalFrequencyHz = statistics.IntervalCount > 0 ? 1 / statistics.MedianSeconds : null,
            IntervalFrequencyCi95 = frequency,
            FrequenciesAgree = agree,
            VectorStrength = strength,
            RayleighPValue = probability,
        };
    }

    private static (JerkVerdict Verdict, string Reason) Decide(
        IntervalStatistics statistics, ConfidenceInterval? variation, bool? agree, RhythmResult? spectral)
    {
        if (variation is not ConfidenceInterval range)
        {
            return (JerkVerdict.TooFew, Say($"too few intervals between jerks to tell: {statistics.IntervalCount}, of {JerkRegularity.LeastIntervals}"));
        }

        double interval = statistics.MedianSeconds;
        string shown = Say($"local variation {statistics.LocalVariation:0.00} ({range.Low:0.00}-{range.High:0.00}; 0 for a clock, 1 for chance)");
        bool isRegular = range.High < JerkRegularity.RegularBelow;
        bool isIrregular = !isRegular && range.Low > JerkRegularity.IrregularAbove;
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
            (true, true) => (JerkVerdict.Rhythmic, Say($"rhythmic jerks: an interval of {interval:0.000} s ({1 / interval:0.00} Hz) as the spectrum has it ({spectral.FrequencyHz:0.00} Hz), {shown}")),
            (true, _) => (JerkVerdict.Discordant, Say($"the intervals are regular at {1 / interval:0.00} Hz, {shown}, but the spectrum has its rhythm at {spectral.FrequencyHz:0.00} Hz")),
            _ when isIrregular => (JerkVerdict.Discordant, Say($"the spectrum has a rhythm at {spectral.FrequencyHz:0.00} Hz, but the intervals between the jerks are irregular, {shown}: jerks were missed or split, or the rhythm is another movement's")),
            _ => (JerkVerdict.Undetermined, Say($"the spectrum has a rhythm at {spectral.FrequencyHz:0.00} Hz; the intervals leave it open, {shown}")),
        };
    }

    private static List<double[]> InBouts(IReadOnlyList<double[]> trains, IReadOnlyList<RhythmBout> bouts) =>
        [.. trains.SelectMany(train => bouts.Select(bout => Within(train, bout))).Where(train => train.Length > 0)];

    private static double[] Within(double[] train, RhythmBout bout) =>
        [.. train.Where(onset => onset >= bout.StartSeconds && onset <= bout.EndSeconds)];

    // Each bout has its own phase: n·R² of all bouts add up to half a chi-square value with two degrees of freedom a bout.
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
            sum += 2 * train.Length * own * own;
            count += train.Length;
            tests++;
        }

        return count < 2 ? (null, null) : (strength / count, Math.Max(1 - ChiSquared.CDF(2 * tests, sum), RhythmResult.LeastPValue));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
