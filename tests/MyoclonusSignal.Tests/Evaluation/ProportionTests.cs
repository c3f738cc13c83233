using CsCheck;
using MathNet.Numerics.Distributions;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Evaluation;

public sealed class ProportionTests
{
    private const int Repeats = 2000;

    /// <summary>Twelve recordings of some 20 events each, whose chances differ from recording to recording.</summary>
    [Theory]
    [InlineData(0.5, 0.1)]
    [InlineData(0.9, 0.05)]
    [InlineData(0.97, 0.02)]
    [InlineData(0.7, 0.001)]
    public void TheIntervalOfGroupsCoversTheTruth(double chance, double alikeness)
    {
        Random random = new(5);
        int covered = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            Proportion found = Proportion.OfGroups(Groups(random, chance, alikeness))!.Value;
            covered += found.Ci95.Contains(chance) ? 1 : 0;
        }

        // Twice the standard deviation of such a count below 95 %, and the shortfall that such intervals have near 1.
        Assert.InRange(covered / (double)Repeats, 0.93, 0.985);
    }

    [Fact]
    public void TheIntervalOfIndependentTrialsDoesNotWhereTheyAreAlike()
    {
        Random random = new(5);
        int covered = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            (int Successes, int Trials)[] groups = Groups(random, 0.5, 0.1);
            Proportion found = Proportion.Of(groups.Sum(g => g.Successes), groups.Sum(g => g.Trials))!.Value;
            covered += found.Ci95.Contains(0.5) ? 1 : 0;
        }

        Assert.True(covered < 0.85 * Repeats);
    }

    /// <summary>F1 of twelve recordings, each of them easier or harder than the others, against the F1 of very many.</summary>
    [Theory]
    [InlineData(0.6, 3)]
    [InlineData(0.95, 0.5)]
    public void TheIntervalOfF1CoversTheF1OfVeryManyRecordings(double found, double wrong)
    {
        Random random = new(11);
        double truth = 2 * found / (found + (wrong / 20) + 1);
        int covered = 0;
        const int Fewer = 500;
        for (int repeat = 0; repeat < Fewer; repeat++)
        {
            ScoreTally[] recordings = [.. Enumerable.Range(0, 12).Select(_ => Tally(random, found, wrong))];
            (double low, double high) = DetectorAccuracy.Of("x", 0, recordings, 60).F1Ci95!.Value;
            covered += low <= truth && truth <= high ? 1 : 0;
        }

        Assert.InRange(covered / (double)Fewer, 0.92, 0.99);
    }

    [Fact]
    public void AGroupAloneIsASeriesOfIndependentTrials() =>
        Assert.Equal(Proportion.Of(3, 10), Proportion.OfGroups([(3, 10), (0, 0)]));

    [Fact]
    public void NoTrialsGiveNothing()
    {
        Assert.Null(Proportion.OfGroups([]));
        Assert.Null(Proportion.OfGroups([(0, 0), (0, 0)]));
    }

    [Fact]
    public void TheIntervalHoldsItsValueWithinZeroAndOne() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12]).Select((a, b) => (Math.Min(a, b), Math.Max(a, b))).Array[1, 8].Sample(groups =>
        {
            if (Proportion.OfGroups(groups) is Proportion found)
            {
                Assert.InRange(found.Value, found.Ci95.Low - 1e-12, found.Ci95.High + 1e-12);
                Assert.InRange(found.Ci95.Low, 0, 1);
                Assert.InRange(found.Ci95.High, 0, 1);
                Assert.True(found.Ci95.High > found.Ci95.Low);
            }
        });

    [Fact]
    public void MoreSuccessesThanTrialsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.OfGroups([(3, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.OfGroups([(-1, 2)]));
    }

    /// <summary>Beta-binomial: the correlation of two trials of one group is the stated alikeness.</summary>
    private static (int Successes, int Trials)[] Groups(Random random, double chance, double alikeness)
    {
        double weight = (1 - alikeness) / alikeness;
        var groups = new (int, int)[12];
        for (int i = 0; i < groups.Length; i++)
        {
            int trials = 10 + random.Next(21);
            groups[i] = (Binomial.Sample(random, Beta.Sample(random, chance * weight, (1 - chance) * weight), trials), trials);
        }

        return groups;
    }

    private static ScoreTally Tally(Random random, double found, double wrong)
    {
        double own = Beta.Sample(random, found * 30, (1 - found) * 30);
        List<Interval> truth = [];
        List<Interval> detected = [];
        for (int i = 0; i < 20; i++)
        {
            truth.Add(new(10 * i, (10 * i) + 0.1));
            if (random.NextDouble() < own)
            {
                detected.Add(truth[i]);
            }
        }

        int others = Poisson.Sample(random, Gamma.Sample(random, 3, 3 / wrong));
        detected.AddRange(Enumerable.Range(0, others).Select(i => new Interval((10 * i) + 5, (10 * i) + 5.1)));
        var tally = new ScoreTally();
        tally.Add(detected.ToArray(), truth.ToArray(), new());
        return tally;
    }
}
