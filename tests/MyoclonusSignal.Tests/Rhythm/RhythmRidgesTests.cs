using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>Rhythms beside the one that was decided on: at other times, drifting out of its peak, or at the same time.</summary>
public sealed class RhythmRidgesTests
{
    private const double Rate = TrainSimulator.SampleRate;

    [Fact]
    public void TwoRhythmsAfterEachOtherHaveTheirOwnBouts()
    {
        RhythmResult result = Estimate(1, 180, t => t < 60 ? Sine(5, t) : t >= 120 ? Sine(6.5, t) : 0);
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Equal(2, result.Bouts.Count);
        (double start, double end, double hz)[] expected = [(0, 60, 5), (120, 180, 6.5)];
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(expected[i].start, result.Bouts[i].StartSeconds, 1.5);
            Assert.Equal(expected[i].end, result.Bouts[i].EndSeconds, 1.5);
            Assert.Equal(expected[i].hz, result.Bouts[i].FrequencyHz, 0.05);
            Assert.Equal(1, result.Bouts[i].Amplitude, 0.15);
        }

        double other = Assert.Single(result.Others).FrequencyHz;
        Assert.Equal(11.5, other + result.FrequencyHz!.Value, 0.1);
        Assert.Contains(FormattableString.Invariant($"; another rhythm at {other:0.00} Hz"), result.Reason, StringComparison.Ordinal);
        Assert.InRange(result.Occupancy, 0.64, 0.7);
    }

    [Fact]
    public void AStepOfTheFrequencyEndsOneBoutAndBeginsAnother()
    {
        RhythmResult result = Estimate(2, 60, t => t < 30 ? Sine(4, t) : Sine(6, t));
        Assert.Equal([4, 6], result.Bouts.Select(bout => Math.Round(bout.FrequencyHz, 1)));
        Assert.Equal(30, result.Bouts[0].EndSeconds, 1.0);
        Assert.Equal(30, result.Bouts[1].StartSeconds, 1.0);
        Assert.InRange(result.Occupancy, 0.95, 1);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(3)]
    public void ADriftThroughTheBandIsOneBout(double changeHz)
    {
        double perSecond = changeHz / 120;
        double low = 5 - (changeHz / 2);
        RhythmResult result = Estimate(3, 120, t => Sine(low + (perSecond * t / 2), t));
        RhythmBout bout = Assert.Single(result.Bouts);
        Assert.Equal(5, bout.FrequencyHz, 0.1);
        Assert.Equal(60 * perSecond, bout.DriftHzPerMinute, 0.1);
        Assert.Equal(5, result.FrequencyHz!.Value, 0.1);
        Assert.True(result.FrequencyCi95!.Value.Contains(5));
        Assert.InRange(result.Occupancy, 0.95, 1);
        Assert.Empty(result.Others);
        Assert.True(result.Drift!.Value.Ci95.Contains(60 * perSecond));
    }

    [Fact]
    public void ATremorThatWandersIsNoOtherRhythm()
    {
        // 5 Hz ± 0.8 Hz, there and back in 30 s.
        RhythmResult result = Estimate(6, 120, t => Math.Sin(2 * Math.PI * ((5 * t) - (0.8 * 30 / (2 * Math.PI) * Math.Cos(2 * Math.PI * t / 30)))));
        Assert.All(result.Bouts, bout => Assert.InRange(bout.FrequencyHz, 4.2, 5.8));
        Assert.Equal(5, result.FrequencyHz!.Value, 0.3);
        Assert.Empty(result.Others);

        // At its fastest some stretches have no peak that is narrow enough.
        Assert.InRange(result.Occupancy, 0.85, 1);
    }

    [Theory]
    [InlineData(4, 6.3)]
    [InlineData(6.5, 4.5)]
    public void TheWeakerOfTwoRhythmsAtOnceIsNamed(double strongHz, double weakHz)
    {
        RhythmResult result = Estimate(4, 60, t => Sine(strongHz, t) + (0.5 * Sine(weakHz, t)));
        Assert.Equal(strongHz, result.FrequencyHz!.Value, 0.05);
        Assert.Equal(weakHz, Assert.Single(result.Others).FrequencyHz, 0.1);
        RhythmBout bout = Assert.Single(result.Bouts);
        Assert.Equal(strongHz, bout.FrequencyHz, 0.05);
    }

    [Theory]
    [InlineData(4, 6.3, 1)]
    [InlineData(4, 6.3, 11)]
    [InlineData(7.2, 3.4, 12)]
    [InlineData(6.5, 4.5, 2)]
    [InlineData(5, 6, 3)]
    public void TheWeakerOfTwoRhythmsHasBoutsOfItsOwn(double strongHz, double weakHz, int seed)
    {
        RhythmResult result = Estimate(seed, 120, t => Sine(strongHz, t) + (t is > 40 and < 90 ? 0.6 * Sine(weakHz, t) : 0));
        FurtherRhythm other = Assert.Single(result.Others);
        Assert.Equal(weakHz, other.FrequencyHz, 0.05);
        Assert.True(other.FrequencyCi95.Contains(weakHz), $"{other.FrequencyCi95}");
        RhythmBout bout = Assert.Single(other.Bouts);
        Assert.Equal(40, bout.StartSeconds, 1.5);
        Assert.Equal(90, bout.EndSeconds, 1.5);
        Assert.Equal(weakHz, bout.FrequencyHz, 0.05);
        Assert.Equal(0.6, bout.Amplitude, 0.1);
        RhythmBout main = Assert.Single(result.Bouts);
        Assert.InRange(main.DurationSeconds, 117, 120);
    }

    [Fact]
    public void ARhythmAfterAnotherHasTheSameBoutByItselfAsAmongAll()
    {
        RhythmResult result = Estimate(1, 180, t => t < 60 ? Sine(5, t) : t >= 120 ? Sine(6.5, t) : 0);
        FurtherRhythm other = Assert.Single(result.Others);
        Assert.Equal(6.5, other.FrequencyHz, 0.05);
        RhythmBout own = Assert.Single(other.Bouts);
        RhythmBout among = result.Bouts.MinBy(bout => Math.Abs(bout.FrequencyHz - other.FrequencyHz));
        Assert.Equal(among.StartSeconds, own.StartSeconds, 1.5);
        Assert.Equal(among.EndSeconds, own.EndSeconds, 1.5);
    }

    [Theory]
    [InlineData(3.6, 0.02)]
    [InlineData(5, 0.1)]
    [InlineData(6, 0.15)]
    public void ATrainAloneHasNoOtherRhythm(double frequencyHz, double variation)
    {
        int others = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            var simulator = new TrainSimulator(seed);
            RhythmResult result = RhythmEstimator.Estimate(
                simulator.Envelope(60, simulator.Renewal(60, frequencyHz, variation), 10), Rate);
            others += result.Others.Count;
            for (int i = 1; i < result.Bouts.Count; i++)
            {
                Assert.True(result.Bouts[i].StartSeconds >= result.Bouts[i - 1].EndSeconds);
            }
        }

        Assert.InRange(others, 0, 2);
    }

    [Fact]
    public void NoBoutLiesAcrossAGap()
    {
        double[] samples = Samples(5, 100, t => t < 50 ? Sine(4, t) : Sine(6, t));
        var estimator = new RhythmEstimator(Rate);
        estimator.Process(samples.AsSpan(0, (int)(50 * Rate)));
        estimator.EndSegment((long)(20 * Rate));
        estimator.Process(samples.AsSpan((int)(50 * Rate)));
        RhythmResult result = estimator.Finish();
        Assert.Equal([4, 6], result.Bouts.Select(bout => Math.Round(bout.FrequencyHz, 1)));
        Assert.InRange(result.Bouts[0].EndSeconds, 49, 50.01);
        Assert.InRange(result.Bouts[1].StartSeconds, 69.99, 71);
        Assert.Equal(120, result.Bouts[1].EndSeconds, 0.1);
    }

    private static double Sine(double hz, double t) => Math.Sin(2 * Math.PI * hz * t);

    private static double[] Samples(int seed, double seconds, Func<double, double> signal)
    {
        double[] samples = new TrainSimulator(seed).Noise(seconds, 0);
        double power = samples.Average(x => x * x);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (0.5 * samples[i] / Math.Sqrt(power)) + signal(i / Rate);
        }

        return samples;
    }

    private static RhythmResult Estimate(int seed, double seconds, Func<double, double> signal) =>
        RhythmEstimator.Estimate(Samples(seed, seconds, signal), Rate);
}
