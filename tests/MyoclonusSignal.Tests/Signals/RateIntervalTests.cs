using CsCheck;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class RateIntervalTests
{
    [Fact]
    public void TheLimitsEqualSciPy()
    {
        foreach (double[] row in ReferenceTable.Rows("poisson_limits.csv"))
        {
            RateInterval rate = RateInterval.Poisson((long)row[0], 60);
            Assert.Equal(row[0], rate.PerMinute, 1e-9);
            Assert.Equal(row[1], rate.Ci95.Low, 1e-6 * Math.Max(1, row[1]));
            Assert.Equal(row[2], rate.Ci95.High, 1e-6 * row[2]);
        }
    }

    [Fact]
    public void NoEventInAMinuteStillHasAnUpperLimit()
    {
        RateInterval rate = RateInterval.Poisson(0, 60);
        Assert.Equal(0, rate.Ci95.Low);
        Assert.Equal(3.689, rate.Ci95.High, 1e-3);
    }

    [Fact]
    public void EvenCountsGiveThePoissonInterval()
    {
        RateInterval clustered = RateInterval.Clustered([5, 6, 5, 6, 5], 60);
        Assert.Equal(RateInterval.Poisson(27, 300), clustered);
    }

    [Fact]
    public void ClustersWidenTheInterval() => Gen.Int[0, 4].Array[5, 30].Sample(
        counts =>
        {
            int[] clustered = [.. counts.Select(n => n * n * n)];
            RateInterval rate = RateInterval.Clustered(clustered, 60);
            RateInterval poisson = RateInterval.Poisson(clustered.Sum(), 60.0 * clustered.Length);
            Assert.True(rate.Ci95.High >= poisson.Ci95.High - 1e-9);
            Assert.True(rate.Ci95.Low <= poisson.Ci95.Low + 1e-9);
            Assert.Equal(poisson.PerMinute, rate.PerMinute, 1e-9);
        },
        iter: 200,
        seed: "0000000000000");

    [Fact]
    public void TheClusteredIntervalCoversTheRateOfClusters()
    {
        // Clusters come at random, 2 a minute, of 1 to 9 events: the true rate is 10 a minute.
        int covered = 0;
        int coveredByPoisson = 0;
        for (int i = 0; i < 400; i++)
        {
            var random = new Random(i);
            int[] counts = new int[30];
            for (double t = -Math.Log(1 - random.NextDouble()) / 2; t < 30; t -= Math.Log(1 - random.NextDouble()) / 2)
            {
                counts[(int)t] += random.Next(1, 10);
            }

            covered += RateInterval.Clustered(counts, 60).Ci95.Contains(10) ? 1 : 0;
            coveredByPoisson += RateInterval.Poisson(counts.Sum(), 1800).Ci95.Contains(10) ? 1 : 0;
        }

        Assert.InRange(covered, 368, 392);
        Assert.InRange(coveredByPoisson, 0, 320);
    }

    [Fact]
    public void TheIntervalOfBlocksIsThatOfTheHand()
    {
        // Three in each of ten parts of a minute: φ = 1, N = 30, t of nine degrees of freedom 2.2622.
        RateInterval even = RateInterval.OfBlocks(Blocks(3, 3, 3, 3, 3, 3, 3, 3, 3, 3));
        Assert.Equal(1, even.Dispersion);
        Assert.Equal(3, even.PerMinute, 1e-12);
        Assert.Equal(3 * Math.Exp(-2.2622 / Math.Sqrt(30)), even.Ci95.Low, 1e-3);
        Assert.Equal(3 * Math.Exp(2.2622 / Math.Sqrt(30)), even.Ci95.High, 1e-3);

        // 0 6 0 6 …: φ = 10/3, √(φ/N) = 1/3.
        RateInterval clustered = RateInterval.OfBlocks(Blocks(0, 6, 0, 6, 0, 6, 0, 6, 0, 6));
        Assert.Equal(10.0 / 3, clustered.Dispersion, 1e-12);
        Assert.Equal(3 * Math.Exp(-2.2622 / 3), clustered.Ci95.Low, 1e-3);
        Assert.Equal(3 * Math.Exp(2.2622 / 3), clustered.Ci95.High, 1e-3);
    }

    [Fact]
    public void OfFewEventsTheIntervalIsTheExactOneOfAsManyAsTheyAreWorth()
    {
        Assert.Equal(RateInterval.Poisson(0, 600), RateInterval.OfBlocks(Blocks(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        Assert.Equal(RateInterval.Poisson(4, 600), RateInterval.OfBlocks(Blocks(1, 0, 1, 0, 1, 0, 1, 0, 0, 0)));

        // Four at once: s² = 1.6, mean 0.4, φ = 4; worth one event, whose exact interval is 0.0253 to 5.572.
        RateInterval atOnce = RateInterval.OfBlocks(Blocks(4, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal(4, atOnce.Dispersion, 1e-12);
        Assert.Equal(0.4, atOnce.PerMinute, 1e-12);
        Assert.Equal(0.0253 * 4 / 10, atOnce.Ci95.Low, 1e-4);
        Assert.Equal(5.572 * 4 / 10, atOnce.Ci95.High, 1e-3);
    }

    [Fact]
    public void OfASecondOrLessTheIntervalIsTheExactOne() =>
        Assert.Equal(RateInterval.Poisson(7, 0.8), RateInterval.OfBlocks(TimeBlocks.Of([(new(0, 0.8), 0.8)], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])));

    [Fact]
    public void WithoutAnyTimeThereIsNoRate() => Assert.Throws<ArgumentException>(() => RateInterval.OfBlocks(TimeBlocks.Of([], [])));

    // So many events in each of ten minutes.
    private static TimeBlocks Blocks(params int[] counts) =>
        TimeBlocks.Of([(new(0, 600), 600)], counts.SelectMany((count, minute) => Enumerable.Range(0, count).Select(i => (60.0 * minute) + i)));

    [Fact]
    public void NegativeCountsAndEmptyTimesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Poisson(-1, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Poisson(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Clustered([1, -1], 60));
    }
}
