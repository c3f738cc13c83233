using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>
/// What <see cref="BurstSegmenter"/> does for the detector, through which it is tested: what is divided, what is joined, and how strict
/// the search is.
/// </summary>
public sealed class BurstSegmenterTests
{
    private const double SampleRate = 1000;

    [Theory]
    [InlineData(20, 1)]
    [InlineData(70, 2)]
    public void APauseDividesTwoBurstsFromTheLengthThatOptionsState(int pause, int bursts)
    {
        double[] x = TestSignals.Noise(1, 20_000);
        TestSignals.AddBurst(x, 2, 10_000, 60, 12);
        TestSignals.AddBurst(x, 3, 10_060 + pause, 60, 12);
        Assert.Equal(bursts, TestSignals.Detect(TestSignals.BandPassed(x, SampleRate), SampleRate).Count);
    }

    [Fact]
    public void FalseAlarmsAreAllowedMoreOftenOnlyWhereTheBandIsNarrow()
    {
        JerkDetectorOptions options = JerkDetectorOptions.ForEmg;
        Assert.Equal(0.35, new NarrowBand(options, 20, IsMuscle: true).AlarmsPerHour, 12);
        Assert.Equal(30, new NarrowBand(options, 1.5, IsMuscle: true).AlarmsPerHour, 9);
        Assert.InRange(new NarrowBand(options, 4.4, IsMuscle: true).AlarmsPerHour, 3, 15);
        Assert.Equal(0.35, new NarrowBand(options, 1.5, IsMuscle: false).AlarmsPerHour, 12);
        Assert.Equal(500, new NarrowBand(options with { FalseAlarmsPerHour = 500 }, 1.5, IsMuscle: true).AlarmsPerHour, 9);
    }

    [Fact]
    public void AtTwoHundredHertzNoiseGivesFewFalseAlarms()
    {
        // Half an hour at one false alarm in two minutes.
        double[] x = TestSignals.BandPassed(TestSignals.Noise(7, 360_000), 200);
        Assert.InRange(TestSignals.Detect(x, 200).Count, 0, 12);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(200)]
    [InlineData(250)]
    public void WhereTheBandIsNarrowAJerkWhosePowerComesDownByChanceIsOne(double sampleRate)
    {
        double[] x = TestSignals.Noise(1, (int)(130 * sampleRate));
        int length = (int)(0.09 * sampleRate);
        for (int i = 0; i < 100; i++)
        {
            TestSignals.AddBurst(x, 100 + i, (int)((5 + (1.2 * i)) * sampleRate), length, 5);
        }

        Assert.InRange(TestSignals.Detect(TestSignals.BandPassed(x, sampleRate), sampleRate).Count, 94, 102);
    }
}
