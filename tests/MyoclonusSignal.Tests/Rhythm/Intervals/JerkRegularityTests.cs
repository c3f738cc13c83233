using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>Rhythmic myoclonus against random jerks, from the onsets and the spectrum of the same simulated record.</summary>
public sealed class JerkRegularityTests
{
    [Theory]
    [InlineData(4, 0.05)]
    [InlineData(5, 0.1)]
    [InlineData(6, 0.15)]
    public void ATrainWithLittleJitterIsRhythmic(double frequencyHz, double variation)
    {
        Assert.InRange(
            Count(seed => Decide(seed, simulator => simulator.Renewal(30, frequencyHz, variation)).Verdict == JerkVerdict.Rhythmic), 38, 40);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    [InlineData(5, 0.7)]
    [InlineData(4, 0.5)]
    public void IrregularJerksAreNeverRhythmicOrRegular(double frequencyHz, double variation)
    {
        int regular = Count(seed => Decide(seed, simulator => simulator.Gamma(60, frequencyHz, variation)).Verdict
            is JerkVerdict.Rhythmic or JerkVerdict.Regular);
        Assert.InRange(regular, 0, 2);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 0.7)]
    public void JerksAtRandomAreCalledRandom(double frequencyHz, double variation)
    {
        Assert.InRange(
            Count(seed => Decide(seed, simulator => simulator.Gamma(60, frequencyHz, variation)).Verdict == JerkVerdict.Random), 38, 40);
    }

    [Fact]
    public void ARhythmSlowerThanTheBandIsRegular()
    {
        JerkRegularity regularity = Decide(1, simulator => simulator.Renewal(60, 1.2, 0.05));
        Assert.Equal(JerkVerdict.Regular, regularity.Verdict);
        Assert.Equal(1.2, regularity.IntervalFrequencyHz!.Value, 0.05);
        Assert.Contains("without a rhythm in the band", regularity.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEvidenceStandsBesideTheDecision()
    {
        JerkRegularity regularity = Decide(2, simulator => simulator.Grid(30, 5, 0.03));
        Assert.Equal(JerkVerdict.Rhythmic, regularity.Verdict);
        Assert.True(regularity.FrequenciesAgree);
        Assert.InRange(regularity.VectorStrength!.Value, 0.9, 1);
        Assert.InRange(regularity.RayleighPValue!.Value, 0, 1e-10);
        Assert.True(regularity.IntervalFrequencyCi95!.Value.Contains(5));
        Assert.InRange(regularity.JerksInBouts!.Value, 145, 150);
        Assert.InRange(regularity.LocalVariationCi95!.Value.High, regularity.Intervals.LocalVariation, 0.05);
    }

    [Fact]
    public void FewJerksAreTooFew()
    {
        Assert.Equal(JerkVerdict.TooFew, JerkRegularity.Of([], null).Verdict);
        Assert.Equal(JerkVerdict.TooFew, JerkRegularity.Of([[1.0]], null).Verdict);
        JerkRegularity regularity = JerkRegularity.Of([[1, 1.2, 1.4, 1.6]], null);
        Assert.Equal(JerkVerdict.TooFew, regularity.Verdict);
        Assert.Equal(3, regularity.Intervals.IntervalCount);
        Assert.Null(regularity.LocalVariationCi95);
        Assert.Null(regularity.FrequenciesAgree);
    }

    [Fact]
    public void NoIntervalLiesAcrossAGap()
    {
        double[] first = [.. Enumerable.Range(0, 12).Select(i => 0.2 * i)];
        double[] second = [.. Enumerable.Range(0, 12).Select(i => 100.07 + (0.2 * i))];
        JerkRegularity regularity = JerkRegularity.Of([first, second], null);
        Assert.Equal(22, regularity.Intervals.IntervalCount);
        Assert.Equal(0.2, regularity.Intervals.MeanSeconds, 1e-9);
        Assert.Equal(JerkVerdict.Regular, regularity.Verdict);
    }

    [Fact]
    public void JerksThatAreNotThoseOfTheRhythmAreDiscordant()
    {
        // A rhythm at 5 Hz in the envelope, and onsets that are those of another movement.
        var simulator = new TrainSimulator(3);
        RhythmResult rhythm = RhythmEstimator.Estimate(
            simulator.Envelope(60, simulator.Renewal(60, 5, 0.05), 15), TrainSimulator.SampleRate);
        JerkRegularity regularity = JerkRegularity.Of([[.. simulator.Gamma(60, 3, 1)]], rhythm);
        Assert.Equal(JerkVerdict.Discordant, regularity.Verdict);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void TheIntervalOfTheLocalVariationCoversIt(double variation)
    {
        // Of gamma intervals it is 3/(2κ + 1), κ = 1/c² (Shinomoto et al. 2003).
        double truth = 3 / ((2 / (variation * variation)) + 1);
        int covered = Enumerable.Range(0, 200).Count(seed =>
            JerkRegularity.Of([[.. new TrainSimulator(seed).Gamma(20, 4, variation)]], null).LocalVariationCi95!.Value.Contains(truth));
        Assert.InRange(covered, 180, 200);
    }

    [Fact]
    public void ADeadTimeIsTakenBack()
    {
        // Poisson with 0.1 s dead time, at 5 a second: Lv falls to about a quarter, LvR does not take it for regular.
        var random = new Random(4);
        double[] onsets = new double[400];
        for (int i = 1; i < onsets.Length; i++)
        {
            onsets[i] = onsets[i - 1] + 0.1 - (0.1 * Math.Log(1 - random.NextDouble()));
        }

        JerkRegularity regularity = JerkRegularity.Of([onsets], null, 0.1);
        Assert.InRange(regularity.Intervals.LocalVariation, 0.1, 0.33);
        Assert.InRange(regularity.RevisedLocalVariation, 1.5 * regularity.Intervals.LocalVariation, 1);
        Assert.Equal(JerkVerdict.Regular, JerkRegularity.Of([onsets], null).Verdict);
        Assert.NotEqual(JerkVerdict.Regular, regularity.Verdict);

        // By the definition, written out for a train of two kinds of intervals: 3·(1 − 4·I₁·I₂/(I₁ + I₂)²)·(1 + 4R/(I₁ + I₂)).
        double[] two = [.. Enumerable.Range(0, 21).Select(i => (i / 2 * 0.5) + (i % 2 * 0.2))];
        Assert.Equal(3 * (1 - (4 * 0.2 * 0.3 / 0.25)) * (1 + (4 * 0.05 / 0.5)), JerkRegularity.Of([two], null, 0.05).RevisedLocalVariation, 1e-9);
    }

    [Fact]
    public void IntervalsThatSeemRegularWhereTheSpectrumHasNoPeakAreUndetermined()
    {
        double[] onsets = [.. Enumerable.Range(0, 60).Select(i => 0.2 * i)];
        RhythmResult none = RhythmEstimator.Estimate(new TrainSimulator(2).Noise(60, 0), TrainSimulator.SampleRate);
        Assert.False(none.IsRhythmic);
        JerkRegularity regularity = JerkRegularity.Of([onsets], none);
        Assert.Equal(JerkVerdict.Undetermined, regularity.Verdict);
        Assert.Contains("the spectrum has no peak there", regularity.Reason, StringComparison.Ordinal);
        double[] slow = [.. Enumerable.Range(0, 60).Select(i => (double)i)];
        Assert.Equal(JerkVerdict.Regular, JerkRegularity.Of([slow], none).Verdict);
    }

    [Fact]
    public void JerksThatDoNotKeepToThePhaseOfTheRhythmAreNotRhythmic()
    {
        // A broad peak, whose interval holds 5.5 Hz, is at 5 Hz: over ten cycles the jerks turn once through its phase.
        double[] onsets = [.. Enumerable.Range(0, 320).Select(i => i / 5.5)];
        var rhythm = new RhythmResult
        {
            Verdict = RhythmVerdict.Rhythmic,
            Reason = "peak at 5.00 Hz",
            FrequencyHz = 5,
            FrequencyCi95 = new ConfidenceInterval(4.4, 5.6),
            Bouts = [new RhythmBout(0, 60, 5)],
        };
        JerkRegularity regularity = JerkRegularity.Of([onsets], rhythm);
        Assert.True(regularity.FrequenciesAgree);
        Assert.InRange(regularity.RayleighPValue!.Value, 0.05, 1);
        Assert.Equal(JerkVerdict.Undetermined, regularity.Verdict);
    }

    private static int Count(Func<int, bool> holds) => Enumerable.Range(0, 40).Count(holds);

    private static JerkRegularity Decide(int seed, Func<TrainSimulator, List<double>> onsets)
    {
        var simulator = new TrainSimulator(seed);
        List<double> times = onsets(simulator);
        RhythmResult rhythm = RhythmEstimator.Estimate(simulator.Envelope(60, times, 12), TrainSimulator.SampleRate);
        return JerkRegularity.Of([[.. times]], rhythm);
    }
}
