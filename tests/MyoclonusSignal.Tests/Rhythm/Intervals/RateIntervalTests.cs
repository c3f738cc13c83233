using CsCheck;
using MyoclonusSignal.Rhythm;

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
    public void NegativeCountsAndEmptyTimesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Poisson(-1, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Poisson(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Clustered([1, -1], 60));
    }
}
