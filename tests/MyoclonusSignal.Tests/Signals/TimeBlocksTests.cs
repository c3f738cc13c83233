using CsCheck;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

public sealed class TimeBlocksTests
{
    [Fact]
    public void EventsAndAnalysedTimeAreCountedInTheirBlocks()
    {
        var blocks = TimeBlocks.Of([(new(0.25, 1.5), 1.25), (new(3, 4), 0.5)], [0.3, 1.2, 1.4, 3.9, 4]);
        Assert.Equal(1, blocks.BlockSeconds);
        Assert.Equal([0.75, 0.5, 0, 0.5], blocks.AnalysedSeconds);
        Assert.Equal([1, 2, 0, 2], blocks.Counts);
        Assert.Equal(1.75, blocks.Seconds);
        Assert.Equal(5, blocks.Count);
    }

    [Theory]
    [InlineData(1199.5, 1, 1200)]
    [InlineData(1200, 10, 120)]
    [InlineData(28_805, 10, 2881)]
    public void FromTwentyMinutesOnABlockHasTenSeconds(double seconds, double blockSeconds, int count)
    {
        var blocks = TimeBlocks.Of([(new(0, seconds), seconds)], []);
        Assert.Equal(blockSeconds, blocks.BlockSeconds);
        Assert.Equal(count, blocks.Counts.Count);
        Assert.Equal(seconds, blocks.Seconds, 1e-9);
    }

    [Fact]
    public void BehindAGapOfYearsThereAreOnlyBlocksOfWhatWasAnalysed()
    {
        // A clock that stood at 1970 until it was set.
        const double Set = 1.7e9;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var blocks = TimeBlocks.Of([(new(0, 25), 25), (new(Set, Set + 15), 15)], [1, 24.9, Set + 1, Set + 14]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal([10, 10, 5, 10, 5], blocks.AnalysedSeconds);
        Assert.Equal([1, 0, 1, 1, 1], blocks.Counts);
    }

    [Fact]
    public void NoTimeHasNoBlocks()
    {
        var blocks = TimeBlocks.Of([], [1, 2]);
        Assert.Empty(blocks.Counts);
        Assert.Equal(0, blocks.Seconds);
    }

    [Fact]
    public void NoTimeIsLostWhateverTheStretches() => Gen.Select(Gen.Double[0, 50], Gen.Double[0.01, 300]).Array[1, 20].Sample(pieces =>
    {
        double at = 0;
        List<(Interval, double)> stretches = [];
        foreach ((double gap, double length) in pieces)
        {
            stretches.Add((new Interval(at + gap, at + gap + length), length));
            at += gap + length;
        }

        var blocks = TimeBlocks.Of(stretches, []);
        Assert.Equal(pieces.Sum(piece => piece.Item2), blocks.Seconds, 1e-6);
        Assert.All(blocks.AnalysedSeconds, seconds => Assert.InRange(seconds, 0, blocks.BlockSeconds + 1e-9));
    });

    [Fact]
    public void OfEqualPartsTheDispersionIsTheVarianceOverTheMean()
    {
        // 0 6 0 6 … in ten parts of 6 s: mean 3, variance 10.
        List<double> onsets = [];
        for (int part = 1; part < 10; part += 2)
        {
            onsets.AddRange(Enumerable.Range(0, 6).Select(i => (6.0 * part) + i));
        }

        (double dispersion, int parts) = TimeBlocks.Of([(new(0, 60), 60)], onsets).Dispersion(10);
        Assert.Equal(10.0 / 3, dispersion, 1e-12);
        Assert.Equal(10, parts);
    }

    [Fact]
    public void GapsAreTakenOutBeforeTheTimeIsCut()
    {
        // Ten seconds analysed in every hundred: each part holds one stretch, and each stretch three events.
        (Interval, double)[] stretches = [.. Enumerable.Range(0, 10).Select(i => (new Interval(100.0 * i, (100.0 * i) + 10), 10.0))];
        IEnumerable<double> onsets = Enumerable.Range(0, 10).SelectMany(i => (double[])[(100 * i) + 1, (100 * i) + 5, (100 * i) + 9]);
        var blocks = TimeBlocks.Of(stretches, onsets);
        Assert.Equal((1, 10), blocks.Dispersion(10));
        Assert.Equal(0, blocks.Counts[50]);
    }
}
