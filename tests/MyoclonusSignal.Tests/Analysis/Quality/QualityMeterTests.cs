using CsCheck;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Missing, clipped and flat samples are counted one by one.</summary>
public sealed class QualityMeterTests
{
    [Fact]
    public void EveryMissingSampleCounts() =>
        Assert.Equal((6, 3), (Meter([1, double.NaN, 2, double.NaN, double.NaN, 3]).SampleCount, Meter([1, double.NaN, 2, double.NaN, double.NaN, 3]).MissingCount));

    [Fact]
    public void ThreeOrMoreEqualSamplesAtARailAreClipped() =>
        Assert.Equal(7, Meter([0, 1, 9, 9, 9, 1, 0, -9, -9, -9, -9, 0, 2]).ClippedCount);

    [Fact]
    public void TwoEqualSamplesAtTheExtremeAreNotClipped() =>
        Assert.Equal(0, Meter([0, 1, 9, 9, 1, 0, -9, -9, 0, 2]).ClippedCount);

    [Fact]
    public void EqualSamplesInsideTheRangeAreNotClipped() =>
        Assert.Equal(0, Meter([0, 5, 5, 5, 5, 9, 1, -9, 0, 2]).ClippedCount);

    [Fact]
    public void ARunAtWhatTurnsOutNotToBeTheRailIsNotClipped() =>
        Assert.Equal(0, Meter([0, 5, 5, 5, 1, 9, 0, -3, -3, -3, 1, -4, 0]).ClippedCount);

    [Fact]
    public void AConstantSignalIsFlatAndNotClipped()
    {
        QualityMeter meter = Meter([.. Enumerable.Repeat(3.0, 100)]);
        Assert.Equal((100, 0), (meter.FlatCount, meter.ClippedCount));
    }

    [Theory]
    [InlineData(49, 0)]
    [InlineData(50, 50)]
    [InlineData(80, 80)]
    public void HalfASecondWithoutAChangeIsFlat(int count, int flat) =>
        Assert.Equal(flat, Meter([0, 1, .. Enumerable.Repeat(0.5, count), 2, 3]).FlatCount);

    [Fact]
    public void AFlatStretchDoesNotReachAcrossAGap()
    {
        var meter = new QualityMeter(100);
        meter.Process([.. Enumerable.Repeat(1.0, 30)]);
        meter.EndSegment();
        meter.Process([.. Enumerable.Repeat(1.0, 30)]);
        meter.EndSegment();
        Assert.Equal(0, meter.FlatCount);
    }

    [Fact]
    public void TheSmallestStepIsThatOfTheConverter() =>
        Assert.Equal(0.25, Meter([1, 1.25, 1.25, 3, 2.5, 2]).SmallestStep);

    [Fact]
    public void BlocksOfAnySizeGiveTheSameCounts() =>
        Gen.Select(Choose.From(0.0, 0, 0, 1, 2, -1, double.NaN).Array[1, 300], Gen.Int[1, 40]).Sample((samples, size) =>
        {
            QualityMeter expected = Meter(samples, sampleRate: 8);
            var found = new QualityMeter(8);
            for (int at = 0; at < samples.Length; at += size)
            {
                found.Process(samples.AsSpan(at, Math.Min(size, samples.Length - at)));
            }

            found.EndSegment();
            Assert.Equal(
                (expected.SampleCount, expected.MissingCount, expected.ClippedCount, expected.FlatCount, expected.SmallestStep),
                (found.SampleCount, found.MissingCount, found.ClippedCount, found.FlatCount, found.SmallestStep));
            Assert.Equal(samples.Count(double.IsNaN), found.MissingCount);
        });

    [Fact]
    public void SamplesTakenTogetherCountAsThoseTakenOneByOne() =>
        Gen.Select(Choose.From(-9.0, 9, 9.5, 3, double.NaN, 3.4e38), Gen.Double[-8, 8], Gen.Int[0, 9]).Select((odd, plain, kind) => kind > 1 ? plain : odd)
            .Array[1, 300].SelectMany(samples => Gen.Int[1, 4].Array[samples.Length].Select(repeats => samples.SelectMany((sample, i) => Enumerable.Repeat(sample, Math.Max(1, repeats[i] - 1))).ToArray()))
            .Sample(samples =>
            {
                var alone = new QualityMeter(8);
                for (int i = 0; i < samples.Length; i++)
                {
                    alone.Process(samples.AsSpan(i, 1), i / 8.0);
                }

                alone.EndSegment();
                QualityMeter together = Meter(samples, sampleRate: 8);
                Assert.Equal(
                    (alone.MissingCount, alone.ClippedCount, alone.FlatCount, alone.SmallestStep, alone.LargestMagnitude),
                    (together.MissingCount, together.ClippedCount, together.FlatCount, together.SmallestStep, together.LargestMagnitude));
                Assert.Equal(alone.FlatPlaces, together.FlatPlaces);
                Assert.Equal(alone.ClippedPlaces, together.ClippedPlaces);
            });

    private static QualityMeter Meter(double[] samples, double sampleRate = 100)
    {
        var meter = new QualityMeter(sampleRate);
        meter.Process(samples);
        meter.EndSegment();
        return meter;
    }
}
