using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class MovementDetectorTests
{
    private const double SampleRate = 100;
    private const double CadenceHz = 1.9;
    private const int Most = 512;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(75)]
    [InlineData(500)]
    public void BlocksGiveTheSameBurstsAsOneCall(int blockSamples)
    {
        (double[][] jerks, double[][] all) = Walk(60);
        Assert.Equal(Run(New(), jerks, all, Most), Run(New(), jerks, all, blockSamples));
    }

    [Fact]
    public void AResetForgetsTheSegment()
    {
        (double[][] jerks, double[][] all) = Walk(40);
        MovementDetector detector = New();
        List<Burst> first = Run(detector, jerks, all, Most);
        detector.Reset();
        Assert.Empty(detector.Bouts);
        Assert.Equal(first, Run(detector, jerks, all, Most));
    }

    [Fact]
    public void StepsAreNamedWithTheirCadenceAndAreNoJerks()
    {
        (double[][] jerks, double[][] all) = Walk(60);
        MovementDetector detector = New();
        List<Burst> bursts = Run(detector, jerks, all, Most);
        GaitBout bout = Assert.Single(detector.Bouts);
        Assert.InRange(bout.CadenceHz, 0.97 * CadenceHz, 1.03 * CadenceHz);
        Assert.InRange((bout.End - bout.Start) / SampleRate, 55, 60);
        Assert.InRange(bursts.Count(burst => burst.Rejection == BurstRejection.Gait), 90, 116);
        Assert.DoesNotContain(bursts, burst => burst.Rejection == BurstRejection.None);
    }

    [Fact]
    public void AJerkAmongStepsIsFoundWhereItBegins()
    {
        (double[][] jerks, double[][] all) = Walk(60);
        Push(jerks, all, 3020);
        Burst jerk = Assert.Single(Run(New(), jerks, all, Most), burst => burst.Rejection == BurstRejection.None);
        Assert.Equal(EventKind.Jerk, jerk.Kind);
        Assert.InRange(jerk.Start, 3017, 3024);
        Assert.InRange(jerk.Length, 10, 40);
    }

    [Fact]
    public void WhereNothingMovesSlowlyTheWordIsAnothers()
    {
        (double[][] jerks, double[][] all) = Noise(60);
        Push(jerks, all, 3020);
        MovementDetector detector = New();
        Burst heard = Assert.Single(Run(detector, jerks, all, Most));
        Assert.False(detector.IsMoving(3020));
        Assert.InRange(heard.Start, 3017, 3024);

        // Of whatever was found there as at rest, counted or not, that one is told and this one is taken back.
        foreach (bool isJerk in new[] { true, false })
        {
            SettledMovements withheld = new();
            withheld.Add(new SettledMovement(heard, 0, IsJolt: true));
            Assert.True(withheld.TryWithdraw(heard with { Start = heard.Start - 5 }, isJerk));
            Assert.False(withheld.TryTake(out _));
        }
    }

    [Theory]
    [InlineData(4.2, 6.8)]
    [InlineData(3.6, 6.0)]
    [InlineData(4.0, 7.0)]
    [InlineData(3.6, 0)]
    public void ATremorBesideDriftIsNoWalking(double firstHz, double secondHz)
    {
        (double[][] jerks, double[][] all) = Noise(60);
        Random random = new(5);
        double push = 0;
        double drift = 0;
        for (int i = 0; i < jerks[0].Length; i++)
        {
            push = (0.97 * push) + (0.3 * (random.NextDouble() - 0.5));
            drift = (0.97 * drift) + (0.03 * push);
            double first = Math.Sin(Math.Tau * firstHz * i / SampleRate);
            double second = secondHz > 0 ? Math.Sin(Math.Tau * secondHz * i / SampleRate) : 0;
            all[0][i] += 0.5 * drift;
            for (int axis = 0; axis < 3; axis++)
            {
                double value = 0.1 * ((first * (1 - (0.3 * axis))) + (second * (0.4 + (0.3 * axis))));
                jerks[axis][i] += value;
                all[axis][i] += value;
            }
        }

        MovementDetector detector = New();
        List<Burst> bursts = Run(detector, jerks, all, Most);
        Assert.True(detector.IsMoving(jerks[0].Length / 2));
        Assert.Empty(detector.Bouts);
        Assert.DoesNotContain(bursts, burst => burst.Rejection == BurstRejection.Gait);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(200)]
    public void AShortSegmentEnds(int samples)
    {
        (double[][] jerks, double[][] all) = Walk(10);
        MovementDetector detector = New();
        detector.Process(jerks, all, Math.Min(Most, samples));
        detector.Finish();
        Assert.Empty(detector.Bouts);
    }

    [Fact]
    public void NothingIsAllocatedForASample()
    {
        (double[][] jerks, double[][] all) = Noise(6);
        MovementDetector detector = New();
        detector.Process(jerks, all, Most);
        Assert.Equal(0, Allocations.Of(() => detector.Process(jerks, all, Most)));
    }

    private static MovementDetector New() => new(SampleRate, 3, 40, 1, Most, 20, 0);

    private static List<Burst> Run(MovementDetector detector, double[][] jerks, double[][] all, int blockSamples)
    {
        List<Burst> bursts = [];
        for (int at = 0; at < jerks[0].Length; at += blockSamples)
        {
            int length = Math.Min(blockSamples, jerks[0].Length - at);
            detector.Process(Part(jerks, at, length), Part(all, at, length), length);
            while (detector.TryTake(out Burst burst))
            {
                bursts.Add(burst);
            }
        }

        detector.Finish();
        while (detector.TryTake(out Burst burst))
        {
            bursts.Add(burst);
        }

        return bursts;

        static double[][] Part(double[][] axes, int at, int length) => [.. axes.Select(axis => axis.AsSpan(at, length).ToArray())];
    }

    private static (double[][] Jerks, double[][] All) Noise(double seconds)
    {
        Random random = new(3);
        double[][] jerks = [.. Enumerable.Range(0, 3).Select(_ => new double[(int)(seconds * SampleRate)])];
        foreach (double[] axis in jerks)
        {
            for (int i = 0; i < axis.Length; i++)
            {
                axis[i] = 0.01 * (random.NextDouble() + random.NextDouble() - 1);
            }
        }

        return (jerks, [.. jerks.Select(axis => axis.ToArray())]);
    }

    /// <summary>A swinging arm, and the impact of every step.</summary>
    private static (double[][] Jerks, double[][] All) Walk(double seconds)
    {
        (double[][] jerks, double[][] all) = Noise(seconds);
        for (int i = 0; i < jerks[0].Length; i++)
        {
            all[0][i] += 0.3 * Math.Sin(Math.PI * CadenceHz * i / SampleRate);
        }

        Random random = new(4);
        for (double at = 0.2; at < seconds - 1; at += 1 / CadenceHz)
        {
            Ring(jerks, all, (int)(at * SampleRate), 0.2 + (0.05 * random.NextDouble()), 1);
        }

        return (jerks, all);
    }

    private static void Push(double[][] jerks, double[][] all, int sample) => Ring(jerks, all, sample, 0.9, 2);

    private static void Ring(double[][] jerks, double[][] all, int first, double size, int axis)
    {
        for (int i = 0; i < 40; i++)
        {
            double value = size * Math.Exp(-0.15 * i) * Math.Sin(Math.Tau * 10 * (i + 1) / SampleRate);
            jerks[axis][first + i] += value;
            all[axis][first + i] += value;
        }
    }
}
