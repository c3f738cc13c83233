using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class ChannelCombTests
{
    private const double Rate = 100;

    // Significant, yet too faint beside a strong peak at twice its frequency to be called its fundamental from one channel alone.
    private const double Faint = 0.11;

    [Fact]
    public void AChannelWithTheSecondHarmonicAndAFaintFundamentalHasTheFundamentalOfTheOther()
    {
        RhythmResult slow = Estimate(1, 60, t => Sine(3.6, t));
        RhythmResult fast = Estimate(2, 60, t => (Faint * Sine(3.6, t)) + Sine(7.2, t));
        Assert.Equal(7.2, fast.FrequencyHz!.Value, 0.02);
        RhythmResult explained = Explain(slow, fast)[1];
        Assert.True(explained.IsRhythmic);
        Assert.Equal(3.6, explained.FrequencyHz!.Value, 0.01);
        Assert.True(explained.FrequencyCi95!.Value.Contains(3.6), $"{explained.FrequencyCi95}");
        Assert.Equal(7.2, explained.CandidateHz!.Value, 0.02);
        Assert.Equal(new SharedFundamental("ta", 2, true), explained.Fundamental);
        Assert.EndsWith(
            "; the peak at 7.20 Hz is harmonic 2 of the rhythm of ta, which has a peak here also: the fundamental is 3.60 Hz", explained.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AChannelWithTheHarmonicAloneIsExplainedWhereTheBoutsCoincide()
    {
        static bool IsOn(double t) => t is > 30 and < 70;
        RhythmResult slow = Estimate(3, 120, t => IsOn(t) ? Sine(3.6, t) : 0);
        RhythmResult fast = Estimate(4, 120, t => IsOn(t) ? Sine(7.2, t) : 0);
        RhythmResult explained = Explain(slow, fast)[1];
        Assert.Equal(new SharedFundamental("ta", 2, false), explained.Fundamental);
        Assert.Equal(3.6, explained.FrequencyHz!.Value, 0.01);
        Assert.Contains("at the same times", explained.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ChannelsAtOtherTimesAreUnrelated()
    {
        RhythmResult slow = Estimate(5, 120, t => t < 50 ? Sine(3.6, t) : 0);
        RhythmResult fast = Estimate(6, 120, t => t > 70 ? Sine(7.2, t) : 0);
        Assert.Same(fast, Explain(slow, fast)[1]);
    }

    [Theory]
    [InlineData(3.6, 7.0)]
    [InlineData(3.3, 5)]
    [InlineData(4, 4.01)]
    public void ChannelsWhoseFrequenciesDoNotFitAreUnrelated(double oneHz, double otherHz)
    {
        RhythmResult[] given = [Estimate(7, 60, t => Sine(oneHz, t)), Estimate(8, 60, t => (0.4 * Sine(oneHz, t)) + Sine(otherHz, t))];
        Assert.Equal(given, Explain(given));
    }

    [Fact]
    public void ChanceAgreementOfUnrelatedChannelsIsRare()
    {
        int explained = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new TrainSimulator(1000 + seed);
            double slowHz = 3 + random.Uniform();
            double fastHz = 6 + (2 * random.Uniform());
            RhythmResult slow = Estimate(2 * seed, 30, t => Sine(slowHz, t));
            RhythmResult fast = Estimate((2 * seed) + 1, 30, t => Sine(fastHz, t));
            explained += Explain(slow, fast)[1].Fundamental is null ? 0 : 1;
        }

        // One of twenty, and what chance adds in 60 pairs.
        Assert.InRange(explained, 0, 8);
    }

    [Fact]
    public void AChannelWithoutARhythmStaysWithoutOne()
    {
        RhythmResult slow = Estimate(9, 60, t => Sine(3.6, t));
        RhythmResult noise = Estimate(10, 60, _ => 0);
        Assert.False(noise.IsRhythmic);
        Assert.Same(noise, Explain(slow, noise)[1]);
    }

    [Fact]
    public void TheOrderOfTheChannelsDoesNotMatter()
    {
        (string, RhythmResult?)[] channels =
        [
            ("a", Estimate(11, 60, t => (Faint * Sine(3.6, t)) + Sine(7.2, t))), ("b", Estimate(12, 60, t => Sine(3.6, t))),
            ("c", Estimate(13, 60, t => Sine(5, t))), ("d", null), ("e", Estimate(14, 60, t => Sine(3.6, t))),
        ];
        RhythmResult?[] expected = ChannelComb.Explain(channels);
        Assert.NotNull(expected[0]!.Fundamental);
        Assert.Equal([.. expected.Reverse()], ChannelComb.Explain([.. channels.Reverse()]));
        (string, RhythmResult?)[] turned = [.. channels[2..], .. channels[..2]];
        Assert.Equal([.. expected[2..], .. expected[..2]], ChannelComb.Explain(turned));
    }

    private static RhythmResult[] Explain(params RhythmResult[] rhythms) =>
        [.. ChannelComb.Explain([.. rhythms.Select((rhythm, i) => (i == 0 ? "ta" : "gastrocnemius", (RhythmResult?)rhythm))])!];

    private static double Sine(double frequencyHz, double seconds) => Math.Sin(2 * Math.PI * frequencyHz * seconds);

    private static RhythmResult Estimate(int seed, double seconds, Func<double, double> signal)
    {
        var random = new TrainSimulator(seed);
        double[] samples = new double[(int)(seconds * Rate)];
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] = signal(n / Rate) + random.Normal();
        }

        return RhythmEstimator.Estimate(samples, Rate);
    }
}
