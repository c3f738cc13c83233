using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class BurstHeartbeatsTests
{
    private const double Rate = HeartbeatShapes.RateHz;
    private static readonly int ShapeLength = BurstHeartbeats.ShapeLength(Rate);
    private const double Pulse = 0.8;

    [Fact]
    public void BurstsOfOneShapeAtAPulseAreTheHeartsAndOthersAreNot()
    {
        List<Found> bursts = [.. Beats(60), .. Enumerable.Range(0, 25).Select(i => Muscle(i, 0.9 + (1.73 * i)))];
        AssertBeats(bursts);
    }

    [Fact]
    public void FewerThanEightAreNoHeart()
    {
        Assert.DoesNotContain(true, Find([.. Beats(7)]));
        Assert.DoesNotContain(false, Find([.. Beats(12)]));
        Assert.Empty(Find([]));
    }

    [Fact]
    public void OneShapeWithoutAPulseIsNoHeart()
    {
        Random random = new(2);
        double time = 0;
        Assert.DoesNotContain(true, Find([.. Beats(40).Select(beat => beat with { Seconds = time += 0.2 - (1.2 * Math.Log(1 - random.NextDouble())) })]));
    }

    [Fact]
    public void AFastShapeAtAPulseIsNoHeart() =>
        Assert.DoesNotContain(true, Find([.. Beats(40).Select((beat, i) => beat with { Shape = Shape(i, 0.05, HeartSignal.Potential) })]));

    // Its correlation with the template is between what is asked of one that is due and of one that is not. Two beats are missing.
    [Theory]
    [InlineData(0, true)]
    [InlineData(0.45, false)]
    public void ADistortedBeatIsTheHeartsOnlyWhereOneIsDue(double offPulse, bool isBeat)
    {
        List<Found> bursts = [.. Beats(40)];
        Found beat = bursts[20];
        bursts.RemoveRange(20, 2);
        bursts.Add(new Found(beat.Seconds + (offPulse * Pulse), 1, Shape(20, 0.4, seconds => HeartSignal.Qrs(seconds)), isBeat));
        AssertBeats(bursts);
    }

    // Early with a pause behind it, of another slow shape.
    [Theory]
    [InlineData(1.3, true)]
    [InlineData(8, false)]
    public void AnEctopicBeatHasABeatsPower(double power, bool isBeat)
    {
        List<Found> bursts = [.. Beats(40)];
        bursts.RemoveAt(20);
        bursts.Add(new Found(bursts[19].Seconds + (0.6 * Pulse), power, Shape(99, 0.05, Wide), isBeat));
        AssertBeats(bursts);
    }

    [Theory]
    [InlineData(0.3, 0.1, true)]
    [InlineData(0.3, 0.9, false)]
    [InlineData(-0.15, 0.1, true)]
    [InlineData(0.9, 0.1, false)]
    public void AWaveIsWeakAndBesideABeat(double afterSeconds, double power, bool isBeat)
    {
        // A slow heart leaves time in which no wave stands.
        List<Found> bursts = [.. Beats(40, pulse: 1.5)];
        bursts.Add(new Found(bursts[20].Seconds + afterSeconds, power, Shape(99, 0.05, Wide), isBeat));
        AssertBeats(bursts);
    }

    [Fact]
    public void AWeakFastBurstBesideABeatIsAJerk()
    {
        List<Found> bursts = [.. Beats(40, pulse: 1.5)];
        bursts.Add(new Found(bursts[20].Seconds + 0.3, 0.1, Shape(99, 0.02, HeartSignal.Potential), IsBeat: false));
        AssertBeats(bursts);
    }

    private static double Wide(double seconds) => Math.Exp(-Math.Pow(seconds / 0.025, 2)) * Math.Cos(2 * Math.PI * 20 * seconds);

    private static IEnumerable<Found> Beats(int count, double pulse = Pulse) => Enumerable.Range(0, count).Select(i =>
        new Found(1 + (pulse * (i + (0.03 * Math.Sin(i)))), 1 + (0.1 * Math.Sin(3 * i)), Shape(i, 0.1, seconds => HeartSignal.Qrs(seconds + (((i % 7) - 3) / Rate))), true));

    private static Found Muscle(int seed, double seconds) => new(seconds, 1, Shape(seed, 0.6, _ => 0), false);

    private static float[] Shape(int seed, double noise, Func<double, double> wave)
    {
        double[] deviates = TestSignals.Noise(1000 + seed, ShapeLength);
        return [.. Enumerable.Range(0, ShapeLength).Select(n => (float)((noise * deviates[n]) + wave((n - (ShapeLength / 2)) / Rate)))];
    }

    private static void AssertBeats(List<Found> bursts)
    {
        bursts.Sort((a, b) => a.Seconds.CompareTo(b.Seconds));
        Assert.Equal(bursts.Select(burst => (burst.Seconds, burst.IsBeat)), bursts.Select(burst => burst.Seconds).Zip(Find(bursts)));
    }

    private static bool[] Find(List<Found> bursts)
    {
        ShapeStore shapes = new(ShapeLength);
        foreach (Found burst in bursts)
        {
            burst.Shape.CopyTo(shapes.Add());
        }

        return BurstHeartbeats.Find(
            [.. bursts.Select(burst => burst.Seconds)],
            [.. bursts.Select(burst => burst.Power)],
            new ShapeList(shapes, [.. Enumerable.Range(0, bursts.Count)]),
            Rate);
    }

    private sealed record Found(double Seconds, double Power, float[] Shape, bool IsBeat);
}
