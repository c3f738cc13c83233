using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>
/// What <see cref="ContractionTracker"/> does for the detector, through which it is tested: contractions that leave the muscle little rest.
/// </summary>
public sealed class ContractionTrackerTests
{
    private const double SampleRate = 1000;

    [Theory]
    [InlineData(3000, 1000, 50)]
    [InlineData(9000, 1000, 50)]
    [InlineData(4000, 700, 50)]
    [InlineData(3000, 1000, 10)]
    [InlineData(2000, 2000, 10)]
    public void EachContractionIsOneWithItsOwnOnsetAndOffset(int on, int off, double amplitude)
    {
        double[] x = TestSignals.Noise(1, 90_000);
        List<int> starts = [];
        for (int at = 2000; at + on < x.Length - 1000; at += on + off)
        {
            TestSignals.AddBurst(x, at, at, on, amplitude);
            starts.Add(at);
        }

        List<Burst> found = TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate);
        Assert.All(found, burst => Assert.Equal(EventKind.Contraction, burst.Kind));
        Assert.Equal(starts.Count, found.Count);
        foreach ((int start, Burst burst) in starts.Zip(found))
        {
            Assert.InRange(burst.Start, start - 60, start + 60);
            Assert.InRange(burst.End, start + on - 60, start + on + 120);
        }
    }

    [Fact]
    public void AJerkInAShortRestIsNoContraction()
    {
        double[] x = TestSignals.Noise(1, 60_000);
        for (int at = 4000; at < 50_000; at += 5000)
        {
            TestSignals.AddBurst(x, at, at, 3000, 20);
        }

        TestSignals.AddBurst(x, 3, 23_000, 60, 60);
        List<Burst> found = TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate);
        Assert.Single(found, burst => burst.Kind == EventKind.Jerk && Math.Abs(burst.Start - 23_000) < 20);
    }
}
