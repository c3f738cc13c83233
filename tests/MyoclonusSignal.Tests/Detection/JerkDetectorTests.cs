using CsCheck;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public class JerkDetectorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e5)]
    [InlineData(1e20)]
    public void ABurstInDigitalSilenceBeginsWhereItBegins(double amplitude)
    {
        double[] x = new double[20_000];
        TestSignals.AddBurst(x, 1, 10_000, 80, amplitude);
        Burst burst = Assert.Single(TestSignals.Detect(x, 1000));
        Assert.InRange(burst.Start, 9990, 10_002);
        Assert.InRange(burst.End, 10_078, 10_090);
    }

    private const double SampleRate = 2000;

    [Fact]
    public void ProcessInBlocksGivesTheSameBurstsAsProcessAtOnce()
    {
        double[] x = WithBursts(1, 20, 6, out _);
        List<Burst> expected = TestSignals.Detect(x, SampleRate);
        Assert.NotEmpty(expected);
        Gen.Int[1, 5000].Sample(block => Assert.Equal(expected, TestSignals.Detect(x, SampleRate, block)), iter: 12);
    }

    [Theory]
    [InlineData(250)]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(10000)]
    public void EveryBurstOf16DecibelsIsFoundAtItsPlace(double sampleRate)
    {
        int count = (int)(40 * sampleRate);
        double[] x = TestSignals.Noise(2, count);
        List<int> onsets = [];
        for (double t = 1; t < 38.5; t += 1.37)
        {
            onsets.Add((int)(t * sampleRate));
            TestSignals.AddBurst(x, onsets.Count, onsets[^1], (int)(0.06 * sampleRate), 6.3);
        }

        List<Burst> found = TestSignals.Detect(TestSignals.BandPassed(x, sampleRate), sampleRate);
        Assert.Equal(onsets.Count, found.Count);
        double[] errors = [.. found.Zip(onsets, (burst, onset) => Math.Abs(burst.Start - onset) / sampleRate).Order()];
        Assert.True(errors[errors.Length / 2] < (sampleRate < 500 ? 0.012 : 0.004), $"median onset error {errors[errors.Length / 2]} s");
        Assert.All(found, burst => Assert.Equal(EventKind.Jerk, burst.Kind));
    }

    [Fact]
    public void NoiseAloneGivesNothing()
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            Assert.Empty(TestSignals.Detect(TestSignals.BandPassed(TestSignals.Noise(seed, 600_000), SampleRate), SampleRate));
        }
    }

    [Fact]
    public void TheUnitDoesNotMatter()
    {
        double[] x = WithBursts(3, 20, 6, out _);
        double[] scaled = [.. x.Select(v => v / 1024)];
        List<Burst> bursts = TestSignals.Detect(x, SampleRate);
        Assert.Equal(bursts.Select(b => (b.Start, b.End)), TestSignals.Detect(scaled, SampleRate).Select(b => (b.Start, b.End)));
    }

    [Fact]
    public void ALongBurstIsAContractionAndOneEvent()
    {
        foreach (double seconds in (double[])[0.7, 1.2, 2, 5, 12])
        {
            double[] x = TestSignals.Noise(4, 80_000);
            TestSignals.AddBurst(x, 5, 20_000, (int)(seconds * SampleRate), 5);
            Burst burst = Assert.Single(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate));
            Assert.Equal(EventKind.Contraction, burst.Kind);
            Assert.InRange(burst.Start, 20_000 - 100, 20_000 + 100);
            Assert.InRange(burst.End, 20_000 + (seconds * SampleRate) - 200, 20_000 + (seconds * SampleRate) + 200);
        }
    }

    [Fact]
    public void AStepOfTheNoiseIsNoJerkAndHidesNone()
    {
        double[] x = TestSignals.Noise(6, 240_000);
        for (int i = 100_000; i < x.Length; i++)
        {
            x[i] *= 2.5;
        }

        for (int i = 0; i < 50; i++)
        {
            int start = 4000 + (i * 4600);
            TestSignals.AddBurst(x, 100 + i, start, 120, start < 100_000 ? 5 : 12.5);
        }

        List<Burst> found = TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate);

        // A burst within a third of a second of the step may be lost to it.
        Assert.InRange(found.Count(burst => burst.Kind == EventKind.Jerk), 49, 50);
        Assert.DoesNotContain(found, burst => burst.Kind == EventKind.Contraction);
    }

    [Fact]
    public void BurstsOfATrainAt8HertzStaySeparate()
    {
        double[] x = TestSignals.Noise(7, 60_000);
        for (int i = 0; i < 200; i++)
        {
            TestSignals.AddBurst(x, 200 + i, 4000 + (i * 250), 100, 6);
        }

        Assert.InRange(TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate).Count, 198, 200);
    }

    [Fact]
    public void NothingIsAllocatedWhileReading()
    {
        double[] x = WithBursts(8, 30, 6, out _);
        JerkDetector detector = new(JerkDetectorOptions.ForEmg, SampleRate, 430);
        _ = TestSignals.Read(detector, x);
        detector.Reset();
        int count = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            ReadOnlySpan<double> rest = x;
            while (!rest.IsEmpty)
            {
                count += detector.TryRead(rest, out int consumed, out _) ? 1 : 0;
                rest = rest[consumed..];
            }
        }));
        Assert.True(count > 10);
    }

    [Fact]
    public void ResetForgetsTheSignalBefore()
    {
        double[] x = WithBursts(9, 20, 6, out _);
        JerkDetector detector = new(JerkDetectorOptions.ForEmg, SampleRate, 430);
        List<Burst> first = TestSignals.Read(detector, x);
        detector.Reset();
        Assert.Equal(first, TestSignals.Read(detector, x));
    }

    [Fact]
    public void AnEmptyOrVeryShortSignalGivesNothing()
    {
        foreach (int count in (int[])[0, 1, 2, 5, 50, 500])
        {
            Assert.Empty(TestSignals.Detect(TestSignals.Noise(1, count), SampleRate));
            Assert.Empty(TestSignals.Detect(new double[count], SampleRate));
        }
    }

    [Fact]
    public void AFinishedSignalIsNotContinued()
    {
        JerkDetector detector = new(JerkDetectorOptions.ForEmg, SampleRate, 430);
        Assert.False(detector.TryFinish(out _));
        Assert.Throws<InvalidOperationException>(() => detector.TryRead([1.0], out _, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void ABadSampleRateIsRefused(double sampleRate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new JerkDetector(JerkDetectorOptions.ForEmg, sampleRate, 400));

    [Fact]
    public void AnOptionOutsideItsRangeIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new JerkDetector(new JerkDetectorOptions { ScaleSeconds = 0 }, SampleRate, 400));

    private static double[] WithBursts(int seed, int seconds, double amplitude, out List<int> onsets)
    {
        double[] x = TestSignals.Noise(seed, (int)(seconds * SampleRate));
        onsets = [];
        for (int start = 2000; start < x.Length - 1000; start += 2345)
        {
            onsets.Add(start);
            TestSignals.AddBurst(x, start, start, 130, amplitude);
        }

        return TestSignals.BandPassed(x, SampleRate);
    }
}
