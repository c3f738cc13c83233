using CsCheck;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Detection;

public sealed class TwoThresholdsTests
{
    [Fact]
    public void StretchesAreThoseOfTheDefinitionWhateverTheBlocks() =>
        Gen.Select(Gen.Double[0, 1].Array[0, 300], Gen.Int[1, 50], Gen.Double[0.3, 0.9], Gen.Double[0, 0.3]).Sample((envelope, block, on, below) =>
        {
            double off = on - below;
            List<Segment> expected = [];
            long start = -1;
            for (int i = 0; i < envelope.Length; i++)
            {
                if (start < 0 && envelope[i] > on)
                {
                    start = i;
                }
                else if (start >= 0 && !(envelope[i] > off))
                {
                    expected.Add(new Segment(start, i));
                    start = -1;
                }
            }

            if (start >= 0)
            {
                expected.Add(new Segment(start, envelope.Length));
            }

            Assert.Equal(expected, Find(envelope, block, on, off));
        });

    [Fact]
    public void LongSilenceIsSkippedAndNaNIsNeverAbove()
    {
        double[] envelope = new double[10_000];
        envelope[777] = 2;
        envelope[778] = 2;
        envelope[5000] = double.NaN;
        envelope[9999] = 2;
        Assert.Equal([new Segment(777, 779), new Segment(9999, 10_000)], Find(envelope, 10_000, 1, 1));
        envelope[778] = double.NaN;
        Assert.Equal(new Segment(777, 778), Find(envelope, 10_000, 1, 0.5)[0]);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var detector = new TwoThresholds(0.9, 0.5);
        double[] envelope = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i))];
        detector.TryRead(envelope, out _, out _);
        Assert.Equal(0, Allocations.Of(() =>
        {
            ReadOnlySpan<double> rest = envelope;
            while (!rest.IsEmpty)
            {
                detector.TryRead(rest, out int consumed, out _);
                rest = rest[consumed..];
            }

            detector.TryFinish(out _);
        }));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(1, 1.5)]
    public void ThresholdsUpsideDownAreRefused(double on, double off) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TwoThresholds(on, off));

    private static List<Segment> Find(double[] envelope, int block, double on, double off)
    {
        var detector = new TwoThresholds(on, off);
        List<Segment> found = [];
        for (int at = 0; at < envelope.Length; at += block)
        {
            ReadOnlySpan<double> rest = envelope.AsSpan(at, Math.Min(block, envelope.Length - at));
            while (!rest.IsEmpty)
            {
                if (detector.TryRead(rest, out int consumed, out Segment segment))
                {
                    found.Add(segment);
                }

                rest = rest[consumed..];
            }
        }

        if (detector.TryFinish(out Segment last))
        {
            found.Add(last);
        }

        return found;
    }
}
